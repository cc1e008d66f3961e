// Builds elements. Data only ever becomes text: nothing here, and nothing elsewhere, parses HTML.

/** h('a.row', {href: '/x', onclick: f}, 'text', child, ...); null, undefined and false leave a thing out. */
export function h(spec, attributes, ...children) {
  const [tag, ...classes] = spec.split('.');
  const element = document.createElement(tag || 'div');
  if (classes.length) element.className = classes.join(' ');
  return fill(element, attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

export function replace(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

/** Tells those who hear the page what changed. */
export function say(text) {
  document.getElementById('said').textContent = text;
}

/** A notice with a title, what it means, and what to do. */
export function notice(kind, title, ...lines) {
  return h(`section.notice.${kind}`, {role: kind === 'error' ? 'alert' : null}, h('h2', {}, title),
      lines.filter(Boolean).map((line) => (line instanceof Node ? line : h('p', {}, line))));
}
