// The query bar: text, language, time; and what is wrong with the text.

import {h} from './dom.js';
import {timePicker} from './time.js';

const HINTS = {
  query: ['Words of the raw line, ', 'field:value', 'field:"two words"', 'user.name:adm*', 'source.ip:10.0.0.0/8', 'AND OR NOT ( )',
    '| stats count() by user.name', '| sort -count', '| head 10', '| timechart 5m'],
  aql: ['', 'SELECT source.ip, COUNT(*) FROM events', 'WHERE event.outcome = \'failure\'', 'GROUP BY source.ip', 'ORDER BY COUNT(*) DESC',
    'LIMIT 10', 'LAST 24 HOURS'],
};

/** @param run called with {query, aql, last, from, to} */
export function queryBar({query, aql, ...times}, run) {
  const input = h('input', {id: 'query', type: 'text', value: query, spellcheck: 'false', autocomplete: 'off',
    autocapitalize: 'off', 'aria-describedby': 'query-hint'});
  const language = h('input', {type: 'checkbox', id: 'aql', checked: aql, onchange: () => dress()});
  const hint = h('p.hint', {id: 'query-hint'});
  const asked = (picked) => ({query: input.value.trim(), aql: language.checked, last: '', from: '', to: '', ...picked});
  const picker = timePicker(times, (picked) => run(asked(picked)));
  const dress = () => {
    const [begin, ...codes] = HINTS[language.checked ? 'aql' : 'query'];
    input.placeholder = language.checked ? 'SELECT … FROM events …' : 'for example source.ip:10.0.0.0/8 AND event.outcome:failure | stats count() by user.name';
    hint.replaceChildren(begin, ...codes.flatMap((code) => [h('code', {}, code), ' ']));
  };
  dress();
  return h('form.query', {role: 'search', onsubmit: (event) => {
    event.preventDefault();
    run(asked(picker.picked()));
  }}, h('label.unseen', {for: 'query'}, 'Query'), input, picker.element,
  h('label.switch', {for: 'aql'}, language, 'AQL'), h('button.primary', {type: 'submit'}, 'Search'), hint);
}

/** The query with a caret below the place that is wrong. */
export function queryProblem(query, error) {
  const line = query.replace(/[\u0000-\u001f]/g, ' ');
  return h('section.notice.error', {}, h('h2', {}, error.title), error.column
    ? [h('pre.caret', {}, `${line}\n${' '.repeat(error.column - 1)}^`), h('p', {}, error.message)]
    : h('p', {}, error.message), error.remedy && h('p', {}, error.remedy));
}
