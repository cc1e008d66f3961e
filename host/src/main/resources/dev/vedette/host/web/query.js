// Writing the query language: quoting, and adding a condition to a query that is there.

const quoted = (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const name = (field) => field.replaceAll(/[\s()":\\]/g, '\\$&');

export const equal = (field, value) => `${name(field)}:${quoted(String(value))}`;

/** The condition of a query and its pipes, which begin with |. */
export function parts(query) {
  let quoted = false;
  for (let at = 0; at < query.length; at++) {
    if (query[at] === '\\') at++;
    else if (query[at] === '"') quoted = !quoted;
    else if (query[at] === '|' && !quoted) {
      if (query[at + 1] === '|') at++;
      else return [query.slice(0, at), query.slice(at)];
    }
  }
  return [query, ''];
}

/** The query with one more condition, in front of its pipes. */
export function narrowed(query, condition, not) {
  const added = not ? `NOT ${condition}` : condition;
  const [before, pipes] = parts(query);
  const present = before.trim();
  const all = !present || present === '*' ? added : `${/\bOR\b|\|\|/.test(present) ? `(${present})` : present} AND ${added}`;
  return pipes ? `${all} ${pipes}` : all;
}

const NO_CONDITION = new Set(['event.original', 'log_sources', 'message']);

/** Whether a click on this field's values can become a condition. */
export const filterable = (field, value) =>
  !NO_CONDITION.has(field) && String(value).length <= 512 && !/[\u0000-\u001f]/.test(String(value));
