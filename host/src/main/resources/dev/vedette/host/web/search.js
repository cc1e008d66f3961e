// The search page: query, time, histogram, fields, rows.

import {get} from './api.js';
import {h, notice, replace, say} from './dom.js';
import {eventDetail, source, summary} from './event.js';
import {fieldList} from './fields.js';
import {number, plural, second, time} from './format.js';
import {histogram} from './histogram.js';
import {equal, narrowed} from './query.js';
import {go, note} from './state.js';
import {range, timePicker} from './time.js';

const LIMIT = 100;

export async function searchPage({main, parameters, signal}) {
  const query = parameters.query ?? '';
  const limit = Number(parameters.limit) || LIMIT;
  const search = {query, ...range(parameters)};
  const again = (changes) => go('/search', {query, ...range(parameters), ...changes});
  const zoom = (from, to) => again({last: '', from, to});
  const filter = (field, value, not) => again({query: narrowed(query, equal(field, value), not)});

  const results = h('div.results', {'aria-busy': true}, h('p.hint', {}, 'Searching…'));
  const problem = h('div.query-problem', {role: 'alert'});
  replace(main, bar(query, parameters, again), problem, results);
  main.focus({preventScroll: true}); // so that j and k work at once; / goes to the query

  const began = performance.now();
  let page;
  let times;
  try {
    [page, times] = await Promise.all([
      get('/events', {...search, limit}, signal),
      get('/events/histogram', search, signal),
    ]);
  } catch (error) {
    if (error.status !== 400) throw error;
    replace(results);
    replace(problem, queryProblem(query, error));
    return;
  }
  const took = Math.round(performance.now() - began);
  results.removeAttribute('aria-busy');
  const total = `${page.total_exact ? '' : 'at least '}${plural(page.total, 'event')}`;
  say(total);
  if (!page.events.length) {
    replace(results, await nothing(query, parameters, signal));
    return;
  }
  const open = parameters.open;
  const opened = (id) => note('/search', {...parameters, open: id});
  replace(results,
      h('p.summary', {}, h('b', {}, total), ` · ${search.last === 'all' ? 'all times' : `${second(page.from)} to ${second(page.to)} UTC`} · ${number(took)} ms`,
          page.events.length < page.total && ` · the newest ${number(page.events.length)} are shown`),
      histogram(times, zoom),
      h('div.columns', {}, fieldList(page.events, search, filter),
          h('div.scroll', {}, eventTable(page.events, filter, open, opened),
              page.events.length < page.total && limit < 1000 && h('p', {},
                  h('button', {type: 'button', onclick: () => again({limit: Math.min(1000, limit * 5)})}, 'Show more')))));
}

function bar(query, parameters, again) {
  const input = h('input', {id: 'query', type: 'text', value: query, spellcheck: 'false', autocomplete: 'off',
    autocapitalize: 'off', placeholder: 'for example source.ip:10.0.0.0/8 AND event.outcome:failure', 'aria-describedby': 'query-hint'});
  const picker = timePicker(parameters, (picked) => go('/search', {query: input.value.trim(), ...picked}));
  const run = (event) => {
    event.preventDefault();
    again({last: '', from: '', to: '', ...picker.picked(), query: input.value.trim()});
  };
  return h('form.query', {role: 'search', onsubmit: run},
      h('label.unseen', {for: 'query'}, 'Query'), input, picker.element, h('button.primary', {type: 'submit'}, 'Search'),
      h('p.hint', {id: 'query-hint'}, 'Words of the raw line, ', h('code', {}, 'field:value'), ', ', h('code', {}, 'field:"two words"'),
          ', ', h('code', {}, 'user.name:adm*'), ', ', h('code', {}, 'source.ip:10.0.0.0/8'), ', ',
          h('code', {}, 'AND OR NOT ( )'), '. Nothing finds everything.'));
}

/** The query with a caret below the place that is wrong. */
function queryProblem(query, error) {
  return h('section.notice.error', {}, h('h2', {}, error.title), error.column
    ? [h('pre.caret', {}, `${query}\n${' '.repeat(error.column - 1)}^`), h('p', {}, error.message)]
    : h('p', {}, error.message), error.remedy && h('p', {}, error.remedy));
}

/** Why there is nothing to see, and what to do about it: never just an empty table. */
async function nothing(query, parameters, signal) {
  const {store} = await get('/status', {}, signal);
  if (store.events === 0) {
    return notice('empty', 'There are no events yet', 'Nothing has been indexed for the clients that you may see.',
        h('p', {}, 'Send a line to the syslog port, or: ', h('code', {}, 'curl -H "Authorization: Bearer TOKEN" --data-binary @file.log …/api/v1/ingest')));
  }
  const wider = h('p', {}, h('button', {type: 'button', onclick: () => go('/search', {query, last: 'all'})}, 'Search all times'));
  return query.trim()
    ? notice('empty', 'No event matches', 'There are events, but none in this time that match the query.', wider)
    : notice('empty', 'No events in this time', `There are ${number(store.events)} events, but none in this time.`, wider);
}

function eventTable(events, filter, open, opened) {
  return h('table.events', {}, h('caption.unseen', {}, 'Events, newest first'),
      h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'Time (UTC)'), h('th', {scope: 'col'}, 'Source'),
          h('th', {scope: 'col'}, 'Event'))),
      h('tbody', {}, events.map((event) => row(event, filter, event['event.id'] === open, opened))));
}

function row(event, filter, openNow, opened) {
  const fired = [event['vedette.rule.id'] ?? []].flat().length;
  const broken = event['event.kind'] === 'pipeline_error' || !event['vedette.parser.id'];
  const cell = h('td', {colspan: 3});
  const detail = h('tr.detail-row', {hidden: true}, cell);
  const button = h('button.link', {type: 'button', 'data-row': true, 'aria-expanded': 'false', onclick: () => toggle()},
      time(event['@timestamp']));
  const toggle = () => {
    detail.hidden = !detail.hidden;
    button.setAttribute('aria-expanded', String(!detail.hidden));
    if (!cell.hasChildNodes()) cell.append(eventDetail(event, filter));
    opened(detail.hidden ? '' : event['event.id']);
  };
  const line = h('tr', {onclick: (click) => {
    if (!click.target.closest('button, a') && !String(getSelection())) toggle();
  }}, h('td.when', {}, button), h('td.source', {}, h('span', {}, source(event))),
  h('td', {}, fired > 0 && h('span.chip.fired', {}, plural(fired, 'rule')), broken && h('span.chip.broken', {}, 'unparsed'),
      h('span.line', {}, summary(event))));
  if (openNow) toggle();
  return [line, detail];
}
