/** Draws the state into the page. Each part is drawn again only when what it shows has changed. */

import { el, part, reconcile, say } from './dom.js';
import { passedUnseen, shownEntries } from './frame-log.js';
import { describeStatus, displayName, isSubscribed, rosterTotal, senderName } from './state.js';

/** Attributes of a connection that have a place of their own in its row; any other is one an application has set. */
const OWN_PLACE = new Set(['admin', 'email', 'ip_address', 'name', 'notifications', 'resource_id', 'subscriptions', 'timestamp', 'type', 'uuid']);

const HUES = 6;

export function draw(state, before) {
  const changed = (...names) => before === null || names.some((name) => state[name] !== before[name]);
  if (changed('status', 'me')) drawStatus(state);
  if (changed('me')) drawSelf(state);
  if (changed('prompt', 'me')) drawAdmin(state);
  if (changed('prompt') && state.prompt) askForKey();
  if (changed('roster', 'me')) drawRoster(state);
  if (changed('notifications', 'roster')) drawNotifications(state);
  if (changed('topics', 'subscriptions')) drawTopics(state);
  if (changed('messages')) drawMessages(state);
  if (changed('exceptions')) drawExceptions(state);
  if (changed('uptime')) drawUptime(state);
  if (changed('log')) drawFrames(state);
}

function drawStatus(state) {
  const { state: word, title, detail } = describeStatus(state);
  part('status').dataset.state = word;
  say(part('status-title'), title);
  say(part('status-detail'), detail);
  const connect = part('connect');
  say(connect, word === 'waiting' ? 'Connect now' : 'Connect');
  const live = word === 'open' || word === 'connecting';
  const focused = document.activeElement;
  connect.hidden = live;
  part('disconnect').hidden = word === 'idle' || word === 'ended' || word === 'refused';
  // The button that was pressed is often the one that goes; the keyboard should not be thrown back to the top.
  if (focused?.hidden) (live ? part('disconnect') : connect).focus();
  for (const fieldset of document.querySelectorAll('[data-needs="connection"]')) fieldset.disabled = word !== 'open';
}

function drawSelf({ me }) {
  say(part('own-name'), me ? displayName(me) : 'Not connected');
  say(part('own-uuid'), me?.uuid ?? '');
  drawType(part('own-type'), me?.type);
  drawAvatar(part('own-avatar'), me);
  part('admin-badge').hidden = !me?.admin;
}

function drawType(chip, type) {
  chip.hidden = !type;
  say(chip, type ?? '');
  chip.dataset.type = type ?? '';
}

function drawAvatar(avatar, connection) {
  const initials = (connection?.name ?? '').split(/\s+/).map((word) => [...word][0] ?? '').slice(0, 2).join('').toUpperCase();
  say(avatar, initials || (connection ? '?' : ''));
  avatar.dataset.hue = connection ? parseInt(String(connection.uuid).slice(0, 4), 16) % HUES || 0 : '';
}

function drawAdmin({ prompt, me }) {
  const admin = me?.admin === true;
  part('admin').classList.toggle('asking', prompt !== null);
  part('login-form').hidden = admin && prompt === null;
  part('login-cancel').hidden = prompt === null;
  say(part('prompt'), prompt ? promptText(prompt) : '');
}

/** Left to the focus, the scrolling would stop at the field, with what it is for hidden behind the bar. */
function askForKey() {
  part('login-password').focus({ preventScroll: true });
  part('admin').scrollIntoView({ block: 'nearest' });
}

function promptText({ message, held, wrongKey }) {
  const what = held ? ` ${held.name} is sent again once you are logged in.` : '';
  return (wrongKey ? 'That key was not accepted.' : message) + what;
}

function drawRoster({ roster, me }) {
  say(part('roster-total'), rosterTotal(roster));
  reconcile(part('roster'), roster.connections, ({ uuid }) => uuid, createPerson, (row, connection) => {
    const own = connection.uuid === me?.uuid;
    row.dataset.own = own;
    drawAvatar(row.querySelector('.avatar'), connection);
    say(row.querySelector('.name'), displayName(connection));
    row.querySelector('.you').hidden = !own;
    row.querySelector('.admin').hidden = !connection.admin;
    drawType(row.querySelector('.chip'), connection.type);
    drawText(row.querySelector('.about'), aboutPerson(connection));
    row.querySelector('.buttons').hidden = own;
    const [notify, kick] = row.querySelectorAll('button');
    notify.setAttribute('aria-label', `Notify ${displayName(connection)}`);
    kick.setAttribute('aria-label', `Kick ${displayName(connection)}`);
  });
  drawEmpty('roster', roster.connections);
}

function createPerson({ uuid }) {
  return el('li', { 'data-testid': 'roster-row', 'data-uuid': uuid },
    el('span', { class: 'avatar', 'aria-hidden': 'true' }),
    el('div', { class: 'who' },
      el('p', {},
        el('span', { class: 'name' }),
        el('span', { class: 'badge you' }, 'You'),
        el('span', { class: 'badge admin' }, 'Admin'),
        el('span', { class: 'chip' })),
      el('p', { class: 'about' })),
    el('div', { class: 'buttons' },
      el('button', { type: 'button', class: 'small', 'data-action': 'notify' }, 'Notify'),
      el('button', { type: 'button', class: 'small danger', 'data-action': 'kick' }, 'Kick')));
}

function aboutPerson(connection) {
  const extras = Object.entries(connection)
    .filter(([name]) => !OWN_PLACE.has(name))
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`);
  const topics = Object.values(connection.subscriptions ?? {}).map(({ name }) => `#${name}`);
  const since = connection.timestamp && `since ${clock(connection.timestamp * 1000)}`;
  return [since, connection.email, connection.ip_address, ...topics, ...extras].filter(Boolean).join(' · ');
}

