// A search as a job of the host: submitted, watched, cancelled, read page by page, exported.

import {get, post, remove, save} from './api.js';

const OVER = new Set(['COMPLETED', 'CANCELED', 'ERROR']);

export const over = (job) => OVER.has(job.state);

/** Starts a search, or finds the one that answers the same question. */
export const submit = (request, signal) => post('/searches', request, signal, {Prefer: 'wait=1'});

/** Calls back with the job as it stands, until it is over. */
export async function follow(job, signal, changed) {
  let now = job;
  await changed(now);
  while (!over(now)) {
    now = await get(`/searches/${now.id}`, {}, signal, {Prefer: 'wait=1'});
    await changed(now);
  }
  return now;
}

export const page = (job, cursor, limit, signal) => get(`/searches/${job.id}/results`, {cursor, limit}, signal);

export const cancel = (job) => remove(`/searches/${job.id}`);

/** Runs a search to its end and gives its table as objects. */
export async function rows(request, signal) {
  const job = await follow(await submit(request, signal), signal, () => {});
  if (job.state !== 'COMPLETED') throw new Error(job.error_messages[0]?.message ?? 'It was cancelled.');
  const table = await page(job, null, 1000, signal);
  return table.rows.map((row) => Object.fromEntries(table.columns.map((column, at) => [column, row[at]])));
}

export const exportAs = (job, format) =>
  save(`/searches/${job.id}/export`, {format}, `vedette-${job.id.slice(0, 8)}.${format}`);
