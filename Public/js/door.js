// The door on a paired device: reads tickets, counts people, works without a network and sends what it noted when there is one again.
// What it keeps: the tickets of its day as marks with their states, public keys, and what it has not sent. No name, no telephone number.
import { judge, markOf } from "./door-judge.js";
import { DoorStore } from "./door-store.js";
import { sound } from "./door-sound.js";
import { offerCamera } from "./door-camera.js";

const every = 15000, wrongClock = 60000, fewest = 10, most = 200;
// How long an answer may take: somebody stands before the device; nobody does; a list of tickets, which is long.
const patience = 4000, unhurried = 20000, long = 60000;
// How often the list of tickets is asked for; more seldom where it does not come.
const oftenest = 30000, rarest = 600000;

class Door {
  constructor(root) {
    this.root = root;
    this.says = JSON.parse(root.dataset.says);
    this.titles = JSON.parse(root.dataset.results);
    this.store = new DoorStore();
    this.part = (name) => root.querySelector(`[data-door-${name}]`);
    this.isSending = null;
    // The entries whose answer somebody waits for, and the answers that came.
    this.awaited = new Set();
    this.replies = new Map();
    this.judging = Promise.resolve();
    this.atOnce = most;
    this.isListing = false;
    this.listEvery = oftenest;
    this.listAgain = 0;
    // Whether this page opens again without a network: not known at first.
    this.isKept = null;
    this.isStopped = false;
    this.told = 0;
  }

  async begin() {
    if (!globalThis.isSecureContext) return this.net("insecure", {}, "offline");
    if (!this.store.works) return this.net("storage", {}, "offline");
    await this.claim();
    this.store.load();
    const word = location.hash.slice(1);
    if (word) {
      history.replaceState(null, "", location.pathname + location.search);
      // What another pairing noted is sent first: it would go with its token.
      if (this.store.state.token && this.store.queue.length) await this.send();
      if (this.store.queue.length && !this.store.state.over) this.refusal = this.fill("waiting", { count: this.store.queue.length });
      else await this.pair(word);
    }
    if (!this.store.state.token) return this.net(this.refusal ?? "unpaired", {}, "offline");
    keepPage().then((isKept) => { this.isKept = isKept; this.show(); });
    this.part("desk").hidden = false;
    this.listen();
    this.show();
    await this.send();
    this.timer = setInterval(() => this.tick(), every);
    addEventListener("online", () => this.send());
    addEventListener("offline", () => this.lost());
  }

  /** One page of a browser keeps the door, the newest: two would give their entries the same numbers. */
  claim() {
    if (!navigator.locks) return null;
    return new Promise((claimed) => {
      const held = () => { claimed(); return new Promise(() => {}); };
      navigator.locks.request("kepu-door", { steal: true }, held).catch(() => this.stop());
    });
  }

  stop() {
    this.isStopped = true;
    this.store.isOver = true;
    clearInterval(this.timer);
    this.part("desk").hidden = true;
    this.net("elsewhere", {}, "over");
  }

  tick() {
    this.show();
    if (!this.isSending && !this.store.state.over) this.send();
  }

  async pair(word) {
    try {
      // The word is good once: an answer that comes late is better than none.
      const answer = await this.post("/door/devices/pairing", { word, now: new Date().toISOString() }, long);
      if (!answer.ok) { this.refusal = (await answer.json()).detail; return; }
      const said = await answer.json();
      // What a revoked device can no longer send stays to be copied.
      const left = this.store.state.over ? this.lines() : "";
      this.store.forget();
      this.store.keep({ token: said.token, left });
      this.take(said);
    } catch { this.refusal = this.says.offline.replace("{since}", this.clock(Date.now())).replace("{count}", "0"); }
  }

  post(path, body, limit) {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-Token": this.root.dataset.csrf, "X-Requested-With": "fetch" };
    if (this.store.state.token) headers["Door-Token"] = this.store.state.token;
    return fetch(path, { method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout(limit) });
  }

  /** The server's time. */
  now() { return Date.now() + (this.store.state.skew ?? 0); }

  /** Why this device lets nobody in any more; empty as long as it does. Its day ends without a network too. */
  get over() {
    const { state } = this.store;
    return state.over || (Date.parse(state.expires) < this.now() ? this.says.over : "");
  }

  /** Revoked, or long past its day. What it has not sent stays, to be copied; the tickets are not needed any more. */
  end(detail) {
    this.store.keep({ over: detail });
    this.show();
  }

