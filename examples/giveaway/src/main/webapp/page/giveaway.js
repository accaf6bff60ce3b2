/** The giveaway's page, on the client that the server's own page uses: page/client.js comes with the overlay. */

import { endpointFor, RealtimeClient } from './client.js';

const client = new RealtimeClient(endpointFor(location.href));
const part = (name) => document.querySelector(`[data-testid="${name}"]`);
let me = null;
let people = {};
let prizes = [];

client.onStatus(({ name }) => {
  part('status').textContent = name === 'open' ? 'Connected' : name === 'waiting' ? 'Trying again' : 'Not connected';
});
for (const name of ['ConnectionEstablished', 'ConnectionRegistered', 'ConnectionAuthenticated']) {
  client.on(name, ({ connection }) => {
    me = connection.uuid;
  });
}
client.on('UpdateConnections', ({ connections, total }) => {
  people = connections;
  part('total').textContent = `${total} here`;
  part('type').textContent = connections[me]?.type ?? '';
  // The prize is the client's own for as long as its connection carries it.
  if (!connections[me]?.prize) part('award').textContent = '';
  draw();
});
client.on('UpdatePrizes', (frame) => {
  prizes = frame.prizes;
  draw();
});
client.on('AwardWinner', ({ prize }) => {
  part('award').textContent = `You have won: ${titled(prize)}!`;
});
client.on('CurrentUptime', ({ elapsed }) => {
  part('uptime').textContent = `up for ${elapsed} s`;
});
// What was refused for want of an admin is sent again by the client, once the login has succeeded.
client.on('PromptForAuthentication', () => asksForKey(true, 'This needs an admin.'));
client.on('ConnectionAuthenticated', () => asksForKey(false, 'You are admin.'));
client.on('MessageException', ({ message }) => {
  part('notice').textContent = message;
});

onSubmit('join', ({ first, last }) => {
  client.join('JoinAsPlayer', { name: { first: first.value, last: last.value } });
});
onSubmit('add', ({ name, sponsor }) => {
  client.send('AddPrize', { prize: { name: name.value, sponsor: sponsor.value || undefined } });
});
onSubmit('login', ({ password }) => {
  client.send('Authenticate', { password: password.value });
  password.value = '';
});
for (const button of document.querySelectorAll('[data-send]')) {
  button.addEventListener('click', () => client.send(button.dataset.send));
}
client.connect();

function draw() {
  fill('prizes', prizes.map((prize) => [titled(prize), prize.awarded ? `won by ${nameOf(people[prize.winner])}` : 'to be won']));
  fill('people', Object.values(people).map((person) => [nameOf(person), person.type]));
}

function fill(list, rows) {
  part(list).replaceChildren(
    ...rows.map(([text, note]) => {
      const row = document.createElement('li');
      const chip = document.createElement('span');
      chip.className = 'chip';
      chip.textContent = note;
      row.append(`${text} `, chip);
      return row;
    }),
  );
}

function titled({ name, sponsor }) {
  return sponsor ? `${name}, given by ${sponsor}` : name;
}

function nameOf(person) {
  return person?.name ?? 'Somebody';
}

function asksForKey(asks, notice) {
  part('login').hidden = !asks;
  part('notice').textContent = notice;
}

function onSubmit(form, action) {
  part(form).addEventListener('submit', (event) => {
    event.preventDefault();
    action(event.target.elements);
  });
}
