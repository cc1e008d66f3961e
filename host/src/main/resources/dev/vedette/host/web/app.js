// The shell: signs in, shows the page that the address names, keeps the ledger strip and the keys going.

import {adoptToken, resume, signedIn, signOut} from './api.js';
import {h, notice, replace, say} from './dom.js';
import {current, go, onChange} from './state.js';
import {startKeys} from './keys.js';
import {signInPage} from './sign-in.js';
import {startLedger} from './ledger.js';
import {searchPage} from './search.js';
import {searchesPage} from './searches.js';
import {offensePage, offensesPage} from './offenses.js';
import {eventPage} from './event.js';

const main = document.getElementById('main');
let running = new AbortController();

const PAGES = [
  [/^\/search$/, 'Search', searchPage],
  [/^\/searches$/, 'Searches', searchesPage],
  [/^\/offenses$/, 'Offenses', offensesPage],
  [/^\/offenses\/([^/]+)$/, 'Offense', offensePage],
  [/^\/events\/([^/]+)$/, 'Event', eventPage],
];

async function show() {
  running.abort();
  running = new AbortController();
  const {signal} = running;
  if (!signedIn()) return signIn();
  const {path, parameters} = current();
  document.querySelectorAll('nav a').forEach((link) =>
    link.toggleAttribute('aria-current', `${path}/`.startsWith(`${new URL(link.href).pathname}/`)));
  document.getElementById('sign-out').hidden = false;
  const page = PAGES.find(([pattern]) => pattern.test(path));
  document.title = `${page ? page[1] : 'Not found'} · Vedette`;
  if (!page) return replace(main, notice('empty', 'There is no such page', h('p', {}, h('a', {href: '/search'}, 'Go to the search'))));
  const arguments_ = page[0].exec(path).slice(1).map(decodeURIComponent);
  try {
    await page[2]({main, parameters, signal}, ...arguments_);
  } catch (error) {
    if (error.name !== 'AbortError') failed(error);
  }
}

function failed(error) {
  if (error.status === 401) {
    signOut(false);
    return signIn('The host does not know this token, or you were signed out.');
  }
  say(error.message);
  replace(main, notice('error', error.title ?? 'The console failed', error.message, error.remedy));
}

function signIn(reason) {
  document.title = 'Sign in · Vedette';
  document.getElementById('sign-out').hidden = true;
  signInPage(main, reason, () => { ledger.refresh(); show(); });
}

adoptToken();
addEventListener('hashchange', () => { adoptToken(); show(); });
document.getElementById('sign-out').addEventListener('click', () => {
  signOut();
  ledger.clear();
  go('/search', {});
});
const ledger = startLedger(document.getElementById('ledger'));
startKeys();
onChange(show);
resume().then(show);
