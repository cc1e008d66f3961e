// Numbers, times and values as people read them. All times are UTC, and say so.

const NUMBER = new Intl.NumberFormat('en');

export const number = (value) => NUMBER.format(value ?? 0);

export const plural = (count, one, many = one + 's') => `${number(count)} ${count === 1 ? one : many}`;

/** 2026-01-31 13:05:09.123 of an ISO instant. */
export function time(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? String(iso) : date.toISOString().replace('T', ' ').replace('Z', '').replace(/\.000$/, '');
}

/** The same without what is below a second. */
export const second = (iso) => time(iso).replace(/\.\d+$/, '');

/** 13:05 or 31 Jan 13:05, short enough for an axis. */
export function tick(date, spanMs) {
  const iso = date.toISOString();
  if (spanMs <= 36 * 3600e3) return iso.slice(11, 16);
  return spanMs <= 10 * 86400e3 ? iso.slice(5, 16).replace('T', ' ') : iso.slice(0, 10);
}

/** A field's value: lists with commas. */
export function text(value) {
  if (Array.isArray(value)) return value.map(text).join(', ');
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
}

export function duration(ms) {
  const units = [['d', 86400e3], ['h', 3600e3], ['m', 60e3], ['s', 1e3]];
  for (const [unit, size] of units) {
    if (ms >= size) return `${Math.round(ms / size)} ${unit}`;
  }
  return `${ms} ms`;
}
