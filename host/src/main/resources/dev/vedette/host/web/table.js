// The answer of a query with pipes or of AQL: a table, and a chart over it where its first column is the time.

import {chart, isOverTime} from './chart.js';
import {h} from './dom.js';
import {filterButtons} from './fields.js';
import {number, text, time} from './format.js';
import {filterable} from './query.js';

/** @param filter called with field, value and whether to exclude it; null where nothing can be narrowed so */
export function resultTable(columns, rows, filter) {
  const overTime = isOverTime(columns, rows);
  return [overTime && chart(columns, rows), h('div.scroll', {}, h('table.result', {},
      h('caption.unseen', {}, 'The answer as a table'),
      h('thead', {}, h('tr', {}, columns.map((name, at) =>
        h(numeric(rows, at) ? 'th.right' : 'th', {scope: 'col'}, overTime && at === 0 ? `${name} (UTC)` : name)))),
      h('tbody', {}, tableRows(columns, rows, filter))))];
}

export function tableRows(columns, rows, filter) {
  return rows.map((row) => h('tr', {tabindex: -1, 'data-row': true}, row.map((value, at) => cell(columns[at], value, filter))));
}

const numeric = (rows, at) => rows.some((row) => typeof row[at] === 'number') && rows.every((row) => row[at] === null || typeof row[at] === 'number');

function cell(name, value, filter) {
  if (value === null) return h('td.hint', {}, '–');
  if (typeof value === 'number') return h('td.right', {}, number(value));
  const shown = isTime(value) ? time(value) : text(value);
  const narrows = filter && !isTime(value) && !Array.isArray(value) && name.includes('.') && filterable(name, value);
  return h('td', {}, h('span.one', {}, h('span.text', {}, shown), narrows && filterButtons(name, value, filter)));
}

export const isTime = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(value);
