// The strip at the foot of every page: where every record went.

import {peek, signedIn} from './api.js';
import {h, replace} from './dom.js';
import {number} from './format.js';

const EVERY_MS = 5000;
const TERMS = [
  ['received', 'received', 'Raw records that receivers took in'],
  ['indexed', 'indexed', 'Records that are in the index'],
  ['filtered', 'filtered', 'Records that a parser leaves out on purpose'],
  ['dead_lettered', 'dead-lettered', 'Records that could not be indexed; kept, and can be replayed'],
  ['dropped', 'dropped', 'Records that a receiver had to drop'],
  ['pending', 'under way', 'Records inside the host right now'],
];

export function startLedger(strip) {
  async function refresh() {
    if (!signedIn() || document.hidden) return;
    try {
      const {ledger} = await peek('/status');
      draw(ledger);
    } catch (error) {
      if (error.status === 401) return clear();
      replace(strip, h('span.wrong', {}, `Ledger: ${error.message}`));
    }
  }

  function draw(totals) {
    const residue = totals.residue;
    replace(strip,
        TERMS.map(([key, label, title]) =>
          h('span.term', {title}, h('b', {}, number(totals[key])), ' ', label)),
        h(residue === 0 ? 'span.term.balanced' : 'span.term.wrong',
            {title: 'received − indexed − filtered − dead-lettered − dropped − under way; other than zero for long is a bug'},
            h('b', {}, number(residue)), ' residue', residue === 0 ? ' · balanced' : ' · DOES NOT BALANCE'));
  }

  function clear() {
    replace(strip);
  }

  setInterval(refresh, EVERY_MS);
  document.addEventListener('visibilitychange', refresh);
  refresh();
  return {refresh, clear};
}
