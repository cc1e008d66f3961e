// Who are you: with name and password, or with a token.

import {get, setToken, signIn, signOut} from './api.js';
import {h, replace} from './dom.js';

const NEW_PASSWORD = 'New password needed';

export function signInPage(main, reason, entered) {
  const user = field('user', 'text', 'username');
  const password = field('password', 'password', 'current-password');
  const fresh = field('new-password', 'password', 'new-password');
  const again = field('new-password-again', 'password', 'new-password');
  const token = field('token', 'password', 'off');
  const problem = h('p.wrong', {role: 'alert'}, reason ?? '');
  const change = h('div.change', {hidden: true},
      h('p.hint', {}, 'This password was given to you. Set your own, of at least 12 characters.'),
      labelled('New password', fresh), labelled('New password again', again));

  const withPassword = async () => {
    if (!change.hidden && fresh.value !== again.value) throw new Error('The two new passwords differ.');
    await signIn(user.value.trim(), password.value, change.hidden ? undefined : fresh.value);
  };
  const withToken = async () => {
    setToken(token.value.trim());
    await get('/status');
  };
  const trying = (way) => async (event) => {
    event.preventDefault();
    problem.textContent = '';
    try {
      await way();
      entered();
    } catch (error) {
      signOut(false);
      if (error.title === NEW_PASSWORD) {
        change.hidden = false;
        fresh.focus();
      } else {
        problem.textContent = [error.message, error.status === 429 ? error.remedy : ''].join(' ');
      }
    }
  };
  replace(main, h('div.sign-in', {}, h('h1', {}, 'Sign in'), problem,
      h('form', {onsubmit: trying(withPassword)},
          labelled('User', user), labelled('Password', password), change,
          h('button.primary', {type: 'submit'}, 'Sign in')),
      h('form', {onsubmit: trying(withToken)},
          labelled('Or an access token', token),
          h('p.hint', {}, 'The first administrator token is in the file ', h('code', {}, 'admin-token'),
              ' of the data folder. It is kept in this tab only.'),
          h('button', {type: 'submit'}, 'Use the token'))));
  user.focus();
}

const field = (id, type, autocomplete) => h('input', {id, type, autocomplete, spellcheck: 'false', autocapitalize: 'none'});

const labelled = (text, input) => [h('label', {for: input.id}, text), input];
