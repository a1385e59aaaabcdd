// What a device keeps. What it noted is written before anybody is told anything, each thing by itself, and stays until the server has taken it.

const stateName = "kepu-door", queueName = "kepu-door-queue/", numberName = "kepu-door-number";

export class DoorStore {
  constructor() {
    try {
      localStorage.setItem("kepu-door-test", "1");
      localStorage.removeItem("kepu-door-test");
      this.works = Boolean(crypto.subtle);
    } catch { this.works = false; }
    this.state = {};
    this.queue = [];
    // Another page of this browser keeps the door from here on: this one writes nothing more.
    this.isOver = false;
  }

  load() {
    this.state = JSON.parse(localStorage.getItem(stateName) ?? "{}");
    this.queue = queued().map((name) => JSON.parse(localStorage.getItem(name))).sort((one, other) => one.seq - other.seq);
  }

  keep(part) {
    Object.assign(this.state, part);
    this.write(stateName, this.state);
  }

  /** Another device from here on; what the last one had not sent is gone with its token. */
  forget() {
    this.state = {};
    this.queue = [];
    for (const name of [stateName, numberName, ...queued()]) localStorage.removeItem(name);
  }

  /** The device's own numbers: 1, 2, 3 … */
  next() {
    const number = Number(localStorage.getItem(numberName) ?? "0") + 1;
    this.write(numberName, number);
    return number;
  }

  add(entry) {
    this.write(queueName + entry.seq, entry);
    this.queue.push(entry);
  }

  change(seq, part) {
    const entry = this.queue.find((one) => one.seq === seq);
    if (entry) this.write(queueName + seq, Object.assign(entry, part));
  }

  sent(numbers) {
    this.queue = this.queue.filter((one) => !numbers.has(one.seq));
    if (!this.isOver) for (const seq of numbers) localStorage.removeItem(queueName + seq);
  }

  write(name, value) {
    if (!this.isOver) localStorage.setItem(name, JSON.stringify(value));
  }

  enter(mark, session, at) {
    if (!mark) return;
    const held = this.state.sessions?.find((one) => one.id === session), before = this.state.tickets?.[mark];
    if (held && before?.state !== "in" && this.state.offlineSince) { held.cameIn += 1; held.inside += 1; }
    // The list is no longer the one that the server knows by this mark.
    this.keep({ tickets: { ...this.state.tickets, [mark]: { session, state: "in", at } }, ticketMark: null });
  }

  /** The server's list. Whoever came in here since it was asked for stays in. */
  list(tickets, ticketMark, since) {
    const listed = Object.fromEntries(tickets.map(([mark, session, state]) => [mark, { session, state }]));
    const own = Object.entries(this.state.tickets ?? {}).filter(([, one]) => one.state === "in" && one.at >= since);
    this.keep({ tickets: { ...listed, ...Object.fromEntries(own) }, ticketMark: own.length ? null : ticketMark });
  }
}

function queued() { return Object.keys(localStorage).filter((name) => name.startsWith(queueName)); }