  listen() {
    const form = this.part("form"), field = form.elements.code;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = field.value.trim();
      field.value = "";
      if (text) this.read(text);
    });
    this.part("session").addEventListener("change", (event) => { this.store.keep({ chosen: event.target.value }); this.show(); });
    for (const button of this.root.querySelectorAll("[data-door-in]")) button.addEventListener("click", () => this.count("walk-in"));
    for (const button of this.root.querySelectorAll("[data-door-out]")) button.addEventListener("click", () => this.count("left"));
    this.part("undo").addEventListener("click", () => this.undo());
    // A hand scanner types wherever the cursor is.
    document.addEventListener("keydown", (event) => {
      if (event.target === document.body && event.key.length === 1 && !event.ctrlKey && !event.metaKey) field.focus();
    });
    offerCamera(this.part("camera"), this.part("view"), (text) => this.read(text), () => this.tell("wrong", this.says["camera-off"]));
  }

  get session() { return this.store.state.sessions?.find((one) => one.id === this.store.state.chosen) ?? this.store.state.sessions?.[0]; }

  /** What is noted carries the difference of the clocks that was known then: the clock may be set right before it is sent. */
  entry(kind, session, more) {
    return { seq: this.store.next(), kind, session: session.id, at: new Date().toISOString(), skew: Math.round(this.store.state.skew ?? 0), ...more };
  }

  /** Written before anybody is told anything; false where it cannot be. */
  note(entry) {
    try {
      this.store.add(entry);
      return true;
    } catch {
      this.tell("wrong", this.says.storage);
      return false;
    }
  }

  /** One ticket. With a network the server judges; without one, this device. */
  async read(text) {
    const session = this.session;
    if (!session) return;
    const refusal = this.over || (this.store.state.duty === "exit" ? this.says["exit-only"] : "");
    if (refusal) return this.tell("refused", refusal);
    const entry = this.entry("scan", session, { text });
    if (!this.note(entry)) return;
    const reply = this.store.state.offlineSince ? null : await this.send(entry.seq);
    if (this.isStopped) return;
    if (reply) return this.tell(reply.result, this.detail(reply));
    if (this.over) {
      this.store.sent(new Set([entry.seq]));
      return this.tell("refused", this.over);
    }
    // No answer came: whoever stands here is judged here, and the server is told how.
    const own = await this.alone(entry, session);
    this.tell(own.result, [this.detail({ first: own.first, device: "" }), this.says.alone].filter(Boolean).join(" · "));
  }

  /** One ticket after the other: the second of two alike is told that it was read already. */
  alone(entry, session) {
    this.judging = this.judging.catch(() => {}).then(async () => {
      const own = await judge(entry.text, session, this.store, this.now());
      this.store.change(entry.seq, { said: own.result });
      if (own.result === "in") this.store.enter(own.mark, session.id, entry.at);
      return own;
    });
    return this.judging;
  }

  count(kind) {
    const session = this.session;
    if (!session) return;
    if (this.over) return this.tell("refused", this.over);
    const entry = this.entry(kind, session, { quantity: 1, way: "count" });
    if (!this.note(entry)) return;
    this.store.keep({ counted: [...(this.store.state.counted ?? []), { seq: entry.seq, kind }].slice(-50) });
    session.inside = Math.max(0, session.inside + (kind === "left" ? -1 : 1));
    if (kind === "walk-in") session.cameIn += 1;
    this.store.keep({});
    this.tell("in", this.fill("counted-people", { count: 1 }));
    this.show();
    this.send();
  }

  undo() {
    const counted = [...(this.store.state.counted ?? [])], last = counted.pop(), session = this.session;
    if (!last || !session) return;
    if (this.over) return this.tell("refused", this.over);
    if (!this.note(this.entry("undo", session, { of: last.seq }))) return;
    this.store.keep({ counted });
    session.inside = Math.max(0, session.inside + (last.kind === "left" ? 1 : -1));
    if (last.kind === "walk-in") session.cameIn -= 1;
    this.store.keep({});
    this.tell("undone", "");
    this.show();
    this.send();
  }

  /** Sends what waits; gives the reply to one entry, null where there is none. One sending at a time: the reply may have come with another's. */
  async send(wanted) {
    if (wanted !== undefined) this.awaited.add(wanted);
    const isSettled = () => this.isStopped || (wanted !== undefined && Boolean(this.replies.has(wanted) || this.store.state.offlineSince || this.over));
    while (this.isSending && !isSettled()) await this.isSending;
    if (!isSettled()) {
      this.isSending = this.sendNow();
      try { await this.isSending; } finally { this.isSending = null; }
    }
    const reply = this.replies.get(wanted) ?? null;
    this.replies.delete(wanted);
    this.awaited.delete(wanted);
    return reply;
  }

  async sendNow() {
    const wasLost = this.store.state.offlineSince;
    let doubles = 0;
    try {
      do {
        const entries = this.store.queue.slice(0, this.atOnce);
        const said = await this.sync(entries, null, wasLost ? unhurried : patience);
        if (!said || this.isStopped) return;
        for (const reply of said.results) {
          if (this.awaited.has(reply.seq)) this.replies.set(reply.seq, reply);
          if (wasLost && reply.result === "repeated") doubles += 1;
        }
        this.store.sent(new Set(entries.map((one) => one.seq)));
        this.store.keep({ offlineSince: null, over: null });
        this.take(said);
        for (const reply of said.results) if (reply.result === "counted" && this.awaited.has(reply.seq)) await this.enter(reply.seq, entries);
        this.atOnce = most;
      } while (this.store.queue.length);
      if (wasLost) {
        this.store.keep({ merged: doubles ? this.fill("doubles", { count: doubles }) : this.says.sent });
        this.listAgain = 0;
      }
      this.show();
      this.list();
    } catch {
      // Fewer at once get through where the link is slow.
      this.atOnce = Math.max(fewest, this.atOnce / 2);
      this.lost();
    }
  }

  /** The list of tickets, beside what is sent: however long it takes, nobody at the door waits for it. */
  async list() {
    if (this.isListing || this.isStopped || this.over || this.store.state.duty === "exit" || Date.now() < this.listAgain) return;
    this.isListing = true;
    // Somewhat earlier: an entry that is on its way now may not be in the list.
    const since = new Date(Date.now() - unhurried).toISOString();
    try {
      const said = await this.sync([], this.store.state.ticketMark ?? true, long);
      if (said?.tickets && !this.isStopped) this.store.list(said.tickets, said.ticketMark, since);
      this.listEvery = oftenest;
    } catch { this.listEvery = Math.min(rarest, this.listEvery * 2); }
    this.listAgain = Date.now() + this.listEvery;
    this.isListing = false;
    this.show();
  }

  /** What the server says; null where it takes nothing from this device any more. */
  async sync(entries, tickets, limit) {
    const answer = await this.post("/door/devices/sync", { now: new Date().toISOString(), entries, waiting: this.store.queue.length, ...(tickets ? { tickets } : {}) }, limit);
    if (answer.status === 403) {
      const said = await answer.json();
      if (said.code === "device-over") { this.end(said.detail); return null; }
      await this.renew();
    }
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  /** The page was opened from what the browser keeps, and its form's token is an old one. */
  async renew() {
    const page = await fetch(location.pathname, { signal: AbortSignal.timeout(unhurried) });
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-door]");
    if (fresh) this.root.dataset.csrf = fresh.dataset.csrf;
  }

  async enter(seq, entries) {
    const entry = entries.find((one) => one.seq === seq);
    if (entry?.kind === "scan") this.store.enter(await markOf(entry.text), entry.session, entry.at);
  }

  lost() {
    if (!this.store.state.offlineSince) this.store.keep({ offlineSince: Date.now(), merged: null });
    this.show();
  }

  take(said) {
    const kept = { skew: said.skew, sessions: said.sessions, keys: said.keys, name: said.name, duty: said.duty, title: said.title, day: said.day, expires: said.expires };
    if (!said.sessions.some((one) => one.id === this.store.state.chosen)) {
      const now = Date.now() + said.skew;
      kept.chosen = (said.sessions.find((one) => Date.parse(one.end) > now) ?? said.sessions.at(-1))?.id;
    }
    this.store.keep(kept);
  }

  /** The answer at the door: a colour, a sign, a word, a sound. */
  tell(result, detail) {
    const box = this.part("result"), isIn = result === "counted" || result === "in" || result === "undone", isAgain = result === "repeated" || result === "same";
    box.dataset.outcome = isIn ? "in" : isAgain ? "again" : "refused";
    box.dataset.result = result;
    box.dataset.told = String(++this.told);
    const full = isIn && this.session?.most != null && this.session.inside > this.session.most;
    box.querySelector("strong").textContent = this.titles[result] ?? result;
    box.querySelector("p").textContent = [detail, full ? this.titles.full : ""].filter(Boolean).join(" ");
    sound(box.dataset.outcome);
    this.show();
  }

  detail(reply) {
    if (reply.says) return reply.says;
    if (reply.first) return this.fill("first", { at: this.clock(Date.parse(reply.first)), device: reply.device ?? "" });
    return "";
  }

  show() {
    const { state, queue } = this.store, session = this.session, over = this.over;
    if (!state.token || this.isStopped) return;
    if (over && state.tickets) this.store.keep({ tickets: undefined, ticketMark: undefined });
    const name = document.createElement("small");
    name.textContent = state.name ?? "";
    this.part("title").replaceChildren(state.title ?? "", " ", name);
    this.root.dataset.duty = state.duty ?? "";
    const choice = this.part("session"), ids = (state.sessions ?? []).map((one) => one.id).join();
    if (choice.dataset.ids !== ids) {
      choice.replaceChildren(...(state.sessions ?? []).map((one) => new Option(one.words, one.id)));
      choice.dataset.ids = ids;
      // One session a day is the rule: nothing to choose.
      choice.parentElement.hidden = (state.sessions ?? []).length < 2;
    }
    if (session) choice.value = session.id;
    if (session) {
      const figures = [this.figure("entered", session.cameIn)];
      if (session.booked) figures.push(this.figure("booked", session.booked));
      figures.push(this.figure("inside", session.inside));
      if (session.most != null) figures.push(this.figure("most", session.most));
      const isFull = session.most != null && session.inside >= session.most;
      if (isFull) figures.push(Object.assign(document.createElement("strong"), { textContent: this.titles.full }));
      this.part("figures").replaceChildren(...figures);
      this.part("figures").dataset.full = String(isFull);
    }
    this.part("queue").value = this.lines();
    const skew = state.skew ?? 0, clock = this.part("clock");
    clock.hidden = Math.abs(skew) <= wrongClock;
    if (!clock.hidden) clock.textContent = this.fill(skew > 0 ? "clock-behind" : "clock-ahead", { count: Math.max(1, Math.round(Math.abs(skew) / 60000)) });
    // Without a list of tickets it would let in whoever has a true ticket, also one that was given back.
    const isReady = this.isKept && Boolean(state.duty === "exit" || state.tickets);
    this.root.dataset.kept = String(isReady);
    this.root.dataset.waiting = String(queue.length);
    if (over) this.net([over, queue.length ? this.fill("waiting", { count: queue.length }) : ""].filter(Boolean).join(" · "), {}, "over");
    else if (state.offlineSince) this.net("offline", { since: this.clock(state.offlineSince + skew), count: queue.length }, "offline");
    else if (queue.length) this.net("waiting", { count: queue.length }, "waiting");
    else this.net([this.says.online, isReady === null ? "" : this.says[isReady ? "kept" : "not-kept"], state.merged ?? ""].filter(Boolean).join(" · "), {}, "online");
  }

  /** The tickets that are not sent, as the door's page at the desk takes them. */
  lines() {
    const { state, queue } = this.store;
    const own = queue.filter((one) => one.kind === "scan").map((one) => `${one.text} ${new Date(Date.parse(one.at) + (one.skew ?? 0)).toISOString()} ${state.name}`);
    return [state.left, ...own].filter(Boolean).join("\n");
  }

  /** A number over its word. */
  figure(key, count) {
    const place = document.createElement("span"), number = document.createElement("b");
    number.textContent = String(count);
    place.append(number, " ", this.says[key]);
    return place;
  }

  net(key, values, state) {
    const place = this.part("net");
    const text = this.says[key] ? this.fill(key, values) : key;
    if (place.textContent !== text) place.textContent = text;
    this.root.dataset.door = state;
  }

  fill(key, values) { return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), this.says[key]); }

  clock(milliseconds) { return new Intl.DateTimeFormat(this.root.dataset.locale, { hour: "2-digit", minute: "2-digit", hour12: false }).format(milliseconds); }
}

/** So that the page opens again without a network; whether it does. */
async function keepPage() {
  if (!("serviceWorker" in navigator)) return false;
  try { return await askWorker(); } catch { return navigator.serviceWorker.controller !== null; }
}

async function askWorker() {
  const told = new Promise((done) => navigator.serviceWorker.addEventListener("message", (event) => { if ("kept" in event.data) done(event.data.kept); }));
  navigator.serviceWorker.startMessages();
  const registration = await navigator.serviceWorker.register("/js/door-worker.js", { scope: "/door/" });
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  const own = performance.getEntriesByType("resource").map((one) => new URL(one.name)).filter((one) => one.origin === location.origin).map((one) => one.pathname + one.search);
  worker?.postMessage({ keep: [...new Set(own)] });
  return Promise.race([told, new Promise((_, fail) => setTimeout(() => fail(new Error("no answer")), 20000))]);
}

const root = document.querySelector("[data-door]");
if (root) new Door(root).begin();
