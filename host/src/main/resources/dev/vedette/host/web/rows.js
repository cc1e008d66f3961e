// Events as rows that open.

import {h} from './dom.js';
import {eventDetail, source, summary} from './event.js';
import {plural, time} from './format.js';

export function eventTable(body) {
  return h('table.events', {}, h('caption.unseen', {}, 'Events, newest first'),
      h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'Time (UTC)'), h('th', {scope: 'col'}, 'Source'),
          h('th', {scope: 'col'}, 'Event'))), body);
}

export function eventRow(event, filter, openNow, opened) {
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
