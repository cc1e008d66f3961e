// The public REST API, nothing else. Who signs in with a password has a cookie that no script can read; a token lives in
// this tab's session storage.

const KEY = 'vedette.token';

export class ApiProblem extends Error {
  constructor(problem) {
    super(problem.detail || problem.title || 'The host gave no reason.');
    this.status = problem.status;
    this.title = problem.title || 'Error';
    this.remedy = problem.remedy;
    this.column = problem.column;
  }
}

/** Takes a token out of the address (#token=...), so that it is neither bookmarked nor shared. */
export function adoptToken() {
  const match = /^#token=(.+)$/.exec(location.hash);
  if (match) {
    sessionStorage.setItem(KEY, decodeURIComponent(match[1]));
    history.replaceState(null, '', location.pathname + location.search);
  }
}

let session = false;

export const signedIn = () => session || sessionStorage.getItem(KEY) !== null;
export const setToken = (token) => sessionStorage.setItem(KEY, token);

/** Whether the browser has the cookie of a session that is still good. */
export async function resume() {
  if (!signedIn()) session = await get('/session').then(() => true, () => false);
}

export async function signIn(user, password, newPassword) {
  sessionStorage.removeItem(KEY);
  const who = await post('/session', {user, password, ...(newPassword ? {new_password: newPassword} : {})});
  session = true;
  return who;
}

/** Forgets who is signed in; the host is told when it may still believe in it. */
export async function signOut(tell = true) {
  sessionStorage.removeItem(KEY);
  const had = session;
  session = false;
  if (had && tell) await remove('/session').catch(() => {});
}

export const get = (path, parameters, signal, headers) => call('GET', path, {parameters, signal, headers});
export const post = (path, body, signal, headers) => call('POST', path, {body, signal, headers});
export const remove = (path) => call('DELETE', path, {});
/** What a page asks by itself: it does not keep a session alive that nobody uses. */
export const peek = (path, parameters, signal, headers) => get(path, parameters, signal, {...headers, 'X-Vedette-Console': 'background'});

async function call(method, path, options) {
  const response = await ask(method, path, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiProblem({status: response.status, title: response.statusText, ...answer});
  return answer;
}

/** Saves an answer as a file, without holding it in memory where the browser can write to a disk. */
export async function save(path, parameters, name) {
  const file = window.showSaveFilePicker ? await window.showSaveFilePicker({suggestedName: name}) : null;
  const response = await ask('GET', path, {parameters});
  if (!response.ok) throw new ApiProblem({status: response.status, title: response.statusText, ...await response.json().catch(() => ({}))});
  if (file) return response.body.pipeTo(await file.createWritable());
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function ask(method, path, {parameters, body, signal, headers: more}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, value);
  }
  const headers = {Accept: 'application/json', 'X-Vedette-Console': 'page', ...more};
  const token = sessionStorage.getItem(KEY);
  if (token !== null) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    return await fetch(`/api/v1${path}${query.size ? '?' + query : ''}`,
        {method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body)});
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiProblem({status: 0, title: 'No answer', detail: 'The host does not answer.',
      remedy: 'Check that it runs and that you can reach it.'});
  }
}
