// What is shown stands in the address: a copied address shows the same, and "back" undoes a step.

const listeners = [];

/** The page and its parameters. */
export function current() {
  const path = location.pathname.replace(/\/+$/, '') || '/search';
  return {path, parameters: Object.fromEntries(new URLSearchParams(location.search))};
}

export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, value);
  }
  return path + (query.size ? '?' + query : '');
}

export function go(path, parameters) {
  const target = address(path, parameters);
  if (target !== location.pathname + location.search) history.pushState(null, '', target);
  listeners.forEach((listener) => listener());
}

/** Changes the address without a step for "back". */
export function note(path, parameters) {
  history.replaceState(null, '', address(path, parameters));
}

export function onChange(listener) {
  listeners.push(listener);
  addEventListener('popstate', listener);
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="/"]');
    if (!link || link.hasAttribute('download') || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const url = new URL(link.href);
    go(url.pathname, Object.fromEntries(url.searchParams));
  });
}
