import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  describeStatus, displayName, EXCEPTIONS_LIMIT, initialState, isSubscribed, MESSAGES_LIMIT, reduce, rosterTotal, secondsLeft, senderName,
} from '../../main/webapp/page/state.js';
import { LOG_LIMIT, passedUnseen, shownEntries } from '../../main/webapp/page/frame-log.js';

const OWN = 'c765f31f-25c2-46e5-905a-903710540618';
const ADA = '0a1b31f0-25c2-46e5-905a-903710540618';

const own = (more = {}) => ({
  admin: false, ip_address: '127.0.0.1', notifications: {}, resource_id: 141, subscriptions: {}, timestamp: 1795429663, type: 'anonymous', uuid: OWN, ...more,
});
const ada = { uuid: ADA, name: 'Ada Lovelace', type: 'player', timestamp: 1795429664, subscriptions: {} };
const orders = { name: 'orders', uuid: 't-1' };

/** A page on which things happen one after the other; every state on the way is frozen. */
class Page {
  state = deepFreeze(initialState);
  at = 1_795_429_663_000;

  happens(type, more = {}) {
    this.state = deepFreeze(reduce(this.state, { type, at: this.at, ...more }));
    return this;
  }

  hears(name, payload = {}) {
    return this.happens('received', { frame: { ...payload, id: 'x', name, timestamp: 1795429663.662859 } });
  }

  sends(name, payload = {}) {
    return this.happens('sent', { frame: { name, ...payload } });
  }

  becomes(name, more = {}) {
    return this.happens('status', { status: { name, ...more } });
  }
}

const connected = () => new Page().becomes('connecting').becomes('open').hears('ConnectionEstablished', { connection: own() });

