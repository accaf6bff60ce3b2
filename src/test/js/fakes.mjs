/** Fakes that are stepped by hand, and the small language the tests speak. */

import { RealtimeClient } from '../../main/webapp/page/client.js';

/** A clock and timers that move only when told to. */
export class FakeTime {
  at = 0;
  #tasks = new Map();
  #last = 0;

  now = () => this.at;
  clearTimeout = (id) => this.#tasks.delete(id);
  setTimeout = (task, ms) => {
    this.#tasks.set(++this.#last, { task, due: this.at + ms });
    return this.#last;
  };

  get pending() {
    return this.#tasks.size;
  }

  pass(ms) {
    const end = this.at + ms;
    for (;;) {
      const [id, next] = [...this.#tasks].filter(([, { due }]) => due <= end).sort(([, a], [, b]) => a.due - b.due)[0] ?? [];
      if (!next) break;
      this.#tasks.delete(id);
      this.at = next.due;
      next.task();
    }
    this.at = end;
  }
}

/** What stands in for the browser's WebSocket; the test plays the server. */
class FakeSocket {
  sent = [];
  closedWith = undefined;

  constructor(url) {
    this.url = url;
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close(code = 'none') {
    this.closedWith = code;
  }

  accepts() {
    this.onopen({});
    return this;
  }

  says(name, payload = {}) {
    this.saysText(JSON.stringify({ ...payload, id: 'd0dadb48-3efb-4353-8df8-b3ad62657ba7', name, timestamp: 1795429663.662859 }));
  }

  saysText(data) {
    this.onmessage({ data });
  }

  greets(uuid = 'own') {
    this.accepts();
    this.says('ConnectionEstablished', { connection: { uuid } });
    return this;
  }

  closes(code, reason = '') {
    this.onclose({ code, reason });
  }

  get names() {
    return this.sent.map(({ name }) => name);
  }
}

/** A client with everything around it faked: `sockets`, `time`, `errors`, and the dice at `luck` (0 to below 1). */
export function fakeClient({ luck = 0.5, ...options } = {}) {
  const sockets = [];
  const time = new FakeTime();
  const errors = [];
  const dice = { luck };
  class WebSocket extends FakeSocket {
    constructor(url) {
      super(url);
      sockets.push(this);
    }
  }
  const client = new RealtimeClient('ws://localhost:8080/server/', {
    WebSocket,
    setTimeout: time.setTimeout,
    clearTimeout: time.clearTimeout,
    now: time.now,
    random: () => dice.luck,
    report: (error) => errors.push(error),
    ...options,
  });
  return { client, sockets, time, errors, dice, latest: () => sockets.at(-1) };
}
