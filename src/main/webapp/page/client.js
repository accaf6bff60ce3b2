/**
 * A connection to the realtime server that looks after itself.
 *
 *     const client = new RealtimeClient(endpointFor(location.href));
 *     client.on('OrderPlaced', (frame) => console.log(frame.total));
 *     client.connect();
 *     client.send('Subscribe', { topic: 'orders' });
 *
 * Reconnecting: a lost connection is tried again after a random time between nothing and a ceiling that doubles with
 * every failure, so that a thousand browsers cut off by one restart do not come back in one instant. The ceiling falls
 * back to its start only once a connection has lasted; a server that accepts and drops at once is not hammered.
 *
 * What a new connection does not have: every connection has a new uuid and nobody's admin rights. The last
 * registration is sent again, the admin key is not kept.
 *
 * What a refusal leaves behind: the message the server wants an admin for is held, and sent again, whole, when the
 * login succeeds.
 *
 * Nothing in here touches the document, and the socket, the timers, the clock and the dice are passed in.
 */

/** Closes after which nobody asked us to come back: the server said goodbye on purpose, a kick for example. */
const ENDED = 1000;

/** Closes that say this client is doing something wrong. To come back at once would only do it again. */
const REFUSED = new Set([1003, 1007, 1008, 1009]);

/** What to do after a close that we did not ask for: `'ended'`, `'refused'` or `'retry'`. */
export function closePolicy(code) {
  if (code === ENDED) return 'ended';
  return REFUSED.has(code) ? 'refused' : 'retry';
}

/** Full jitter: milliseconds to wait before try number `attempt` (from 0), anywhere below the doubling ceiling. */
export function backoffDelay(attempt, { base, cap }, random) {
  return Math.floor(random() * Math.min(cap, base * 2 ** attempt));
}

