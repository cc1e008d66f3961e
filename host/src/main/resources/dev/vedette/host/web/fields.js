// The fields of the events shown, each with its most frequent values over the whole search.

import {h, replace} from './dom.js';
import {number} from './format.js';
import {filterable} from './query.js';

const HIDDEN = new Set(['event.original', 'log_sources', 'event.id']);

/**
 * @param top called with a field, promises its most frequent values
 * @param filter called with field, value, and whether to exclude it
 */
export function fieldList(events, top, filter) {
  const counts = new Map();
  for (const event of events) {
    for (const field of Object.keys(event)) {
      if (!HIDDEN.has(field)) counts.set(field, (counts.get(field) ?? 0) + 1);
    }
  }
  const names = [...counts.keys()].sort();
  const items = names.map((name) => item(name, counts.get(name) / events.length, top, filter));
  const find = h('input', {type: 'search', placeholder: 'Find a field', 'aria-label': 'Find a field',
    oninput: () => items.forEach((one, at) => { one.hidden = !names[at].includes(find.value.trim().toLowerCase()); })});
  return h('aside.fields', {'aria-label': 'Fields'}, h('h2', {}, `Fields (${names.length})`), find, h('ul', {}, items));
}

function item(name, share, top, filter) {
  const values = h('div.values', {});
  const percent = Math.round(share * 100);
  const details = h('details', {ontoggle: async () => {
    if (!details.open || values.hasChildNodes()) return;
    replace(values, h('p.hint', {}, 'Counting…'));
    try {
      const found = await top(name);
      replace(values, found.length ? table(name, found, filter) : h('p.hint', {}, 'No single values to count.'));
    } catch (error) {
      replace(values, h('p.wrong', {}, error.message));
    }
  }}, h('summary', {}, h('span.name', {}, name), h('span.share', {title: `${percent}% of the events shown have it`}, `${percent}%`)), values);
  return h('li', {}, details);
}

function table(name, values, filter) {
  const most = values[0].count;
  return h('ul', {}, values.map(({value, count}) => h('li.value', {},
      h('span.text', {title: value}, value),
      h('meter', {min: 0, max: most, value: count, 'aria-hidden': true}),
      h('span.count', {}, number(count)),
      filter && filterable(name, value) && filterButtons(name, value, filter))));
}

/** + and − for a value: include, exclude. */
export function filterButtons(field, value, filter) {
  const short = String(value).slice(0, 40);
  return h('span.filters', {},
      h('button.tiny', {type: 'button', title: 'Only events with this value', 'aria-label': `Include ${field} ${short}`,
        onclick: () => filter(field, value, false)}, '+'),
      h('button.tiny', {type: 'button', title: 'Without events with this value', 'aria-label': `Exclude ${field} ${short}`,
        onclick: () => filter(field, value, true)}, '−'));
}
