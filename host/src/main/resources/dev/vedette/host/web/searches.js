// Searches of one's own, and for administrators those of everybody: who runs slow ones.

import {peek} from './api.js';
import {h, notice, replace} from './dom.js';
import {number, second} from './format.js';
import {cancel, over} from './job.js';
import {address} from './state.js';

const EVERY_MS = 2000;

export async function searchesPage({main, signal}) {
  const list = h('div.scroll', {});
  replace(main, h('article.page', {}, h('div.heading', {}, h('h1', {}, 'Searches')), list));
  main.focus({preventScroll: true});
  const draw = async () => {
    const {searches} = await peek('/searches', {}, signal);
    replace(list, searches.length ? table(searches, draw) : notice('empty', 'No searches', 'What you search is listed here for a day.'));
  };
  await draw();
  const timer = setInterval(() => (document.hidden || list.contains(document.activeElement) ? null : draw().catch(() => clearInterval(timer))), EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
}

function table(searches, changed) {
  return h('table.plain', {}, h('caption.unseen', {}, 'Searches, the latest first'),
      h('thead', {}, h('tr', {}, ['Started (UTC)', 'Owner', 'State', 'Query'].map((name) => h('th', {scope: 'col'}, name)),
          ['Done', 'Took', 'Processor', 'Rows', 'Exports'].map((name) => h('th.right', {scope: 'col'}, name)), h('th', {scope: 'col'}, ''))),
      h('tbody', {}, searches.map((job) => row(job, changed))));
}

function row(job, changed) {
  const aql = job.aql !== undefined;
  const text = aql ? job.aql : job.query;
  const stop = async (click) => {
    click.target.disabled = true;
    await cancel(job).catch(() => null);
    await changed();
  };
  return h('tr', {}, h('td.when', {}, second(job.submitted)), h('td', {}, job.owner), h('td', {}, job.state.toLowerCase()),
      h('td', {}, h('a', {href: address('/search', {query: text, lang: aql ? 'aql' : '', from: job.from, to: job.to}), 'data-row': true},
          h('code', {}, text || 'everything'))),
      h('td.right', {}, `${job.progress} %`), h('td.right', {}, `${number(job.elapsed_ms)} ms`), h('td.right', {}, `${number(job.cpu_ms)} ms`),
      h('td.right', {}, number(job.rows)), h('td.right', {}, number(job.exports)),
      h('td', {}, h('button', {type: 'button', onclick: stop}, over(job) ? 'Forget' : 'Cancel')));
}
