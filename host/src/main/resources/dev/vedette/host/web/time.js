// The time picker: a stretch up to now, or two instants in UTC.

import {h} from './dom.js';

const LASTS = [['15m', 'Last 15 minutes'], ['1h', 'Last hour'], ['24h', 'Last 24 hours'], ['7d', 'Last 7 days'],
  ['30d', 'Last 30 days'], ['365d', 'Last year'], ['all', 'All times']];

const local = (iso) => (iso ? new Date(iso).toISOString().slice(0, 19) : '');
const instant = (value) => (value ? new Date(value + 'Z').toISOString() : '');

/** The parameters of the API for a page's parameters. */
export const range = (parameters) => (parameters.from || parameters.to
  ? {from: parameters.from, to: parameters.to}
  : {last: parameters.last || '24h'});

/** A picker that calls back with {last} or {from, to}. */
export function timePicker(parameters, changed) {
  const absolute = Boolean(parameters.from || parameters.to);
  const last = parameters.last || '24h';
  const known = LASTS.some(([value]) => value === last);
  const select = h('select', {id: 'range', 'aria-label': 'Time'},
      LASTS.map(([value, label]) => h('option', {value, selected: !absolute && value === last}, label)),
      !known && h('option', {value: last, selected: !absolute}, `Last ${last}`),
      h('option', {value: 'absolute', selected: absolute}, 'From … to …'));
  const from = h('input', {type: 'datetime-local', step: 1, id: 'from', value: local(parameters.from)});
  const to = h('input', {type: 'datetime-local', step: 1, id: 'to', value: local(parameters.to)});
  const bounds = h('span.bounds', {hidden: !absolute},
      h('label', {for: 'from'}, 'From'), from, h('label', {for: 'to'}, 'to'), to, h('span.hint', {}, 'UTC'));
  select.addEventListener('change', () => {
    bounds.hidden = select.value !== 'absolute';
    if (select.value !== 'absolute') changed(picked());
    else if (!from.value) {
      const now = new Date();
      to.value = local(now);
      from.value = local(new Date(now - 24 * 3600e3));
      from.focus();
    }
  });
  const picked = () => (select.value === 'absolute'
    ? {from: instant(from.value), to: instant(to.value)}
    : {last: select.value});
  return {element: h('span.time', {}, select, bounds), picked};
}
