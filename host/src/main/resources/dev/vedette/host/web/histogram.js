// Events over time: bars that zoom when clicked or dragged over, and the same numbers as a table.

import {h, svg} from './dom.js';
import {duration, number, plural, tick, time} from './format.js';

const WIDTH = 1000;
const HEIGHT = 90;

/** @param zoom called with two ISO instants */
export function histogram(answer, zoom) {
  const begin = Date.parse(answer.from);
  const end = Date.parse(answer.to);
  const width = answer.bucket_seconds * 1000;
  const buckets = answer.buckets.map(({start, count}) => ({start: Date.parse(start), count}));
  if (!buckets.length) return null;
  const most = Math.max(...buckets.map((bucket) => bucket.count));
  const total = buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  const x = (at) => ((at - begin) / (end - begin)) * WIDTH;
  const iso = (at) => new Date(Math.min(Math.max(at, begin), end)).toISOString();

  const chart = svg('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img',
    'aria-label': `${plural(total, 'event')} over time, at most ${number(most)} in ${duration(width)}; the table below has the numbers`},
  buckets.map(({start, count}) => {
    const height = Math.max(2, (count / most) * (HEIGHT - 4));
    const left = Math.max(0, x(start));
    return svg('rect', {class: 'bucket', x: left, y: HEIGHT - height, height,
      width: Math.max(1, Math.min(WIDTH, x(start + width)) - left - 1)},
    svg('title', {}, `${time(new Date(start))} UTC: ${plural(count, 'event')}`));
  }));
  const brush = svg('rect', {class: 'brush', y: 0, height: HEIGHT, width: 0});
  chart.append(brush);
  let from = null;
  const at = (event) => {
    const box = chart.getBoundingClientRect();
    return begin + ((event.clientX - box.left) / box.width) * (end - begin);
  };
  chart.addEventListener('pointerdown', (event) => {
    from = at(event);
    chart.setPointerCapture(event.pointerId);
  });
  chart.addEventListener('pointermove', (event) => {
    if (from === null) return;
    const to = at(event);
    brush.setAttribute('x', x(Math.min(from, to)));
    brush.setAttribute('width', Math.abs(x(to) - x(from)));
  });
  chart.addEventListener('pointerup', (event) => {
    const to = at(event);
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    from = null;
    if (x(high) - x(low) > 4) zoom(iso(low), iso(high));
    else {
      const hit = buckets.find(({start}) => low >= start && low < start + width);
      if (hit) zoom(iso(hit.start), iso(hit.start + width));
      else brush.setAttribute('width', 0);
    }
  });

  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => tick(new Date(begin + share * (end - begin)), end - begin));
  return h('section.histogram', {'aria-label': 'Events over time'}, h('div.chart', {},
      h('span.most', {'aria-hidden': true}, number(most)), chart),
  h('div.axis', {'aria-hidden': true}, ticks.map((label) => h('span', {}, label))),
  h('details', {}, h('summary', {}, `As a table (${duration(width)} each, UTC)`),
      h('div.scroll', {tabindex: 0, role: 'region', 'aria-label': 'Events over time, as a table'},
          h('table.plain', {},
              h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'From'), h('th.right', {scope: 'col'}, 'Events'), h('th', {scope: 'col'}, ''))),
              h('tbody', {}, buckets.map(({start, count}) => h('tr', {},
                  h('td', {}, time(new Date(start))), h('td.right', {}, number(count)),
                  h('td', {}, h('button.link', {type: 'button', onclick: () => zoom(iso(start), iso(start + width))}, 'Zoom')))))))));
}
