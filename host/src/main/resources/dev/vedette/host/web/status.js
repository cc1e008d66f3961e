// What a search does and did: progress and a way to cancel it, then how much there is and how to take it along.

import {h, replace} from './dom.js';
import {number, plural, second} from './format.js';
import {cancel, exportAs, over} from './job.js';

/** @param failed called with an error of a button */
export function statusLine(job, failed) {
  const element = h('div.status', {});
  let said = '';

  function show(now, shown) {
    said = over(now) ? summary(now, shown) : running(now);
    replace(element, over(now) ? done(now) : underWay(now));
  }

  function underWay(now) {
    const details = now.progress_details;
    const stop = async (click) => {
      click.target.disabled = true;
      await cancel(now).catch(failed);
    };
    return [h('progress', {max: 100, value: details.slices_all ? now.progress : null, 'aria-label': 'Progress of the search'}),
      h('span', {}, said), h('button', {type: 'button', id: 'cancel', title: 'Cancel the search (c)', onclick: stop}, 'Cancel')];
  }

  function done(now) {
    const take = async (click, format) => {
      click.target.disabled = true;
      try {
        await exportAs(now, format);
      } catch (error) {
        if (error.name !== 'AbortError') failed({title: 'The export failed', message: error.message, remedy: error.remedy});
      }
      click.target.disabled = false;
    };
    const saves = now.rows > 0 && now.state === 'COMPLETED';
    return [h('p.summary', {}, now.state !== 'COMPLETED' && h('b.wrong', {}, now.state === 'CANCELED' ? 'Cancelled · ' : 'Ended early · '), said),
      h('span.spacer'), saves && ['ndjson', 'csv'].map((format) => h('button', {type: 'button',
        title: now.kind === 'events' ? 'All events that match, not only those shown' : 'The whole table',
        onclick: (click) => take(click, format)}, `Export ${format.toUpperCase()}`)), now.cut && h('p.hint.wide', {}, now.cut),
      now.notes?.map((line) => h('p.hint.wide', {}, line))];
  }

  show(job, 0);
  return {element, show, text: () => said};
}

function running(job) {
  const details = job.progress_details;
  if (job.state === 'WAIT') return 'Waiting for its turn…';
  const slices = details.slices_all ? ` · ${number(details.slices_done)} of ${plural(details.slices_all, 'slice')}` : '';
  return `${job.state === 'SORTING' ? 'Sorting' : 'Searching'}… ${plural(details.events_found, 'event')} found${slices} · ${seconds(job)}`;
}

function summary(job, shown) {
  const time = job.from && job.to && !job.from.startsWith('1970-') ? `${second(job.from)} to ${second(job.to)} UTC` : 'all times';
  if (job.kind === 'table') return `${plural(job.rows, 'row')} · ${time} · ${seconds(job)}`;
  const total = job.total ?? job.rows;
  const all = `${job.total === undefined ? 'at least ' : ''}${plural(total, 'event')}`;
  return `${all} · ${time} · ${seconds(job)}${shown < total ? ` · the ${job.query?.includes('|') ? 'first' : 'newest'} ${number(shown)} are shown` : ''}`;
}

const seconds = (job) => (job.elapsed_ms < 1000 ? `${number(job.elapsed_ms)} ms` : `${(job.elapsed_ms / 1000).toFixed(1)} s`);