/** The server's address for a page at `href`: the folder the page is in, over ws: or wss: as the page itself came. */
export function endpointFor(href) {
  const url = new URL('.', href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/**
 * The refused message that waits for a login, after `frame` has come in. A wrong key is prompted for as well; it must
 * not push out the message that the login was for.
 */
export function heldAfter(held, frame) {
  switch (frame.name) {
    case 'PromptForAuthentication':
      return frame.previous?.name && frame.previous.name !== 'Authenticate' ? frame.previous : held;
    case 'ConnectionEstablished':
    case 'ConnectionAuthenticated':
      return null;
    default:
      return held;
  }
}

const DEFAULTS = {
  /** Milliseconds: the first ceiling and the highest. */
  backoff: { base: 500, cap: 30_000 },
  /** Milliseconds a connection must last before the next loss counts as the first. */
  stableAfter: 10_000,
  /** Milliseconds until a handshake without an answer is given up; browsers alone wait for minutes. */
  connectTimeout: 15_000,
  // Called through arrows: a browser refuses its own timers when they are called on another object.
  setTimeout: (task, ms) => globalThis.setTimeout(task, ms),
  clearTimeout: (timer) => globalThis.clearTimeout(timer),
  now: () => performance.now(),
  random: Math.random,
  report: (error) => console.error(error),
};

export class RealtimeClient {
  #url;
  #options;
  #socket = null;
  #timer = null;
  #openedAt = null;
  #failures = 0;
  #lastId = 0;
  #status = { name: 'idle' };
  #registration = null;
  #held = null;
  #byName = new Map();
  #frameListeners = new Set();
  #sentListeners = new Set();
  #statusListeners = new Set();

  constructor(url, options = {}) {
    this.#url = url;
    this.#options = { WebSocket: globalThis.WebSocket, ...DEFAULTS, ...options };
  }

  /**
   * `{name}` with `idle`, `connecting`, `open`, `waiting` (and `delay`, `retryAt`, `attempt`, `code`, `reason`),
   * `ended` or `refused` (and `code`, `reason`). `retryAt` is on the clock of `now()`.
   */
  get status() {
    return this.#status;
  }

  /** The message that is sent again after a login, or null. */
  get held() {
    return this.#held;
  }

  now() {
    return this.#options.now();
  }

  /** Calls `listener(frame)` for server frames of that name. Returns the function that ends it. */
  on(name, listener) {
    if (!this.#byName.has(name)) this.#byName.set(name, new Set());
    return subscribe(this.#byName.get(name), listener);
  }

  /** Calls `listener(frame, text)` for everything received; `frame` is null when the text is not a JSON object. */
  onFrame(listener) {
    return subscribe(this.#frameListeners, listener);
  }

  /** Calls `listener(frame)` for everything sent, passwords included: mask before you show or store it. */
  onSent(listener) {
    return subscribe(this.#sentListeners, listener);
  }

  onStatus(listener) {
    return subscribe(this.#statusListeners, listener);
  }

  /** Connects, or cuts a wait short. Does nothing while there is a socket. */
  connect() {
    if (this.#socket) return;
    if (this.#status.name !== 'waiting') this.#failures = 0;
    this.#open();
  }

  /** Ends the connection or the wait for one. Only `connect` starts it again. */
  disconnect() {
    const socket = this.#detach();
    socket?.close(1000);
    this.#become({ name: 'idle' });
  }

  /** Sends a message and returns its id, or null when there is no connection to send it on. */
  send(name, payload = {}) {
    return this.#write({ name, id: String(++this.#lastId), ...payload });
  }

  /**
   * Sends a registration, `JoinAsPlayer` for example, now and on every later connection. Without a connection it
   * returns null and takes effect on the next.
   */
  join(name, registration) {
    this.#registration = { name, registration };
    return this.send(name, { registration });
  }

  /** Drops the message that waits for a login. */
  forgetHeld() {
    this.#held = null;
  }

  #open() {
    this.#detach();
    this.#become({ name: 'connecting' });
    const socket = new this.#options.WebSocket(this.#url);
    this.#socket = socket;
    this.#timer = this.#options.setTimeout(() => this.#lost({ code: 1006, reason: 'no answer' }), this.#options.connectTimeout);
    // A socket that was let go may still have frames and a close on their way; they are about another connection.
    const whileCurrent = (handle) => (event) => {
      if (this.#socket === socket) handle(event);
    };
    socket.onopen = whileCurrent(() => this.#opened());
    socket.onmessage = whileCurrent((event) => this.#received(event.data));
    socket.onclose = whileCurrent((event) => this.#lost(event));
  }

  #opened() {
    this.#clearTimer();
    this.#openedAt = this.now();
    this.#become({ name: 'open' });
  }

  #lost({ code, reason = '' }) {
    const lasted = this.#openedAt !== null && this.now() - this.#openedAt >= this.#options.stableAfter;
    if (lasted) this.#failures = 0;
    this.#detach()?.close();
    const policy = closePolicy(code);
    if (policy !== 'retry') {
      this.#become({ name: policy, code, reason });
      return;
    }
    const attempt = this.#failures++;
    const delay = backoffDelay(attempt, this.#options.backoff, this.#options.random);
    this.#timer = this.#options.setTimeout(() => this.#open(), delay);
    this.#become({ name: 'waiting', attempt, delay, retryAt: this.now() + delay, code, reason });
  }

  #received(text) {
    const frame = parse(text);
    this.#tell(this.#frameListeners, frame, text);
    if (!frame) return;
    this.#tell(this.#byName.get(frame.name) ?? [], frame);
    // Answers come after the listeners, so that whoever records the frames sees the cause before the effect.
    const held = this.#held;
    this.#held = heldAfter(held, frame);
    if (frame.name === 'ConnectionAuthenticated' && held) this.#write(held);
    if (frame.name === 'ConnectionEstablished' && this.#registration) {
      this.send(this.#registration.name, { registration: this.#registration.registration });
    }
  }

  #write(frame) {
    if (this.#status.name !== 'open') return null;
    this.#socket.send(JSON.stringify(frame));
    this.#tell(this.#sentListeners, frame);
    return frame.id ?? '';
  }

  #detach() {
    const socket = this.#socket;
    this.#socket = null;
    this.#openedAt = null;
    this.#held = null;
    this.#clearTimer();
    return socket;
  }

  #clearTimer() {
    if (this.#timer !== null) this.#options.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #become(status) {
    this.#status = status;
    this.#tell(this.#statusListeners, status);
  }

  #tell(listeners, ...news) {
    for (const listener of [...listeners]) {
      try {
        listener(...news);
      } catch (error) {
        this.#options.report(error);
      }
    }
  }
}

function subscribe(listeners, listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function parse(text) {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