function drawNotifications(state) {
  const { notifications } = state;
  reconcile(part('notifications'), notifications, ({ sender }) => sender, createNotification, (row, notification) => {
    const { times, timestamp } = notification;
    say(row.querySelector('.name'), senderName(state, notification));
    drawText(row.querySelector('.times'), times > 1 ? `× ${times}` : '');
    drawTime(row.querySelector('time'), timestamp * 1000);
  });
  drawText(part('notifications-count'), notifications.length ? String(notifications.length) : '');
  part('notifications-dismiss').hidden = notifications.length === 0;
  drawEmpty('notifications', notifications);
  document.title = notifications.length ? `(${notifications.length}) Realtime server` : 'Realtime server';
}

function createNotification({ sender }) {
  return el('li', { 'data-testid': 'notification', 'data-sender': sender },
    el('span', { class: 'bell', 'aria-hidden': 'true' }),
    el('p', { class: 'who' }, el('span', { class: 'name' }), ' notified you ', el('span', { class: 'times' })),
    el('time', {}));
}

function drawTopics(state) {
  const { topics, subscriptions } = state;
  reconcile(part('topics'), topics, ({ uuid }) => uuid, createTopic, (row, topic) => {
    const subscribed = isSubscribed(state, topic);
    row.dataset.subscribed = subscribed;
    say(row.querySelector('.name'), topic.name);
    say(row.querySelector('button'), subscribed ? 'Unsubscribe' : 'Subscribe');
    row.querySelector('button').setAttribute('aria-label', `${subscribed ? 'Unsubscribe from' : 'Subscribe to'} ${topic.name}`);
  });
  drawText(part('subscriptions'), subscriptions.length ? `Yours: ${subscriptions.map(({ name }) => name).join(', ')}` : '');
  drawEmpty('topics', topics);
}

function createTopic({ uuid }) {
  return el('li', { 'data-testid': 'topic', 'data-uuid': uuid },
    el('span', { class: 'hash', 'aria-hidden': 'true' }, '#'),
    el('span', { class: 'who name' }),
    el('button', { type: 'button', class: 'small' }));
}

function drawMessages({ messages }) {
  reconcile(part('messages'), messages, ({ key }) => key, ({ name, payload, at }) => {
    const text = Object.keys(payload).length ? JSON.stringify(payload, null, 2) : '';
    return el('li', { 'data-testid': 'message', 'data-name': name },
      el('p', { class: 'line' }, el('strong', {}, name), time(at)),
      text && el('pre', {}, text));
  });
  part('messages-clear').hidden = messages.length === 0;
  drawEmpty('messages', messages);
}

function drawExceptions({ exceptions }) {
  reconcile(part('exceptions'), exceptions, ({ key }) => key, ({ exception, code, message, about, at }) =>
    el('li', { 'data-testid': 'exception', 'data-exception': exception },
      el('p', {},
        el('strong', {}, `${exception} (${code})`), ' ',
        el('span', {}, message), ' ',
        about && el('span', { class: 'about' }, `in answer to ${about}`), ' ',
        time(at)),
      el('button', { type: 'button', class: 'quiet', 'aria-label': `Dismiss ${exception}` }, 'Dismiss')));
}

function drawUptime({ uptime }) {
  drawText(part('uptime'), uptime ? `Up ${duration(uptime.elapsed)}` : '');
}

const ARROWS = { in: '↓', out: '↑', note: '•' };
const DIRECTIONS = { in: 'received', out: 'sent', note: 'connection' };

function drawFrames({ log }) {
  const entries = [...shownEntries(log)].reverse();
  reconcile(part('frames'), entries, ({ key }) => key, createFrame);
  const unseen = passedUnseen(log);
  say(part('frames-count'), log.frozen ? `Paused, ${unseen} more since` : `last ${entries.length}`);
  say(part('frames-pause'), log.frozen ? 'Resume' : 'Pause');
  part('frames-pause').setAttribute('aria-pressed', log.frozen !== null);
}

function createFrame({ direction, name, body, at }) {
  const json = typeof body === 'string' ? body : JSON.stringify(body);
  const short = json === '{}' ? '' : json;
  const full = el('pre');
  const details = el('details', {},
    el('summary', {},
      el('span', { class: 'at' }, clock(at, true)),
      el('span', { class: 'arrow', title: DIRECTIONS[direction] }, ARROWS[direction], el('span', { class: 'visually-hidden' }, ` ${DIRECTIONS[direction]} `)),
      el('strong', {}, name),
      el('code', {}, short.length > 300 ? `${short.slice(0, 300)}…` : short)),
    full);
  // Written out only when asked for: two hundred rosters at full length would make every drawing slow.
  details.addEventListener('toggle', () => say(full, typeof body === 'string' ? body : JSON.stringify(body, null, 2)));
  return el('li', { 'data-testid': 'frame', 'data-direction': direction, 'data-name': name }, details);
}

function drawEmpty(name, items) {
  document.querySelector(`[data-empty="${name}"]`).hidden = items.length > 0;
}

function drawText(element, text) {
  element.hidden = text === '';
  say(element, text);
}

function time(at) {
  const element = el('time');
  drawTime(element, at);
  return element;
}

function drawTime(element, at) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return;
  element.setAttribute('datetime', date.toISOString());
  say(element, clock(at));
}

function clock(at, precise = false) {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
  return new Date(at).toLocaleTimeString(undefined, precise ? { ...options, fractionalSecondDigits: 3 } : options);
}

function duration(seconds) {
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60];
  const parts = [days && `${days} d`, (days || hours) && `${hours} h`, (days || hours || minutes) && `${minutes} min`, `${seconds % 60} s`];
  return parts.filter(Boolean).join(' ');
}
