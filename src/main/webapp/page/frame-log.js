/**
 * The record of the last frames in either direction: a plain value, replaced and never changed.
 *
 * Pausing freezes what is shown, not what is recorded, so that nothing is missing when it goes on.
 */

export const LOG_LIMIT = 200;

const MASK = '••••••••';

export const emptyLog = { entries: [], frozen: null, last: 0 };

/** Adds `{direction: 'in' | 'out' | 'note', name, body, at}`; the oldest goes when there are more than LOG_LIMIT. */
export function logged(log, entry) {
  const last = log.last + 1;
  const entries = [...log.entries, { ...entry, key: String(last) }].slice(-LOG_LIMIT);
  return { ...log, entries, last };
}

export function paused(log) {
  return log.frozen ? log : { ...log, frozen: { entries: log.entries, last: log.last } };
}

export function resumed(log) {
  return log.frozen ? { ...log, frozen: null } : log;
}

export function cleared(log) {
  return { ...log, entries: [], frozen: log.frozen && { entries: [], last: log.last } };
}

export function shownEntries(log) {
  return (log.frozen ?? log).entries;
}

/** How many frames have passed since the log was paused. */
export function passedUnseen(log) {
  return log.frozen ? log.last - log.frozen.last : 0;
}

/** A copy fit to be kept and shown: an admin key must not lie around on a screen that is being shared. */
export function masked(frame) {
  if (frame.name !== 'Authenticate' || !('password' in frame)) return frame;
  return { ...frame, password: MASK };
}
