// Numbers over time, a line for each column; the table below has them too.

import {h, svg} from './dom.js';
import {number, tick, time} from './format.js';

const WIDTH = 1000;
const HEIGHT = 200;
const MOST_SERIES = 8;
const INSTANT = /^\d{4}-\d\d-\d\dT/;

/** Whether a table is one of numbers over time: a time first, then numbers alone. */
export function isOverTime(columns, rows) {
  return columns.length > 1 && rows.length > 1 && rows.every((row) => typeof row[0] === 'string' && INSTANT.test(row[0])) &&
    columns.slice(1).some((_, at) => series(rows, at + 1));
}

const series = (rows, at) => rows.some((row) => typeof row[at] === 'number') && rows.every((row) => row[at] === null || typeof row[at] === 'number');

export function chart(columns, rows) {
  const shown = columns.map((name, at) => ({name, at})).filter(({at}) => at > 0 && series(rows, at)).slice(0, MOST_SERIES);
  const points = [...rows].map((row) => ({at: Date.parse(row[0]), row})).sort((a, b) => a.at - b.at);
  const begin = points[0].at;
  const span = Math.max(1, points.at(-1).at - begin);
  const most = Math.max(1, ...shown.flatMap(({at}) => rows.map((row) => row[at] ?? 0)));
  const x = (moment) => ((moment - begin) / span) * WIDTH;
  const y = (value) => HEIGHT - (value / most) * (HEIGHT - 10);
  const drawing = svg('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img',
    'aria-label': `${shown.map(({name}) => name).join(', ')} over time, at most ${number(most)}; the table below has the numbers`},
  shown.map(({name, at}, index) => svg('g', {class: `series-${index}`},
      svg('polyline', {points: points.filter(({row}) => row[at] !== null).map(({at: moment, row}) => `${x(moment)},${y(row[at])}`).join(' ')}),
      points.filter(({row}) => row[at] !== null).map(({at: moment, row}) => svg('rect', {class: 'point', x: x(moment) - 4, y: y(row[at]) - 4, width: 8, height: 8},
          svg('title', {}, `${name}, ${time(new Date(moment))} UTC: ${number(row[at])}`))))));
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => tick(new Date(begin + share * span), span));
  return h('section.histogram.lines', {'aria-label': 'The answer over time'},
      h('div.chart', {}, h('span.most', {'aria-hidden': true}, number(most)), drawing),
      h('div.axis', {'aria-hidden': true}, ticks.map((label) => h('span', {}, label))),
      h('ul.legend', {}, shown.map(({name}, index) => h(`li.series-${index}`, {}, h('span.key', {'aria-hidden': true}), name))));
}
