// The door on a paired device: reads tickets, counts people, works without a network and sends what it noted when there is one again.
// What it keeps: the tickets of its day as marks with their states, public keys, and what it has not sent. No name, no telephone number.
import { judge, markOf } from "./door-judge.js";
import { DoorStore } from "./door-store.js";
import { sound } from "./door-sound.js";
import { offerCamera } from "./door-camera.js";

const every = 15000, patience = 4000, atOnce = 200, wrongClock = 60000;

class Door {
  constructor(root) {
    this.root = root;
    this.says = JSON.parse(root.dataset.says);
    this.titles = JSON.parse(root.dataset.results);
    this.store = new DoorStore();
    this.part = (name) => root.querySelector(`[data-door-${name}]`);
    this.isSending = null;
    // Whether this page opens again without a network: not known at first.
    this.isKept = null;
    this.told = 0;
  }

  async begin() {
    if (!globalThis.isSecureContext) return this.net("insecure", {}, "offline");
    if (!this.store.works) return this.net("storage", {}, "offline");
    const word = location.hash.slice(1);
    if (word) {
      history.replaceState(null, "", location.pathname + location.search);
      // What another pairing noted is sent first: it would go with its token.
      if (this.store.state.token && this.store.queue.length) await this.send(false);
      if (this.store.queue.length) this.refusal = this.fill("waiting", { count: this.store.queue.length });
      else await this.pair(word);
    }
    if (!this.store.state.token) return this.net(this.refusal ?? "unpaired", {}, "offline");
    keepPage().then((isKept) => { this.isKept = isKept; this.show(); });
    this.part("desk").hidden = false;
    this.listen();
    this.show();
    await this.send(true);
    setInterval(() => this.send(true), every);
    addEventListener("online", () => this.send(true));
    addEventListener("offline", () => this.lost());
  }

  async pair(word) {
    try {
      const answer = await this.post("/door/devices/pairing", { word, now: new Date().toISOString() });
      if (!answer.ok) { this.refusal = (await answer.json()).detail; return; }
      const said = await answer.json();
      this.store.forget();
      this.store.keep({ token: said.token });
      this.take(said);
    } catch { this.refusal = this.says.offline.replace("{since}", this.clock(Date.now())).replace("{count}", "0"); }
  }

  post(path, body) {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-Token": this.root.dataset.csrf, "X-Requested-With": "fetch" };
    if (this.store.state.token) headers["Door-Token"] = this.store.state.token;
    return fetch(path, { method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout(patience) });
  }

  /** The server's time. */
  now() { return Date.now() + (this.store.state.skew ?? 0); }

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

  /** One ticket. With a network the server judges; without one, this device. */
  async read(text) {
    const session = this.session;
    if (!session) return;
    const entry = { seq: this.store.next(), kind: "scan", text, session: session.id, at: new Date().toISOString() };
    const own = await judge(text, session, this.store, this.now());
    if (!this.store.state.offlineSince) {
      this.store.add(entry);
      const reply = await this.send(false, entry.seq);
      if (reply) return this.tell(reply.result, this.detail(reply));
      // No answer came: whoever stands here is judged here, and the server is told how.
      this.store.change(entry.seq, { said: own.result });
    } else {
      this.store.add({ ...entry, said: own.result });
    }
    if (own.result === "in") this.store.enter(own.mark, session.id, entry.at);
    this.tell(own.result, [this.detail({ first: own.first, device: "" }), this.says.alone].filter(Boolean).join(" · "));
    this.show();
  }

  count(kind) {
    const session = this.session;
    if (!session) return;
    const seq = this.store.next();
    this.store.add({ seq, kind, session: session.id, at: new Date().toISOString(), quantity: 1, way: "count" });
    this.store.keep({ counted: [...(this.store.state.counted ?? []), { seq, kind }].slice(-50) });
    session.inside = Math.max(0, session.inside + (kind === "left" ? -1 : 1));
    if (kind === "walk-in") session.cameIn += 1;
    this.store.keep({});
    this.tell("in", this.fill("counted-people", { count: 1 }));
    this.show();
    this.send(false);
  }

  undo() {
    const counted = [...(this.store.state.counted ?? [])], last = counted.pop(), session = this.session;
    if (!last || !session) return;
    this.store.keep({ counted });
    this.store.add({ seq: this.store.next(), kind: "undo", of: last.seq, session: session.id, at: new Date().toISOString() });
    session.inside = Math.max(0, session.inside + (last.kind === "left" ? 1 : -1));
    if (last.kind === "walk-in") session.cameIn -= 1;
    this.store.keep({});
    this.tell("undone", "");
    this.show();
    this.send(false);
  }

  /** Sends what waits; gives the reply to one entry, null where there is none. One sending at a time. */
  async send(tickets, wanted) {
    while (this.isSending) await this.isSending;
    this.isSending = this.sendNow(tickets, wanted);
    try { return await this.isSending; } finally { this.isSending = null; }
  }

  async sendNow(tickets, wanted) {
    const wasLost = this.store.state.offlineSince;
    let found = null, doubles = 0;
    try {
      do {
        const entries = this.store.queue.slice(0, atOnce);
        const answer = await this.post("/door/devices/sync", { now: new Date().toISOString(), entries, waiting: this.store.queue.length, tickets: tickets || Boolean(wasLost) });
        if (answer.status === 403) { this.net((await answer.json()).detail, {}, "offline"); this.isOver = true; return null; }
        if (!answer.ok) throw new Error(String(answer.status));
        const said = await answer.json();
        for (const reply of said.results) {
          if (reply.seq === wanted) found = reply;
          if (wasLost && reply.result === "repeated") doubles += 1;
        }
        this.store.sent(new Set(entries.map((one) => one.seq)));
        this.store.keep({ offlineSince: null });
        this.take(said);
        for (const reply of said.results) if (reply.result === "counted" && reply.seq === wanted) await this.enter(wanted, entries);
      } while (this.store.queue.length && !this.isOver);
      this.isOver = false;
      if (wasLost) this.store.keep({ merged: doubles ? this.fill("doubles", { count: doubles }) : this.says.sent });
      this.show();
      return found;
    } catch {
      this.lost();
      return null;
    }
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
    if (said.tickets) kept.tickets = Object.fromEntries(said.tickets.map(([mark, session, state]) => [mark, { session, state }]));
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
    const { state, queue } = this.store, session = this.session;
    if (!state.token) return;
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
    this.part("queue").value = queue.filter((one) => one.kind === "scan").map((one) => `${one.text} ${new Date(Date.parse(one.at) + (state.skew ?? 0)).toISOString()} ${state.name}`).join("\n");
    const skew = state.skew ?? 0, clock = this.part("clock");
    clock.hidden = Math.abs(skew) <= wrongClock;
    if (!clock.hidden) clock.textContent = this.fill(skew > 0 ? "clock-behind" : "clock-ahead", { count: Math.max(1, Math.round(Math.abs(skew) / 60000)) });
    this.root.dataset.kept = String(this.isKept);
    this.root.dataset.waiting = String(queue.length);
    if (this.isOver) return;
    if (state.offlineSince) this.net("offline", { since: this.clock(state.offlineSince + skew), count: queue.length }, "offline");
    else if (queue.length) this.net("waiting", { count: queue.length }, "waiting");
    else this.net([this.says.online, this.isKept === null ? "" : this.says[this.isKept ? "kept" : "not-kept"], state.merged ?? ""].filter(Boolean).join(" · "), {}, "online");
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
