// One event: its fields, the raw record, who parsed it, which rules fired.

import {get} from './api.js';
import {h, replace} from './dom.js';
import {text, time} from './format.js';
import {filterButtons} from './fields.js';
import {equal, filterable} from './query.js';
import {ruleTitle} from './rules.js';
import {address, go} from './state.js';

/** The page of one event. */
export async function eventPage({main, signal}, id) {
  const event = await get(`/events/${encodeURIComponent(id)}`, {}, signal);
  replace(main, h('article.page', {}, h('p', {}, h('a', {href: '/search'}, '← Search')),
      h('h1', {}, `Event ${time(event['@timestamp'])} UTC`), eventDetail(event, searchFor)));
  main.focus({preventScroll: true});
  scrollTo(0, 0);
}

function searchFor(field, value, not) {
  go('/search', {query: (not ? 'NOT ' : '') + equal(field, value)});
}

export function eventDetail(event, filter) {
  const rules = list(event['vedette.rule.id']);
  const parser = event['vedette.parser.id'];
  const problem = event['event.kind'] === 'pipeline_error' ? event['error.message'] : null;
  const names = Object.keys(event).filter((name) => name !== 'event.original' && name !== 'log_sources').sort();
  return h('div.detail', {},
      problem && h('p.wrong', {}, `Not parsed: ${text(problem)}`),
      h('dl.facts', {},
          h('dt', {}, 'Rules that fired'), h('dd', {}, rules.length
            ? rules.map(ruleChip)
            : 'none'),
          h('dt', {}, 'Parser'), h('dd', {}, parser
            ? `${text(parser)}${event['vedette.parser.version'] ? ' ' + text(event['vedette.parser.version']) : ''}`
            : 'none: no parser claimed this record'),
          h('dt', {}, 'Log sources'), h('dd', {}, (event.log_sources ?? []).map((source) =>
            h('span.chip', {}, ['product', 'category', 'service'].filter((part) => source[part]).map((part) => `${part}: ${source[part]}`).join(' · ')))),
          h('dt', {}, 'Link'), h('dd', {}, h('a', {href: `/events/${encodeURIComponent(event['event.id'])}`}, event['event.id']))),
      h('h3', {}, 'Raw record'), h('pre.raw', {tabindex: 0}, event['event.original'] ?? ''),
      h('h3', {}, 'Fields'),
      h('table.plain.pairs', {}, h('tbody', {}, names.map((name) => h('tr', {},
          h('th', {scope: 'row'}, name),
          h('td', {}, list(event[name]).map((value) => h('span.one', {}, h('span.text', {}, text(value)),
              filter && filterable(name, value) && filterButtons(name, value, filter)))))))));
}

function ruleChip(id) {
  const chip = h('a.chip', {title: `Events on which rule ${id} fired`, href: address('/search', {query: equal('vedette.rule.id', id)})}, id);
  ruleTitle(id).then((title) => { chip.textContent = title; });
  return chip;
}

const list = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);

/** The event in a few words, for a row. */
export function summary(event) {
  const words = event.message ?? event['event.original'] ?? '';
  return text(words).slice(0, 400).replace(/[\u0000-\u001f\u007f-\u009f]+/g, '·');
}

export const source = (event) => text(event['host.name'] ?? event['host.hostname'] ?? event['observer.name'] ?? event['observer.hostname'] ?? event['log.source.address'] ??
    event['log.file.path'] ?? event['vedette.receiver'] ?? '');