function deepFreeze(value) {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

describe('who I am', () => {
  test('is told by ConnectionEstablished', () => {
    const { state } = connected();
    assert.equal(state.me.uuid, OWN);
    assert.deepEqual([state.notifications, state.subscriptions, state.topics], [[], [], []]);
  });

  test('comes with what the connection already holds', () => {
    const note = { sender: ADA, timestamp: 1, uuid: 'n-1' };
    const { state } = new Page().hears('ConnectionEstablished', {
      connection: own({ notifications: { [ADA]: note }, subscriptions: { 't-1': orders } }),
    });
    assert.equal(state.notifications[0].sender, ADA);
    assert.deepEqual(state.subscriptions, [orders]);
  });

  test('changes with ConnectionRegistered', () => {
    const { state } = connected().hears('ConnectionRegistered', { connection: own({ name: 'Grace', type: 'spectator' }) });
    assert.deepEqual([state.me.name, state.me.type], ['Grace', 'spectator']);
  });

  test('is an admin after ConnectionAuthenticated, and the prompt is gone', () => {
    const { state } = connected()
      .hears('PromptForAuthentication', { previous: { name: 'StopServer' }, message: 'Authorization required.', code: 401 })
      .hears('ConnectionAuthenticated', { connection: own({ admin: true }) });
    assert.equal(state.me.admin, true);
    assert.equal(state.prompt, null);
  });

  test('follows the roster, which leaves private fields out', () => {
    const { state } = connected()
      .hears('ConnectionAuthenticated', { connection: own({ admin: true, email: 'me@example.org' }) })
      .hears('UpdateConnections', { connections: { [OWN]: { uuid: OWN, type: 'winner', subscriptions: {}, prize: 'Car' } }, total: 1 });
    assert.deepEqual([state.me.type, state.me.prize, state.me.admin, state.me.email], ['winner', 'Car', true, 'me@example.org']);
  });

  test('is forgotten with the connection, and so is all that hung on it', () => {
    const { state } = connected()
      .hears('UpdateConnections', { connections: { [OWN]: own() }, total: 1 })
      .hears('UpdateTopics', { topics: { 't-1': orders } })
      .hears('UpdateSubscriptions', { subscriptions: { 't-1': orders } })
      .hears('UpdateNotifications', { notifications: { [ADA]: { sender: ADA, timestamp: 1, uuid: 'n' } } })
      .hears('PromptForAuthentication', { previous: { name: 'StopServer' }, message: 'm', code: 401 })
      .hears('CurrentUptime', { elapsed: 1, start: 1, now: 2 })
      .hears('OrderPlaced', { order: 1 })
      .becomes('waiting', { code: 1012 });
    assert.equal(state.me, null);
    assert.deepEqual(state.roster, { connections: [], total: 0 });
    assert.deepEqual([state.topics, state.subscriptions, state.notifications, state.prompt, state.uptime], [[], [], [], null, null]);
    assert.equal(state.messages.length, 1, 'what was said stays readable');
  });
});

describe('the roster', () => {
  test('keeps the order of opening', () => {
    const { state } = connected().hears('UpdateConnections', { connections: { [OWN]: own(), [ADA]: ada }, total: 2 });
    assert.deepEqual(state.roster.connections.map(({ uuid }) => uuid), [OWN, ADA]);
    assert.equal(rosterTotal(state.roster), '2 here');
  });

  test('says how many of how many when it is limited', () => {
    const { state } = connected().hears('UpdateConnections', { connections: { [OWN]: own(), [ADA]: ada }, total: 250 });
    assert.equal(rosterTotal(state.roster), '2 of 250 shown');
  });

  test('may be without me, or without anybody', () => {
    const { state } = connected().hears('UpdateConnections', { connections: {}, total: 3 });
    assert.equal(state.me.uuid, OWN);
    assert.equal(rosterTotal(state.roster), '0 of 3 shown');
  });

  test('calls those without a name by the start of their uuid', () => {
    assert.equal(displayName(own()), 'Visitor c765');
    assert.equal(displayName(ada), 'Ada Lovelace');
  });
});

describe('notifications', () => {
  const from = (sender, uuid, timestamp = 1) => ({ notifications: { [sender]: { sender, timestamp, uuid } } });
  const withAda = () => connected().hears('UpdateConnections', { connections: { [OWN]: own(), [ADA]: ada }, total: 2 });

  test('name their sender', () => {
    const { state } = withAda().hears('UpdateNotifications', from(ADA, 'n-1'));
    assert.equal(senderName(state, state.notifications[0]), 'Ada Lovelace');
  });

  test('name a sender who has left since', () => {
    const { state } = withAda().hears('UpdateNotifications', from(ADA, 'n-1')).hears('UpdateConnections', { connections: { [OWN]: own() }, total: 1 });
    assert.equal(senderName(state, state.notifications[0]), 'Ada Lovelace');
  });

  test('name a sender beyond the end of the roster as well as they can', () => {
    const { state } = connected().hears('UpdateNotifications', from(ADA, 'n-1'));
    assert.equal(senderName(state, state.notifications[0]), 'Visitor 0a1b');
  });

  test('count how often the same sender has called', () => {
    const { state } = withAda()
      .hears('UpdateNotifications', from(ADA, 'n-1', 1))
      .hears('UpdateNotifications', from(ADA, 'n-1', 1))
      .hears('UpdateNotifications', from(ADA, 'n-2', 1))
      .hears('UpdateNotifications', from(ADA, 'n-3', 2));
    assert.equal(state.notifications.length, 1);
    assert.equal(state.notifications[0].times, 3);
    assert.equal(state.notifications[0].timestamp, 2);
  });

  test('are gone once dismissed, and counted anew after', () => {
    const page = withAda().hears('UpdateNotifications', from(ADA, 'n-1')).hears('UpdateNotifications', { notifications: {} });
    assert.deepEqual(page.state.notifications, []);
    page.hears('UpdateNotifications', from(ADA, 'n-2'));
    assert.equal(page.state.notifications[0].times, 1);
  });
});

describe('topics', () => {
  test('are listed, and my subscriptions with them', () => {
    const { state } = connected().hears('UpdateTopics', { topics: { 't-1': orders } }).hears('UpdateSubscriptions', { subscriptions: { 't-1': orders } });
    assert.deepEqual(state.topics, [orders]);
    assert.equal(isSubscribed(state, orders), true);
    assert.equal(isSubscribed(state, { uuid: 't-2' }), false);
  });

  test('can all go', () => {
    const { state } = connected()
      .hears('UpdateTopics', { topics: { 't-1': orders } })
      .hears('UpdateSubscriptions', { subscriptions: { 't-1': orders } })
      .hears('UpdateTopics', { topics: {} })
      .hears('UpdateSubscriptions', { subscriptions: {} });
    assert.deepEqual([state.topics, state.subscriptions], [[], []]);
  });
});

describe('a prompt', () => {
  const prompt = (previous) => ({ previous, message: 'Authorization required.', code: 401 });

  test('says what is waiting for the login', () => {
    const { state } = connected().hears('PromptForAuthentication', prompt({ name: 'DisconnectAll', uuid: ADA }));
    assert.deepEqual(state.prompt, { message: 'Authorization required.', code: 401, held: { name: 'DisconnectAll', uuid: ADA }, wrongKey: false });
  });

  test('after a wrong key says so and still knows what is waiting', () => {
    const { state } = connected().hears('PromptForAuthentication', prompt({ name: 'DisconnectAll' })).hears('PromptForAuthentication', prompt({ name: 'Authenticate' }));
    assert.equal(state.prompt.wrongKey, true);
    assert.equal(state.prompt.held.name, 'DisconnectAll');
  });

  test('after a wrong key alone has nothing waiting', () => {
    const { state } = connected().hears('PromptForAuthentication', prompt({ name: 'Authenticate' }));
    assert.equal(state.prompt.held, null);
  });

  test('can be dropped', () => {
    assert.equal(connected().hears('PromptForAuthentication', prompt({ name: 'StopServer' })).happens('prompt-dropped').state.prompt, null);
  });
});

describe('an exception', () => {
  const notFound = { exception: 'NotFound', message: 'No such connection.', code: 404 };

  test('is shown with the name of the message it answers', () => {
    const { state } = connected().sends('NotifyConnection', { id: '4' }).hears('MessageException', { ...notFound, reply_to: '4' });
    const [{ exception, message, code, about }] = state.exceptions;
    assert.deepEqual([exception, message, code, about], ['NotFound', 'No such connection.', 404, 'NotifyConnection']);
  });

  test('may answer nothing that is known', () => {
    assert.equal(connected().hears('MessageException', notFound).state.exceptions[0].about, undefined);
    assert.equal(connected().hears('MessageException', { ...notFound, reply_to: '9' }).state.exceptions[0].about, undefined);
  });

  test('outlives the close it explains', () => {
    assert.equal(connected().hears('MessageException', notFound).becomes('refused', { code: 1008 }).state.exceptions.length, 1);
  });

  test('can be dismissed alone', () => {
    const page = connected().hears('MessageException', notFound).hears('MessageException', { ...notFound, code: 403 });
    page.happens('exception-dismissed', { key: page.state.exceptions[1].key });
    assert.deepEqual(page.state.exceptions.map(({ code }) => code), [403]);
  });

  test('is one of a few, the newest first', () => {
    const page = connected();
    for (let code = 0; code < EXCEPTIONS_LIMIT + 3; code++) page.hears('MessageException', { ...notFound, code });
    assert.equal(page.state.exceptions.length, EXCEPTIONS_LIMIT);
    assert.equal(page.state.exceptions[0].code, EXCEPTIONS_LIMIT + 2);
  });
});

describe('an application’s frame', () => {
  test('is a message with its name and what is in it', () => {
    const { state } = connected().hears('OrderPlaced', { order: 42, lines: [{ sku: 'A-1' }] });
    assert.deepEqual(state.messages.map(({ name, payload }) => ({ name, payload })), [{ name: 'OrderPlaced', payload: { order: 42, lines: [{ sku: 'A-1' }] } }]);
  });

  test('is one of a bounded number, the newest first, until cleared', () => {
    const page = connected();
    for (let order = 0; order < MESSAGES_LIMIT + 5; order++) page.hears('OrderPlaced', { order });
    assert.equal(page.state.messages.length, MESSAGES_LIMIT);
    assert.equal(page.state.messages[0].payload.order, MESSAGES_LIMIT + 4);
    assert.deepEqual(page.happens('messages-cleared').state.messages, []);
  });

  test('may have a name of the language’s own', () => {
    const { state } = connected().hears('constructor').hears('__proto__').happens('received', { frame: {} });
    assert.deepEqual(state.messages.map(({ name }) => name), ['(no name)', '__proto__', 'constructor']);
  });

  const known = {
    ConnectionEstablished: { connection: own() }, ConnectionRegistered: { connection: own() }, ConnectionAuthenticated: { connection: own() },
    UpdateConnections: { connections: {}, total: 0 }, UpdateNotifications: { notifications: {} }, UpdateTopics: { topics: {} },
    UpdateSubscriptions: { subscriptions: {} }, CurrentUptime: { elapsed: 1, start: 2, now: 3 },
    PromptForAuthentication: { previous: { name: 'StopServer' }, message: 'm', code: 401 }, MessageException: { exception: 'e', message: 'm', code: 400 },
  };
  for (const [name, payload] of Object.entries(known)) {
    test(`is not ${name}`, () => assert.deepEqual(connected().hears(name, payload).state.messages, []));
  }
});

test('the uptime is the latest one told', () => {
  const { state } = connected().hears('CurrentUptime', { elapsed: 1, start: 10, now: 11 }).hears('CurrentUptime', { elapsed: 2, start: 10, now: 12 });
  assert.deepEqual(state.uptime, { elapsed: 2, start: 10, now: 12 });
});

describe('the status', () => {
  const words = (page) => describeStatus(page.state);

  test('is connected only once the server has greeted', () => {
    assert.equal(words(new Page().becomes('open')).state, 'connecting');
    assert.equal(words(connected()).title, 'Connected');
  });

  test('after a kick is that you were disconnected', () => {
    assert.equal(words(connected().becomes('ended', { code: 1000 })).title, 'You were disconnected');
  });

  test('names the reason for a wait or a refusal', () => {
    assert.equal(words(connected().becomes('waiting', { code: 1012 })).detail, 'The server is restarting. (1012)');
    assert.equal(words(connected().becomes('refused', { code: 1008 })).detail, 'The server’s limits were overstepped. (1008)');
    assert.equal(words(connected().becomes('waiting', { code: 4242 })).detail, 'The connection was closed. (4242)');
  });

  test('counts the seconds to the next try down to none', () => {
    assert.deepEqual([0, 1, 1500, 3000, 9000].map((now) => secondsLeft({ retryAt: 3000 }, now)), [3, 3, 2, 0, 0]);
  });
});

describe('the frame log', () => {
  const names = (page) => shownEntries(page.state.log).map(({ name }) => name);

  test('holds both directions and the changes between', () => {
    const page = new Page().becomes('open').hears('CurrentUptime').sends('StopServer').happens('unreadable', { text: '{' });
    assert.deepEqual(shownEntries(page.state.log).map(({ direction, name }) => `${direction} ${name}`), ['note open', 'in CurrentUptime', 'out StopServer', 'in (not JSON)']);
  });

  test('never holds an admin key', () => {
    const page = connected().sends('Authenticate', { id: '1', password: 'secret' });
    const entry = shownEntries(page.state.log).at(-1);
    assert.deepEqual(Object.keys(entry.body), ['name', 'id', 'password']);
    assert.ok(!JSON.stringify(page.state).includes('secret'));
  });

  test('is bounded', () => {
    const page = new Page();
    for (let i = 0; i < LOG_LIMIT + 10; i++) page.hears(`Frame${i}`);
    assert.equal(names(page).length, LOG_LIMIT);
    assert.equal(names(page).at(-1), `Frame${LOG_LIMIT + 9}`);
    assert.equal(names(page)[0], 'Frame10');
  });

  test('stands still while paused and has missed nothing after', () => {
    const page = new Page().hears('One').happens('log-paused').happens('log-paused').hears('Two').hears('Three');
    assert.deepEqual(names(page), ['One']);
    assert.equal(passedUnseen(page.state.log), 2);
    page.happens('log-resumed');
    assert.deepEqual(names(page), ['One', 'Two', 'Three']);
    assert.equal(passedUnseen(page.state.log), 0);
  });

  test('can be cleared, paused or not', () => {
    const page = new Page().hears('One').happens('log-paused').hears('Two').happens('log-cleared').hears('Three');
    assert.deepEqual(names(page), []);
    page.happens('log-resumed');
    assert.deepEqual(names(page), ['Three']);
    assert.deepEqual(names(page.happens('log-cleared')), []);
  });
});

describe('a part of the state', () => {
  test('that an event does not concern stays the same object, so that it is not drawn again', () => {
    const before = connected().hears('UpdateConnections', { connections: { [OWN]: own(), [ADA]: ada }, total: 2 });
    const { roster, me } = before.state;
    before.hears('OrderPlaced').hears('UpdateTopics', { topics: {} }).sends('StopServer');
    assert.equal(before.state.roster, roster);
    assert.equal(before.state.me, me);
  });
});
