import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { backoffDelay, closePolicy, endpointFor } from '../../main/webapp/page/client.js';
import { fakeClient } from './fakes.mjs';

const ALMOST_ONE = 1 - Number.EPSILON;

describe('the address', () => {
  const cases = {
    'http://localhost:8080/server/': 'ws://localhost:8080/server/',
    'http://localhost:8080/server/index.html?a=b#c': 'ws://localhost:8080/server/',
    'http://localhost:8080/': 'ws://localhost:8080/',
    'https://example.org/server/': 'wss://example.org/server/',
    'https://example.org/deep/er/index.html': 'wss://example.org/deep/er/',
  };
  for (const [page, endpoint] of Object.entries(cases)) {
    test(`of the page at ${page} is ${endpoint}`, () => assert.equal(endpointFor(page), endpoint));
  }
});

describe('back-off', () => {
  const bounds = { base: 500, cap: 30_000 };

  test('has a ceiling that doubles from the base and stops at the cap', () => {
    const ceilings = [0, 1, 2, 3, 4, 5, 6, 7, 50, 2000].map((attempt) => backoffDelay(attempt, bounds, () => ALMOST_ONE));
    assert.deepEqual(ceilings, [499, 999, 1999, 3999, 7999, 15_999, 29_999, 29_999, 29_999, 29_999]);
  });

  test('is spread over everything below its ceiling, nothing included', () => {
    assert.equal(backoffDelay(6, bounds, () => 0), 0);
    assert.equal(backoffDelay(6, bounds, () => 0.25), 7500);
    for (let i = 0; i < 1000; i++) {
      const delay = backoffDelay(3, bounds, Math.random);
      assert.ok(delay >= 0 && delay < 4000, `${delay}`);
    }
  });

  test('grows with every try that fails', () => {
    const { client, time, latest } = fakeClient();
    client.connect();
    const delays = [];
    for (let i = 0; i < 8; i++) {
      latest().closes(1006);
      delays.push(client.status.delay);
      time.pass(client.status.delay);
    }
    assert.deepEqual(delays, [250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  });

  test('tries again when the time is over and not before', () => {
    const { client, time, sockets, latest } = fakeClient();
    client.connect();
    latest().closes(1006);
    assert.deepEqual(client.status, { name: 'waiting', attempt: 0, delay: 250, retryAt: 250, code: 1006, reason: '' });
    time.pass(249);
    assert.equal(sockets.length, 1);
    time.pass(1);
    assert.equal(sockets.length, 2);
    assert.equal(client.status.name, 'connecting');
  });

  test('goes on growing when the server accepts and drops at once', () => {
    const { client, time, latest } = fakeClient();
    client.connect();
    for (const delay of [250, 500, 1000]) {
      latest().greets();
      time.pass(9_999);
      latest().closes(1013);
      assert.equal(client.status.delay, delay);
      time.pass(delay);
    }
  });

  test('starts anew after a connection that lasted', () => {
    const { client, time, latest } = fakeClient();
    client.connect();
    for (let i = 0; i < 5; i++) {
      latest().closes(1006);
      time.pass(client.status.delay);
    }
    latest().greets();
    time.pass(10_000);
    latest().closes(1012);
    assert.equal(client.status.attempt, 0);
    assert.equal(client.status.delay, 250);
  });

  test('is cut short by connecting by hand, and not forgotten by it', () => {
    const { client, time, sockets, latest } = fakeClient();
    client.connect();
    latest().closes(1006);
    client.connect();
    assert.equal(sockets.length, 2);
    latest().closes(1006);
    assert.equal(client.status.attempt, 1);
    time.pass(client.status.delay);
    assert.equal(sockets.length, 3);
  });

  test('also follows a handshake that nobody answers', () => {
    const { client, time, sockets } = fakeClient();
    client.connect();
    time.pass(15_000);
    assert.equal(sockets[0].closedWith, 'none');
    assert.equal(client.status.name, 'waiting');
    time.pass(client.status.delay);
    assert.equal(sockets.length, 2);
  });

  test('does not give up a handshake that was answered', () => {
    const { client, time, latest } = fakeClient();
    client.connect();
    latest().greets();
    time.pass(3_600_000);
    assert.equal(client.status.name, 'open');
    assert.equal(time.pending, 0);
  });
});

describe('a close', () => {
  const policies = {
    ended: [1000],
    refused: [1003, 1007, 1008, 1009],
    retry: [1001, 1002, 1005, 1006, 1011, 1012, 1013, 1015, 4000],
  };
  for (const [policy, codes] of Object.entries(policies)) {
    test(`with ${codes.join(', ')} means ${policy}`, () => codes.forEach((code) => assert.equal(closePolicy(code), policy, `${code}`)));
  }

  for (const [code, name] of [[1000, 'ended'], [1003, 'refused'], [1007, 'refused'], [1008, 'refused'], [1009, 'refused']]) {
    test(`with ${code} is final until somebody connects again`, () => {
      const { client, time, sockets, latest } = fakeClient();
      client.connect();
      latest().greets().closes(code, 'because');
      assert.deepEqual(client.status, { name, code, reason: 'because' });
      assert.equal(time.pending, 0);
      time.pass(3_600_000);
      assert.equal(sockets.length, 1);
      client.connect();
      latest().greets();
      assert.equal(client.status.name, 'open');
    });
  }

  test('of our own is final and needs no answer from the server', () => {
    const { client, time, latest } = fakeClient();
    client.connect();
    latest().greets();
    client.disconnect();
    assert.equal(latest().closedWith, 1000);
    assert.deepEqual(client.status, { name: 'idle' });
    latest().closes(1006);
    assert.deepEqual(client.status, { name: 'idle' });
    assert.equal(time.pending, 0);
  });

  test('of our own ends the wait for the next try', () => {
    const { client, time, sockets, latest } = fakeClient();
    client.connect();
    latest().closes(1006);
    client.disconnect();
    time.pass(60_000);
    assert.equal(sockets.length, 1);
  });
});

describe('a socket that was let go', () => {
  test('has no say in the connection that followed', () => {
    const { client, sockets } = fakeClient();
    const heard = [];
    client.on('OrderPlaced', (frame) => heard.push(frame));
    client.connect();
    sockets[0].greets();
    client.disconnect();
    client.connect();
    sockets[1].greets();
    sockets[0].says('OrderPlaced');
    sockets[0].closes(1008);
    assert.equal(heard.length, 0);
    assert.equal(client.status.name, 'open');
  });
});

describe('connecting', () => {
  test('while there is a connection does nothing', () => {
    const { client, sockets, latest } = fakeClient();
    client.connect();
    client.connect();
    latest().greets();
    client.connect();
    assert.equal(sockets.length, 1);
  });

  test('is told step by step', () => {
    const { client, time, latest } = fakeClient();
    const told = [];
    client.onStatus(({ name }) => told.push(name));
    client.connect();
    latest().greets().closes(1012);
    time.pass(client.status.delay);
    latest().greets().closes(1000);
    assert.deepEqual(told, ['connecting', 'open', 'waiting', 'connecting', 'open', 'ended']);
  });
});

describe('a frame', () => {
  test('reaches those who listen for its name, until they stop', () => {
    const { client, latest } = fakeClient();
    const heard = [];
    const stop = client.on('OrderPlaced', ({ order }) => heard.push(order));
    client.connect();
    latest().greets();
    latest().says('OrderPlaced', { order: 1 });
    latest().says('OrderShipped', { order: 1 });
    stop();
    latest().says('OrderPlaced', { order: 2 });
    assert.deepEqual(heard, [1]);
  });

  test('that is not a JSON object is shown to whoever wants everything, and nothing breaks', () => {
    const { client, latest } = fakeClient();
    const heard = [];
    client.onFrame((frame, text) => heard.push([frame, text]));
    client.connect();
    latest().accepts();
    for (const text of ['{', '[]', 'null', '"a"', '']) latest().saysText(text);
    assert.deepEqual(heard, [[null, '{'], [null, '[]'], [null, 'null'], [null, '"a"'], [null, '']]);
    assert.equal(client.status.name, 'open');
  });

  test('still reaches the others when one listener throws', () => {
    const { client, errors, latest } = fakeClient();
    const heard = [];
    client.on('OrderPlaced', () => {
      throw new Error('broken listener');
    });
    client.on('OrderPlaced', (frame) => heard.push(frame.name));
    client.connect();
    latest().greets();
    latest().says('OrderPlaced');
    assert.deepEqual(heard, ['OrderPlaced']);
    assert.deepEqual(errors.map(({ message }) => message), ['broken listener']);
  });
});

describe('sending', () => {
  test('puts a name, an id of its own and the payload into one object', () => {
    const { client, latest } = fakeClient();
    client.connect();
    latest().greets();
    const first = client.send('Subscribe', { topic: 'orders' });
    const second = client.send('StopServer');
    assert.deepEqual(latest().sent, [{ name: 'Subscribe', id: first, topic: 'orders' }, { name: 'StopServer', id: second }]);
    assert.notEqual(first, second);
  });

  test('without a connection sends nothing and says so', () => {
    const { client, latest } = fakeClient();
    const sent = [];
    client.onSent((frame) => sent.push(frame));
    assert.equal(client.send('StopServer'), null);
    client.connect();
    assert.equal(client.send('StopServer'), null);
    latest().greets().closes(1006);
    assert.equal(client.send('StopServer'), null);
    assert.deepEqual(sent, []);
  });
});

describe('a message that needs an admin', () => {
  const refused = { name: 'DisconnectAll', id: '7', timestamp: 1795429663.5, uuid: 'somebody', extra: [1] };
  const prompt = { previous: refused, message: 'Authorization required.', code: 401 };
  const wrongKey = { previous: { name: 'Authenticate', id: '8' }, message: 'Authorization required.', code: 401 };

  function prompted() {
    const fake = fakeClient();
    fake.client.connect();
    fake.latest().greets();
    fake.latest().says('PromptForAuthentication', prompt);
    return fake;
  }

  test('is sent again, whole, after the login', () => {
    const { latest } = prompted();
    latest().says('ConnectionAuthenticated', { connection: { uuid: 'own', admin: true } });
    assert.deepEqual(latest().sent, [refused]);
  });

  test('is sent again once, not after every login', () => {
    const { latest } = prompted();
    latest().says('ConnectionAuthenticated', { connection: {} });
    latest().says('ConnectionAuthenticated', { connection: {} });
    assert.deepEqual(latest().names, ['DisconnectAll']);
  });

  test('outlives a wrong key', () => {
    const { latest } = prompted();
    latest().says('PromptForAuthentication', wrongKey);
    latest().says('ConnectionAuthenticated', { connection: {} });
    assert.deepEqual(latest().sent, [refused]);
  });

  test('is never the login itself', () => {
    const { client, latest } = fakeClient();
    client.connect();
    latest().greets();
    latest().says('PromptForAuthentication', wrongKey);
    assert.equal(client.held, null);
    latest().says('ConnectionAuthenticated', { connection: {} });
    assert.deepEqual(latest().sent, []);
  });

  test('gives way to the next one refused', () => {
    const { latest } = prompted();
    latest().says('PromptForAuthentication', { ...prompt, previous: { name: 'StopServer' } });
    latest().says('ConnectionAuthenticated', { connection: {} });
    assert.deepEqual(latest().names, ['StopServer']);
  });

  test('is dropped on request', () => {
    const { client, latest } = prompted();
    client.forgetHeld();
    latest().says('ConnectionAuthenticated', { connection: {} });
    assert.deepEqual(latest().sent, []);
  });

  test('does not follow into another connection', () => {
    const { client, time, latest } = prompted();
    latest().closes(1012);
    assert.equal(client.held, null);
    time.pass(client.status.delay);
    latest().greets();
    latest().says('ConnectionAuthenticated', { connection: {} });
    assert.deepEqual(latest().sent, []);
  });

  test('is sent after the listeners have heard of the login', () => {
    const { client, latest } = prompted();
    const order = [];
    client.onFrame(({ name }) => order.push(name));
    client.onSent(({ name }) => order.push(name));
    latest().says('ConnectionAuthenticated', { connection: {} });
    assert.deepEqual(order, ['ConnectionAuthenticated', 'DisconnectAll']);
  });
});

describe('a registration', () => {
  const ada = { name: { first: 'Ada', last: 'Lovelace' }, email: 'ada@example.org' };

  test('is sent again on every connection, the last one used', () => {
    const { client, time, latest } = fakeClient();
    client.connect();
    latest().greets();
    client.join('JoinAsPlayer', { name: { first: 'A' } });
    client.join('JoinAsSpectator', ada);
    latest().closes(1006);
    time.pass(client.status.delay);
    latest().accepts();
    assert.deepEqual(latest().sent, [], 'not before the server has greeted');
    latest().says('ConnectionEstablished', { connection: { uuid: 'new' } });
    assert.deepEqual(latest().sent.map(({ name, registration }) => ({ name, registration })), [{ name: 'JoinAsSpectator', registration: ada }]);
  });

  test('is sent again after a kick once the user connects', () => {
    const { client, latest } = fakeClient();
    client.connect();
    latest().greets();
    client.join('JoinAsPlayer', ada);
    latest().closes(1000);
    client.connect();
    latest().greets();
    assert.deepEqual(latest().names, ['JoinAsPlayer']);
  });

  test('made without a connection takes effect on the next', () => {
    const { client, latest } = fakeClient();
    assert.equal(client.join('JoinAsPlayer', ada), null);
    client.connect();
    latest().greets();
    assert.deepEqual(latest().names, ['JoinAsPlayer']);
  });

  test('that was never made is not sent', () => {
    const { client, latest } = fakeClient();
    client.connect();
    latest().greets();
    assert.deepEqual(latest().sent, []);
  });

  test('brings back no admin rights: the key is not kept', () => {
    const { client, time, latest } = fakeClient();
    client.connect();
    latest().greets();
    client.send('Authenticate', { password: 'secret' });
    latest().says('ConnectionAuthenticated', { connection: {} });
    latest().closes(1012);
    time.pass(client.status.delay);
    latest().greets();
    assert.deepEqual(latest().sent, []);
  });
});
