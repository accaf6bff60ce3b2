/** The page: joins the client, the state and the document, and turns what is clicked into messages. */

import { endpointFor, RealtimeClient } from './client.js';
import { part, say } from './dom.js';
import { describeStatus, displayName, initialState, isSubscribed, reduce, secondsLeft } from './state.js';
import { draw } from './view.js';

/** Milliseconds: one drawing for a burst of frames. Not an animation frame, which a tab in the background never gets. */
const DRAW_AFTER = 16;

const client = new RealtimeClient(endpointFor(location.href));
let state = initialState;
let drawn = null;
let drawing = null;

function happened(event) {
  state = reduce(state, { ...event, at: Date.now() });
  drawing ??= setTimeout(() => {
    drawing = null;
    draw(state, drawn);
    drawn = state;
  }, DRAW_AFTER);
}

client.onStatus((status) => happened({ type: 'status', status }));
client.onSent((frame) => happened({ type: 'sent', frame }));
client.onFrame((frame, text) => happened(frame ? { type: 'received', frame } : { type: 'unreadable', text: String(text) }));

onClick('connect', () => client.connect());
onClick('disconnect', () => client.disconnect());
onClick('messages-clear', () => happened({ type: 'messages-cleared' }));
onClick('notifications-dismiss', () => client.send('DismissNotifications', { connection: state.me.uuid }));
onClick('frames-clear', () => happened({ type: 'log-cleared' }));
onClick('frames-pause', () => happened({ type: state.log.frozen ? 'log-resumed' : 'log-paused' }));
onClick('login-cancel', () => {
  client.forgetHeld();
  happened({ type: 'prompt-dropped' });
});

part('join-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const { first, last, email } = event.target.elements;
  const registration = { name: { first: first.value.trim(), last: last.value.trim() }, email: email.value.trim() };
  client.join(event.submitter.value, registration);
});

part('login-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const { password } = event.target.elements;
  client.send('Authenticate', { password: password.value });
  password.value = '';
});

for (const button of document.querySelectorAll('[data-send]')) {
  button.addEventListener('click', () => client.send(button.dataset.send));
}

part('roster').addEventListener('click', ({ target }) => {
  const button = target.closest('button');
  if (!button) return;
  const { uuid } = button.closest('[data-uuid]').dataset;
  if (button.dataset.action === 'kick') client.send('DisconnectAll', { uuid });
  if (button.dataset.action === 'notify') notify(uuid, button);
});

part('topics').addEventListener('click', ({ target }) => {
  const button = target.closest('button');
  if (!button) return;
  const { uuid } = button.closest('[data-uuid]').dataset;
  client.send(isSubscribed(state, { uuid }) ? 'Unsubscribe' : 'Subscribe', { topic: uuid });
});

part('exceptions').addEventListener('click', ({ target }) => {
  const button = target.closest('button');
  if (button) happened({ type: 'exception-dismissed', key: button.closest('[data-key]').dataset.key });
});

/** The server tells the receiver only, so the one who clicked is told here. */
function notify(receiver, button) {
  if (client.send('NotifyConnection', { receiver, sender: state.me.uuid }) === null) return;
  const connection = state.roster.connections.find(({ uuid }) => uuid === receiver);
  say(part('announcer'), '');
  setTimeout(() => say(part('announcer'), `Notified ${displayName(connection)}`), 50);
  button.classList.add('done');
  setTimeout(() => button.classList.remove('done'), 1200);
}

function onClick(testId, action) {
  part(testId).addEventListener('click', action);
}

/** Beside the live region, not in it: a screen reader would read out every second. */
setInterval(() => {
  const { status } = client;
  part('countdown').hidden = status.name !== 'waiting';
  if (status.name === 'waiting') say(part('countdown'), `next try in ${secondsLeft(status, client.now())} s`);
}, 200);

/** A network that came back is the best moment to try; one that was only waited for would be tried late. */
window.addEventListener('online', () => {
  if (describeStatus(state).state === 'waiting') client.connect();
});

client.connect();
