// The search page: query, time, progress, and what was found: events with histogram and fields, or a table.

import {get} from './api.js';
import {queryBar, queryProblem} from './bar.js';
import {h, notice, replace, say} from './dom.js';
import {fieldList} from './fields.js';
import {number, plural} from './format.js';
import {histogram} from './histogram.js';
import {over, page as pageOf, follow, rows as tableOf, submit} from './job.js';
import {equal, narrowed, parts} from './query.js';
import {eventRow, eventTable} from './rows.js';
import {go, note} from './state.js';
import {statusLine} from './status.js';
import {resultTable, tableRows} from './table.js';
import {range} from './time.js';

const PAGE = 100;
let fresh = false; // set by whoever asks on purpose; going back or reloading may get the search that is there

export async function searchPage({main, parameters, signal}) {
  const query = parameters.query ?? '';
  const aql = parameters.lang === 'aql';
  const asked = {query, lang: aql ? 'aql' : '', ...range(parameters)};
  const again = (changes) => {
    fresh = true;
    go('/search', {...asked, ...changes});
  };
  const run = ({query: text, aql: inAql, ...times}) => again({query: text, lang: inAql ? 'aql' : '', ...times});
  const filter = aql ? null : (field, value, not) => again({query: narrowed(query, equal(field, value), not)});

  const results = h('div.results', {'aria-busy': true}, h('p.hint', {}, 'Searching…'));
  const problem = h('div.query-problem', {role: 'alert'});
  replace(main, queryBar({query, aql, ...parameters}, run), problem, results);
  main.focus({preventScroll: true}); // so that j and k work at once; / goes to the query

  let job;
  try {
    job = await submit({[aql ? 'aql' : 'query']: query, ...range(parameters), limit: 1000, fresh}, signal);
  } catch (error) {
    if (error.status !== 400 && error.status !== 429) throw error;
    replace(results);
    replace(problem, queryProblem(query, error));
    return;
  } finally {
    fresh = false;
  }
  const line = statusLine(job, (failure) => replace(problem, queryProblem(query, failure)));
  const body = h('div', {});
  replace(results, line.element, body);
  const context = {query, aql, parameters, again, filter, signal, body};
  const last = job.kind === 'table' ? await table(context, job, line) : await events(context, job, line);
  results.removeAttribute('aria-busy');
  if (last.state === 'ERROR') replace(problem, queryProblem(query, {title: 'The search ended early', message: last.error_messages[0]?.message}));
}

/** Events: drawn as soon as there are some, and more of them as they are found. */
async function events({query, aql, parameters, again, filter, signal, body}, job, line) {
  const shown = [];
  const rows = h('tbody', {});
  const fields = h('div', {});
  const more = h('p', {});
  const bars = h('div', {});
  const opened = (id) => note('/search', {...parameters, open: id});
  let cursor = null;
  let drawn = false;
  const read = async (most) => {
    const part = await pageOf(job, cursor, most, signal);
    for (const event of part.events) rows.append(...eventRow(event, filter, event['event.id'] === parameters.open, opened));
    shown.push(...part.events);
    if (part.events.length) replace(fields, fieldList(shown, (field) => (aql ? ofShown(shown, field) : top(query, range(parameters), field)), filter));
    cursor = part.next_cursor ?? null;
    return part;
  };
  const draw = () => {
    drawn = true;
    replace(body, bars, h('div.columns', {}, fields, h('div.scroll', {}, eventTable(rows), more)));
    if (aql || parts(query)[1]) return; // what is counted over time is a condition
    overTime(query, range(parameters), again, signal).then((answer) => replace(bars, answer), (error) => replace(bars, h('p.wrong', {}, error.message)));
  };
  const last = await follow(job, signal, async (now) => {
    if (now.rows > 0 && !drawn) draw();
    if (shown.length < PAGE && now.rows > shown.length) await read(PAGE - shown.length);
    line.show(now, shown.length);
  });
  if (over(last) && !last.rows) {
    if (last.state === 'COMPLETED') replace(body, await nothing(query, parameters, again, signal));
    return last;
  }
  if (shown.length < PAGE && shown.length < last.rows) await read(PAGE - shown.length);
  const offer = () => {
    line.show(last, shown.length);
    replace(more, cursor !== null && shown.length < (last.total ?? Infinity) && h('button', {type: 'button', id: 'more', onclick: async (click) => {
      click.target.disabled = true;
      const before = shown.length;
      try {
        await read(PAGE);
        say(`${plural(shown.length - before, 'more event')}`);
        offer();
        rows.querySelectorAll('[data-row]')[before]?.focus();
      } catch (error) {
        replace(more, h('span.wrong', {role: 'alert'}, error.message));
      }
    }}, 'Show more'));
  };
  offer();
  say(line.text());
  return last;
}

