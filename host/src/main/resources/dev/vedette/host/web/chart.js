// Numbers over time: a line for each column of numbers, or for each of their groups; the table below has them too.

import {h, svg} from './dom.js';
import {number, text, tick, time} from './format.js';

const WIDTH = 1000;
const HEIGHT = 200;
const MOST_SERIES = 8;
const INSTANT = /^\d{4}-\d\d-\d\dT/;

/** Whether a table is one of numbers over time: a time first, and numbers behind it. */
export function isOverTime(columns, rows) {
  return rows.length > 1 && rows.every((row) => typeof row[0] === 'string' && INSTANT.test(row[0])) &&
    new Set(rows.map((row) => row[0])).size > 1 && measures(columns, rows).length > 0;
}

const measures = (columns, rows) => columns.map((_, at) => at).filter((at) => at > 0 &&
  rows.some((row) => typeof row[at] === 'number') && rows.every((row) => row[at] === null || typeof row[at] === 'number'));

/** The lines, the largest first: name and points. */
function lines(columns, rows) {
  const numbers = measures(columns, rows);
  const groups = columns.map((_, at) => at).filter((at) => at > 0 && !numbers.includes(at));
  const found = new Map();
  for (const row of rows) {
    for (const at of numbers) {
      if (row[at] === null) continue;
      const group = groups.map((key) => (row[key] === null ? 'none' : text(row[key])));
      const name = [...group, ...(numbers.length > 1 || !group.length ? [columns[at]] : [])].join(' · ');
      if (!found.has(name)) found.set(name, {name, points: [], total: 0});
      const line = found.get(name);
      line.points.push({at: Date.parse(row[0]), value: row[at]});
      line.total += Math.abs(row[at]);
    }
  }
  const all = [...found.values()].sort((a, b) => b.total - a.total);
  all.forEach((line) => line.points.sort((a, b) => a.at - b.at));
  return all;
}

export function chart(columns, rows) {
  const all = lines(columns, rows);
  const shown = all.slice(0, MOST_SERIES);
  const moments = rows.map((row) => Date.parse(row[0]));
  const begin = Math.min(...moments);
  const span = Math.max(1, Math.max(...moments) - begin);
  const values = shown.flatMap((line) => line.points.map((point) => point.value));
  const most = Math.max(1, ...values);
  const least = Math.min(0, ...values);
  const x = (moment) => ((moment - begin) / span) * WIDTH;
  const y = (value) => HEIGHT - ((value - least) / (most - least)) * (HEIGHT - 10);
  const drawing = svg('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img',
    'aria-label': `${shown.map(({name}) => name).join(', ')} over time, at most ${number(most)}; the table below has the numbers`},
  shown.map(({name, points}, index) => svg('g', {class: `series-${index}`},
      svg('polyline', {points: points.map((point) => `${x(point.at)},${y(point.value)}`).join(' ')}),
      points.map((point) => svg('rect', {class: 'point', x: x(point.at) - 4, y: y(point.value) - 4, width: 8, height: 8},
          svg('title', {}, `${name}, ${time(new Date(point.at))} UTC: ${number(point.value)}`))))));
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => tick(new Date(begin + share * span), span));
  return h('section.histogram.lines', {'aria-label': 'The answer over time'},
      h('div.chart', {}, h('span.most', {'aria-hidden': true}, number(most)), drawing),
      h('div.axis', {'aria-hidden': true}, ticks.map((label) => h('span', {}, label))),
      h('ul.legend', {}, shown.map(({name}, index) => h(`li.series-${index}`, {}, h('span.key', {'aria-hidden': true}), name)),
          all.length > shown.length && h('li.hint', {}, `and ${number(all.length - shown.length)} more in the table`)));
}
