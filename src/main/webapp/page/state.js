/**
 * What the page knows, reduced from what happened: `reduce(state, event)` returns the next state and changes nothing.
 * A part that an event does not concern stays the same object, so that only what changed is drawn again.
 *
 * Events: `{type, at}` (`at` in milliseconds since the epoch) with
 *   status          {status}  of the client
 *   received        {frame}   a server frame
 *   unreadable      {text}    something received that is not a JSON object
 *   sent            {frame}   a client frame
 *   prompt-dropped, exception-dismissed {key}, messages-cleared, log-paused, log-resumed, log-cleared
 */

import { heldAfter } from './client.js';
import { cleared, emptyLog, logged, masked, paused, resumed } from './frame-log.js';

export const MESSAGES_LIMIT = 50;
export const EXCEPTIONS_LIMIT = 5;
const SENT_LIMIT = 100;

/** What is true of one connection only, and gone with it. */
const DISCONNECTED = {
  me: null,
  roster: { connections: [], total: 0 },
  notifications: [],
  topics: [],
  subscriptions: [],
  prompt: null,
  uptime: null,
  sent: [],
};

export const initialState = {
  ...DISCONNECTED,
  status: { name: 'idle' },
  messages: [],
  exceptions: [],
  log: emptyLog,
  keys: 0,
};

export function reduce(state, event) {
  switch (event.type) {
    case 'status':
      return statusChanged(state, event);
    case 'received':
      return received(record(state, 'in', event.frame, event.at), event.frame, event.at);
    case 'unreadable':
      return { ...state, log: logged(state.log, { direction: 'in', name: '(not JSON)', body: event.text, at: event.at }) };
    case 'sent':
      return sent(record(state, 'out', event.frame, event.at), event.frame);
    case 'prompt-dropped':
      return { ...state, prompt: null };
    case 'exception-dismissed':
      return { ...state, exceptions: state.exceptions.filter(({ key }) => key !== event.key) };
    case 'messages-cleared':
      return { ...state, messages: [] };
    case 'log-paused':
      return { ...state, log: paused(state.log) };
    case 'log-resumed':
      return { ...state, log: resumed(state.log) };
    case 'log-cleared':
      return { ...state, log: cleared(state.log) };
    default:
      return state;
  }
}

function record(state, direction, frame, at) {
  return { ...state, log: logged(state.log, { direction, name: String(frame.name ?? '(no name)'), body: masked(frame), at }) };
}

function statusChanged(state, { status, at }) {
  const kept = status.name === 'open' ? state : { ...state, ...DISCONNECTED };
  const { name, code, reason, delay } = status;
  const log = logged(state.log, { direction: 'note', name, body: { code, reason, delay }, at });
  return { ...kept, status, log };
}

function sent(state, frame) {
  if (frame.id === undefined) return state;
  return { ...state, sent: [...state.sent, { id: frame.id, name: frame.name }].slice(-SENT_LIMIT) };
}

function received(state, frame, at) {
  switch (frame.name) {
    case 'ConnectionEstablished':
      return withSelf({ ...state, ...DISCONNECTED }, frame.connection);
    case 'ConnectionRegistered':
      return withSelf(state, frame.connection);
    case 'ConnectionAuthenticated':
      return withSelf({ ...state, prompt: null }, frame.connection);
    case 'UpdateConnections':
      return withRoster(state, frame);
    case 'UpdateNotifications':
      return withNotifications(state, frame.notifications);
    case 'UpdateTopics':
      return { ...state, topics: values(frame.topics) };
    case 'UpdateSubscriptions':
      return { ...state, subscriptions: values(frame.subscriptions) };
    case 'CurrentUptime':
      return { ...state, uptime: { elapsed: frame.elapsed, start: frame.start, now: frame.now } };
    case 'PromptForAuthentication':
      return { ...state, prompt: promptAfter(state.prompt, frame) };
    case 'MessageException':
      return withException(state, frame, at);
    default:
      return withMessage(state, frame, at);
  }
}

function withSelf(state, me) {
  const next = { ...state, me, subscriptions: values(me.subscriptions) };
  return withNotifications(next, me.notifications);
}

