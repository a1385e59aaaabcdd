// What a device keeps. What it noted is written before anybody is told anything, and stays until the server has taken it.

const stateName = "kepu-door", queueName = "kepu-door-queue", numberName = "kepu-door-number";

export class DoorStore {
  constructor() {
    try {
      localStorage.setItem("kepu-door-test", "1");
      localStorage.removeItem("kepu-door-test");
      this.works = Boolean(crypto.subtle);
    } catch { this.works = false; }
    this.state = this.works ? JSON.parse(localStorage.getItem(stateName) ?? "{}") : {};
    this.queue = this.works ? JSON.parse(localStorage.getItem(queueName) ?? "[]") : [];
  }

  keep(part) {
    Object.assign(this.state, part);
    localStorage.setItem(stateName, JSON.stringify(this.state));
  }

  /** Another device from here on; what the last one had not sent is gone with its token. */
  forget() {
    this.state = {};
    this.queue = [];
    for (const name of [stateName, queueName, numberName]) localStorage.removeItem(name);
  }

  /** The device's own numbers: 1, 2, 3 … */
  next() {
    const number = Number(localStorage.getItem(numberName) ?? "0") + 1;
    localStorage.setItem(numberName, String(number));
    return number;
  }

  add(entry) {
    this.queue.push(entry);
    this.write();
  }

  change(seq, part) {
    const entry = this.queue.find((one) => one.seq === seq);
    if (entry) Object.assign(entry, part);
    this.write();
  }

  sent(numbers) {
    this.queue = this.queue.filter((one) => !numbers.has(one.seq));
    this.write();
  }

  write() { localStorage.setItem(queueName, JSON.stringify(this.queue)); }

  enter(mark, session, at) {
    if (!mark) return;
    const held = this.state.sessions?.find((one) => one.id === session), before = this.state.tickets?.[mark];
    if (held && before?.state !== "in" && this.state.offlineSince) { held.cameIn += 1; held.inside += 1; }
    this.keep({ tickets: { ...this.state.tickets, [mark]: { session, state: "in", at } } });
  }
}
