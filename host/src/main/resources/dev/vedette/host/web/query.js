// Writing the query language: quoting, and adding a condition to a query that is there.

const quoted = (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

export const equal = (field, value) => `${field}:${quoted(String(value))}`;

/** The query with one more condition. */
export function narrowed(query, condition, not) {
  const added = not ? `NOT ${condition}` : condition;
  const present = query.trim();
  if (!present || present === '*') return added;
  return `${/\bOR\b/i.test(present) ? `(${present})` : present} AND ${added}`;
}

export const VALUE_NAMES = new Set(['event.original', 'log_sources', 'message']);

/** Whether a click on this field's values can become a condition. */
export const filterable = (field, value) =>
  !VALUE_NAMES.has(field) && String(value).length <= 512 && !/[\u0000-\u001f]/.test(String(value));
