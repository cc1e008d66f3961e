// Offenses: the ranked list, and one of them with every term of its rating and the evidence.

import {get, post} from './api.js';
import {h, notice, replace, say} from './dom.js';
import {number, plural, time} from './format.js';
import {equal} from './query.js';
import {address, go} from './state.js';

const eventLink = (id) => h('a.event-id', {href: `/events/${encodeURIComponent(id)}`}, id);

/** The level as a word with its number: the colour repeats what the word says. */
const level = (rating) => h(`span.level.${rating.level}`, {}, h('b', {}, Math.round(rating.score)), ' ', rating.level);

const NUMBERS = new Set(['Events', 'Value', 'Weight']);
const column = (name) => h(NUMBERS.has(name) ? 'th.right' : 'th', {scope: 'col'}, name);

export async function offensesPage({main, parameters, signal}) {
  const status = parameters.status || 'open';
  const answer = await get('/offenses', {status: status === 'all' ? '' : status, limit: 200}, signal);
  say(plural(answer.total, 'offense'));
  const filter = h('select', {id: 'status', onchange: () => go('/offenses', {status: filter.value})},
      ['open', 'closed', 'all'].map((value) => h('option', {value, selected: value === status}, value)));
  replace(main, h('div.page', {}, h('div.heading', {}, h('h1', {}, 'Offenses'), h('label', {for: 'status'}, 'Status '), filter,
      h('span.hint', {}, `${number(answer.total)} in all; the weightiest first`)),
  answer.offenses.length ? table(answer.offenses) : notice('empty', status === 'closed' ? 'No offense was closed yet' : 'No offenses',
      status === 'open' ? 'No rule has raised one that is still open. Offenses appear here when a detection rule matches an event.' : '',
      h('p', {}, h('a', {href: '/search'}, 'Look at the events')))));
}

function table(offenses) {
  const head = ['Rating', 'Offense', 'About', 'Client', 'Events', 'Last event (UTC)', 'Status'];
  return h('div.scroll', {}, h('table.plain.offenses', {}, h('caption.unseen', {}, 'Offenses, the weightiest first'),
      h('thead', {}, h('tr', {}, head.map(column))),
      h('tbody', {}, offenses.map((offense) => h('tr', {},
          h('td', {}, level(offense.rating)),
          h('td', {}, h('a', {href: `/offenses/${encodeURIComponent(offense.id)}`, 'data-row': true}, offense.description),
              h('div.hint', {}, plural(offense.rules.length, 'rule'))),
          h('td', {}, h('span.hint', {}, offense.index_field), ' ', h('b', {}, offense.index_value)),
          h('td', {}, offense.client),
          h('td.right', {}, number(offense.event_count)),
          h('td.when', {}, time(offense.last_seen)),
          h('td', {}, offense.status))))));
}

export async function offensePage({main, signal}, id) {
  const [offense, status] = await Promise.all([
    get(`/offenses/${encodeURIComponent(id)}`, {}, signal), get('/status', {}, signal)]);
  const events = {query: equal(offense.index_field, offense.index_value), from: offense.first_seen, to: after(offense.last_seen)};
  replace(main, h('article.page', {},
      h('p', {}, h('a', {href: '/offenses'}, '← Offenses')),
      h('div.heading', {}, level(offense.rating), h('h1', {}, offense.description)),
      h('dl.facts', {}, [
        ['About', [h('span.hint', {}, offense.index_field), ' ', h('b', {}, offense.index_value), ' · client ', offense.client]],
        ['Status', closing(offense)],
        ['Seen', `${time(offense.first_seen)} to ${time(offense.last_seen)} UTC`],
        ['Events', [number(offense.event_count), ' · ', h('a', {href: address('/search', events)}, 'search for them')]],
        ['Techniques', offense.techniques.length ? offense.techniques.map((technique) => h('span.chip', {}, technique)) : 'none named by the rules'],
      ].map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
      ratingSection(offense.rating), rulesSection(offense), closeSection(offense, status.principal)));
  main.focus({preventScroll: true});
  scrollTo(0, 0);
}

const after = (iso) => new Date(Date.parse(iso) + 1000).toISOString();

const closing = (offense) => (offense.closing
  ? `closed: ${offense.closing.reason}, by ${offense.closing.by}, ${time(offense.closing.at)} UTC`
  : 'open');

function ratingSection(rating) {
  return h('section', {}, h('h2', {}, `Rating ${rating.score.toFixed(1)} of 100: why`),
      h('p.hint', {}, `The offense tells the truth: ${rating.credibility}. Formula ${rating.formula}. `,
          'A main term counts with its weight; the terms below it say how it came about.'),
      h('div.scroll', {}, h('table.plain.terms', {}, h('thead', {}, h('tr', {},
          ['Term', 'Value', 'Weight', 'Because', 'Evidence'].map(column))),
      h('tbody', {}, rating.terms.map((term) => h(term.name.includes('.') ? 'tr.part' : 'tr.main', {},
          h('th', {scope: 'row'}, term.name),
          h('td.right', {}, term.value.toFixed(2)),
          h('td.right', {}, `× ${term.weight.toFixed(2)}`),
          h('td', {}, term.explanation),
          h('td.evidence', {}, term.events.slice(0, 3).map(eventLink), term.events.length > 3 && ` +${term.events.length - 3}`,
              !term.events.length && h('span.hint', {}, 'none'))))))));
}

function rulesSection(offense) {
  return h('section', {}, h('h2', {}, `What contributed: ${plural(offense.rules.length, 'rule')}`), h('div.scroll', {},
      h('table.plain.rules', {}, h('thead', {}, h('tr', {},
          ['Rule', 'Level', 'Pack', 'Events', 'First (UTC)', 'Last (UTC)', 'Evidence'].map(column))),
      h('tbody', {}, offense.rules.map((rule) => h('tr', {},
          h('th', {scope: 'row'}, rule.title, h('div.hint', {}, rule.techniques.join(' '))),
          h('td', {}, rule.level),
          h('td', {}, rule.pack),
          h('td.right', {}, h('a', {href: address('/search', {query: `${equal('vedette.rule.id', rule.id)} AND ${equal(offense.index_field, offense.index_value)}`,
            from: rule.first, to: after(rule.last)})}, number(rule.count))),
          h('td.when', {}, time(rule.first)),
          h('td.when', {}, time(rule.last)),
          h('td.evidence', {}, rule.events.slice(0, 3).map(eventLink), rule.events.length > 3 && ` +${rule.events.length - 3}`)))))));
}

function closeSection(offense, principal) {
  if (offense.status !== 'open') return null;
  if (!['analyst', 'administrator'].includes(principal.role)) {
    return h('p.hint', {}, `Closing it needs the role analyst; yours is ${principal.role}.`);
  }
  const reason = h('select', {id: 'reason', required: true}, h('option', {value: ''}, 'Choose a reason'),
      offense.close_reasons.map((word) => h('option', {value: word}, word)));
  const problem = h('p.wrong', {role: 'alert'});
  const close = async (event) => {
    event.preventDefault();
    try {
      await post(`/offenses/${encodeURIComponent(offense.id)}/close`, {reason: reason.value});
      say('Closed');
      go(`/offenses/${encodeURIComponent(offense.id)}`);
    } catch (error) {
      problem.textContent = `${error.message} ${error.remedy ?? ''}`;
    }
  };
  return h('section', {}, h('h2', {}, 'Close'), h('form.close', {onsubmit: close},
      h('label', {for: 'reason'}, 'Why'), reason, h('button.primary', {type: 'submit'}, 'Close the offense'), problem));
}
