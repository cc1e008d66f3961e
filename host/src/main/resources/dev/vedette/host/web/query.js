// Writing the query language: quoting, and adding a condition to a query that is there.

const quoted = (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const name = (field) => field.replaceAll(/[\s()":\\]/g, '\\$&');

export const equal = (field, value) => `${name(field)}:${quoted(String(value))}`;

/** The query with one more condition. */
export function narrowed(query, condition, not) {
  const added = not ? `NOT ${condition}` : condition;
  const present = query.trim();
  if (!present || present === '*') return added;
  return `${/\bOR\b|\|\|/.test(present) ? `(${present})` : present} AND ${added}`;
}

const NO_CONDITION = new Set(['event.original', 'log_sources', 'message']);

/** Whether a click on this field's values can become a condition. */
export const filterable = (field, value) =>
  !NO_CONDITION.has(field) && String(value).length <= 512 && !/[\u0000-\u001f]/.test(String(value));