/** A table: how it would be so far, then as it is. */
async function table({aql, query, filter, signal, body}, job, line) {
  const narrow = aql || !filter ? null : (field, value, not) => go('/search', {...currentRange(), query: narrowed(parts(query)[0], equal(field, value), not)});
  const last = await follow(job, signal, async (now) => {
    line.show(now, 0);
    if (!now.rows) return;
    const part = await pageOf(now, null, PAGE * 10, signal);
    const more = h('p', {});
    replace(body, resultTable(part.columns, part.rows, narrow), more);
    if (over(now)) offer(now, part, more, narrow, signal, body);
  });
  if (last.state === 'COMPLETED' && !last.rows) replace(body, notice('empty', 'The answer has no rows', 'No event in this time is behind it, or a condition leaves none.'));
  say(line.text());
  return last;
}

function offer(job, part, more, filter, signal, body) {
  let cursor = part.next_cursor;
  if (!cursor) return;
  replace(more, h('button', {type: 'button', id: 'more', onclick: async () => {
    const next = await pageOf(job, cursor, PAGE * 10, signal);
    body.querySelector('tbody').append(...tableRows(next.columns, next.rows, filter));
    cursor = next.next_cursor;
    if (!cursor) replace(more);
  }}, 'Show more'));
}

const currentRange = () => range(Object.fromEntries(new URLSearchParams(location.search)));

const overTime = async (query, times, again, signal) =>
  histogram(await get('/events/histogram', {query, ...times}, signal), (from, to) => again({last: '', from, to}));

/** The most frequent values of a field among all events of the search. */
async function top(query, times, field) {
  const [, pipes] = parts(query);
  if (!pipes) return (await get('/events/top', {query, ...times, field, limit: 10})).values;
  const found = await tableOf({query: `${query} | stats count() as count by ${field} | sort -count | head 10`, ...times});
  return found.filter((row) => row[field] !== null).map((row) => ({value: row[field], count: row.count}));
}

/** The same among the events shown, where a search cannot be narrowed to count them all. */
function ofShown(events, field) {
  const counts = new Map();
  for (const value of events.flatMap((event) => event[field] ?? [])) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({value, count})).sort((a, b) => b.count - a.count).slice(0, 10);
}

/** Why there is nothing to see, and what to do about it: never just an empty table. */
async function nothing(query, parameters, again, signal) {
  const {store} = await get('/status', {}, signal);
  if (store.events === 0) {
    return notice('empty', 'There are no events yet', 'Nothing has been indexed for the clients that you may see.',
        h('p', {}, 'Send a line to the syslog port, or: ', h('code', {}, 'curl -H "Authorization: Bearer TOKEN" --data-binary @file.log …/api/v1/ingest')));
  }
  const wider = h('p', {}, h('button', {type: 'button', onclick: () => again({last: 'all', from: '', to: ''})}, 'Search all times'));
  return query.trim()
    ? notice('empty', 'No event matches', 'There are events, but none in this time that match the query.', wider)
    : notice('empty', 'No events in this time', `There are ${number(store.events)} events, but none in this time.`, wider);
}