function withRoster(state, frame) {
  const connections = values(frame.connections);
  const own = connections.find(({ uuid }) => uuid === state.me?.uuid);
  // The public view leaves fields out of our own entry; what we know of ourselves from elsewhere stays.
  const me = own ? { ...state.me, ...own } : state.me;
  return { ...state, me, roster: { connections, total: frame.total ?? connections.length } };
}

function withNotifications(state, notifications) {
  const before = new Map(state.notifications.map((known) => [known.sender, known]));
  return {
    ...state,
    notifications: values(notifications).map((notification) => {
      const known = before.get(notification.sender);
      const isNew = !known || known.uuid !== notification.uuid || known.timestamp !== notification.timestamp;
      return {
        ...notification,
        // The server keeps the latest of each sender; how often one has called is ours to count.
        times: (known?.times ?? 0) + (isNew ? 1 : 0),
        // Remembered, because the sender may have left by the time somebody reads it.
        senderName: nameIn(state.roster, notification.sender) ?? known?.senderName,
      };
    }),
  };
}

function promptAfter(prompt, frame) {
  return {
    message: frame.message,
    code: frame.code,
    held: heldAfter(prompt?.held ?? null, frame),
    wrongKey: frame.previous?.name === 'Authenticate',
  };
}

function withException(state, frame, at) {
  const about = state.sent.find(({ id }) => id === frame.reply_to)?.name;
  const { exception, message, code } = frame;
  const key = String(state.keys + 1);
  const exceptions = [{ key, exception, message, code, about, at }, ...state.exceptions].slice(0, EXCEPTIONS_LIMIT);
  return { ...state, keys: state.keys + 1, exceptions };
}

/** Every frame the page does not know is somebody's application speaking. */
function withMessage(state, frame, at) {
  const { id, name, timestamp, ...payload } = frame;
  const key = String(state.keys + 1);
  const messages = [{ key, name: String(name ?? '(no name)'), payload, at }, ...state.messages].slice(0, MESSAGES_LIMIT);
  return { ...state, keys: state.keys + 1, messages };
}

function values(byUuid) {
  return Object.values(byUuid ?? {});
}

function nameIn(roster, uuid) {
  return roster.connections.find((connection) => connection.uuid === uuid)?.name;
}

/** What to call a connection: its name, or the start of its uuid as long as it has none. */
export function displayName(connection) {
  return connection.name || `Visitor ${String(connection.uuid).slice(0, 4)}`;
}

export function senderName(state, notification) {
  const { sender, senderName } = notification;
  return displayName({ uuid: sender, name: nameIn(state.roster, sender) ?? senderName });
}

/** `3 here`, or `3 of 250 shown` when the server lists only the first ones. */
export function rosterTotal({ connections, total }) {
  return connections.length < total ? `${connections.length} of ${total} shown` : `${total} here`;
}

export function isSubscribed(state, topic) {
  return state.subscriptions.some(({ uuid }) => uuid === topic.uuid);
}

const WHY = new Map([
  [1001, 'The server went away.'],
  [1003, 'The server does not take binary frames.'],
  [1006, 'The connection was lost.'],
  [1007, 'The server could not read what was sent.'],
  [1008, 'The server’s limits were overstepped.'],
  [1009, 'A frame was too large.'],
  [1012, 'The server is restarting.'],
  [1013, 'The server is full.'],
]);

/** The state in words, `{state, title, detail}`; `state` is the one word that styles and tests go by. */
export function describeStatus({ status, me }) {
  const why = WHY.get(status.code) ?? 'The connection was closed.';
  switch (status.name) {
    case 'open':
      // An open socket is not yet a place: a full server accepts, says so, and closes.
      return me ? { state: 'open', title: 'Connected', detail: '' } : { state: 'connecting', title: 'Connecting…', detail: '' };
    case 'connecting':
      return { state: 'connecting', title: 'Connecting…', detail: '' };
    case 'waiting':
      return { state: 'waiting', title: 'Reconnecting', detail: `${why} (${status.code})` };
    case 'ended':
      return { state: 'ended', title: 'You were disconnected', detail: `The server closed this connection. (${status.code})` };
    case 'refused':
      return { state: 'refused', title: 'Connection refused', detail: `${why} (${status.code})` };
    default:
      return { state: 'idle', title: 'Not connected', detail: '' };
  }
}

/** Whole seconds until the next try, never below 0. */
export function secondsLeft(status, now) {
  return Math.max(0, Math.ceil((status.retryAt - now) / 1000));
}
