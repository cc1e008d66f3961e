// The public REST API, nothing else. The token lives in this tab's session storage.

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

export const hasToken = () => sessionStorage.getItem(KEY) !== null;
export const setToken = (token) => sessionStorage.setItem(KEY, token);
export const forgetToken = () => sessionStorage.removeItem(KEY);

export const get = (path, parameters, signal) => call('GET', path, parameters, undefined, signal);
export const post = (path, body) => call('POST', path, undefined, body);

async function call(method, path, parameters, body, signal) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, value);
  }
  const headers = {Accept: 'application/json', Authorization: `Bearer ${sessionStorage.getItem(KEY) ?? ''}`};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(`/api/v1${path}${query.size ? '?' + query : ''}`,
        {method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body)});
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiProblem({status: 0, title: 'No answer', detail: 'The host does not answer.',
      remedy: 'Check that it runs and that you can reach it.'});
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiProblem({status: response.status, title: response.statusText, ...answer});
  return answer;
}
