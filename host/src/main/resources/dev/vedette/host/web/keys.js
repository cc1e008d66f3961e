// Keys: / for the query, j and k through rows, Enter opens (a row is a button), Esc closes, ? lists them.

import {h} from './dom.js';

const KEYS = [
  ['/', 'Go to the query'],
  ['j  k', 'Next and previous row'],
  ['Enter', 'Open or close the row'],
  ['n', 'Show more rows'],
  ['c', 'Cancel the search that runs'],
  ['Esc', 'Leave the query; close this'],
  ['?', 'This list'],
];

export function startKeys() {
  const dialog = h('dialog', {'aria-labelledby': 'keys-title'}, h('h2', {id: 'keys-title'}, 'Keys'),
      h('dl.keys', {}, KEYS.map(([key, does]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, does)])),
      h('button.primary', {type: 'button', onclick: () => dialog.close()}, 'Close'));
  document.body.append(dialog);
  document.getElementById('help-button').addEventListener('click', () => dialog.showModal());
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    const typing = event.target.matches?.('input, textarea, select');
    if (typing) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    if (event.key === '/') focus(event, document.getElementById('query'));
    else if (event.key === '?') dialog.showModal();
    else if (event.key === 'j') focus(event, row(1));
    else if (event.key === 'k') focus(event, row(-1));
    else if (event.key === 'n') document.getElementById('more')?.click();
    else if (event.key === 'c') document.getElementById('cancel')?.click();
  });
}

function row(step) {
  const rows = [...document.querySelectorAll('[data-row]')];
  const at = rows.findIndex((one) => one === document.activeElement || one.closest('tr')?.contains(document.activeElement));
  return rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
}

function focus(event, element) {
  if (!element) return;
  event.preventDefault();
  element.focus();
  element.select?.();
  element.scrollIntoView({block: 'nearest'});
}
