// A file that is chosen in <div data-uploads="ADDRESS"> is sent in pieces: progress in words and as a bar, on by itself after a cut, on from where it stood
// when the same file is chosen again, cancelled by a button. The form then carries the upload's name instead of the file. Texts come with the field.

const smallest = 256 * 1024, headBytes = 1 << 20, patience = 60000, wanted = 4000;

export function sendInPieces(page) {
  for (const field of page.querySelectorAll("[data-uploads]")) new Sender(field).begin();
}

class Sender {
  constructor(field) {
    this.field = field;
    this.input = field.querySelector("input[type=file]");
    this.form = this.input.form;
    this.hidden = field.querySelector("input[type=hidden]");
    this.status = field.querySelector("[data-upload-status]");
    this.bar = field.querySelector("progress");
    this.button = field.querySelector("[data-upload-cancel]");
    this.isRequired = this.input.required;
    this.work = null;
    this.upload = null;
  }

  begin() {
    this.input.addEventListener("change", () => this.choose());
    this.button.addEventListener("click", () => this.cancel());
    // While it comes the form waits for it.
    this.form.addEventListener("submit", (event) => {
      if (!this.work) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.submitter = event.submitter ?? null;
      this.sendsForm = true;
      this.say("wait");
    }, { capture: true });
    if (this.input.files.length) this.choose();
  }

  async choose() {
    const file = this.input.files[0];
    if (!file) return;
    await this.drop(this.upload?.name !== file.name);
    const work = (this.work = new AbortController());
    try {
      await this.send(file, work.signal);
    } catch (problem) {
      if (work.signal.aborted) return;
      this.settle();
      this.say("failed", { reason: problem.says ?? String(problem.message ?? problem) });
    }
  }

  async send(file, signal) {
    this.file = file;
    this.show(0);
    const head = await hash(file.slice(0, headBytes));
    this.upload = await this.ask(this.field.dataset.uploads, { name: file.name, size: String(file.size), head }, signal);
    let at = this.upload.received, size = headBytes;
    this.show(at);
    while (at < file.size) {
      const piece = file.slice(at, Math.min(file.size, at + size)), begun = performance.now();
      const seen = await this.piece(piece, at, signal);
      const took = performance.now() - begun;
      at = seen.received;
      // A piece takes a few seconds: on a slow line little is sent twice after a cut, on a fast one little time goes between pieces.
      size = Math.max(smallest, Math.min(this.upload.piece, Math.round(size * Math.max(0.25, Math.min(4, wanted / Math.max(1, took))))));
      this.show(at);
    }
    this.say("checking");
    await this.ask(`${this.upload.address}/closing`, {}, signal);
    this.settle();
    this.hidden.value = this.upload.id;
    this.input.value = "";
    this.input.required = false;
    this.button.hidden = false;
    this.say("done");
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
    if (this.sendsForm) this.form.requestSubmit(this.submitter);
  }

  /** One piece; where the upload stands elsewhere, from there. */
  async piece(blob, at, signal) {
    const body = await blob.arrayBuffer();
    const headers = { "Content-Type": "application/octet-stream" };
    if (globalThis.crypto?.subtle) headers["Content-Digest"] = `sha-256=:${base64(await crypto.subtle.digest("SHA-256", body))}:`;
    return this.request(`${this.upload.address}/pieces?offset=${at}`, { body, headers }, signal, (answer, said) => (answer.status === 409 && "received" in said ? said : null));
  }

  ask(address, fields, signal) { return this.request(address, { body: new URLSearchParams(fields), headers: {} }, signal); }

  /** Again and again while the network or the server is away; what is refused is thrown with its sentence. */
  async request(address, { body, headers }, signal, takes = () => null) {
    for (let pause = 1000; ; pause = Math.min(30000, pause * 2)) {
      let answer = null, said = {};
      try {
        answer = await fetch(address, {
          method: "POST", body, redirect: "error", signal: AbortSignal.any ? AbortSignal.any([signal, AbortSignal.timeout(patience)]) : signal,
          headers: { ...headers, Accept: "application/json", "X-CSRF-Token": this.form.elements.csrf.value },
        });
        said = answer.status === 204 ? {} : await answer.json();
      } catch {
        if (signal.aborted) throw new Error("cancelled");
      }
      if (answer?.ok) return said;
      const taken = answer && takes(answer, said);
      if (taken) return taken;
      if (answer && answer.status < 500 && answer.status !== 429) throw { says: said.detail ?? String(answer.status) };
      if (answer && said.detail) this.status.textContent = said.detail;
      else this.say("offline");
      await this.wait(pause, signal);
    }
  }

  /** Until the pause is over or the network is back. */
  wait(pause, signal) {
    return new Promise((done, failed) => {
      const timer = setTimeout(done, pause);
      addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
      signal.addEventListener("abort", () => { clearTimeout(timer); failed(new Error("cancelled")); }, { once: true });
    });
  }

  async cancel() {
    await this.drop(true);
    this.input.value = "";
    this.say("cancelled");
    this.input.focus();
  }

  /** Ends what is under way, and takes back what is there unless the same file is to go on. */
  async drop(forGood) {
    const upload = this.upload;
    this.work?.abort();
    this.settle();
    this.button.hidden = true;
    this.upload = null;
    this.hidden.value = "";
    this.input.required = this.isRequired;
    if (!upload || !forGood) return;
    const headers = { Accept: "application/json", "X-CSRF-Token": this.form.elements.csrf.value };
    try { await fetch(`${upload.address}/removal`, { method: "POST", body: new URLSearchParams(), headers }); } catch { /* it goes by itself in a week */ }
  }

  settle() {
    this.work = null;
    this.bar.hidden = true;
    this.button.hidden = true;
  }

  show(done) {
    this.done = done;
    this.bar.hidden = false;
    this.button.hidden = false;
    this.bar.value = this.share;
    this.say("sending");
  }

  get share() { return this.file.size ? Math.floor((this.done / this.file.size) * 100) : 0; }

  say(what, more = {}) {
    const words = this.field.dataset[`say${what[0].toUpperCase()}${what.slice(1)}`] ?? "";
    const values = { name: this.file?.name, done: amount(this.done), size: amount(this.file?.size), share: this.file ? this.share : 0, ...more };
    this.status.textContent = words.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? ""));
  }
}

function amount(bytes) {
  const number = (value) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  if (!bytes) return "0 KB";
  return bytes < 1 << 20 ? `${number(bytes / 1024)} KB` : `${number(bytes / (1 << 20))} MB`;
}

function base64(buffer) { return btoa(String.fromCharCode(...new Uint8Array(buffer))); }

/** SHA-256 in hexadecimal; by hand where the page is not in a secure context, as on a village's own network. */
async function hash(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const digest = globalThis.crypto?.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)) : sha256(bytes);
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** FIPS 180-4. */
export function sha256(bytes) {
  const { first, constants } = primes();
  const state = Uint32Array.from(first), words = new Uint32Array(64);
  const length = bytes.length, padded = new Uint8Array(((length + 8 >> 6) + 1) << 6);
  padded.set(bytes);
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(length / 0x20000000));
  view.setUint32(padded.length - 4, (length << 3) >>> 0);
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getUint32(block + 4 * i);
    for (let i = 16; i < 64; i++) {
      const a = words[i - 15], b = words[i - 2];
      words[i] = words[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + words[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + words[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] += word; });
  }
  const out = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => out.setUint32(4 * i, word));
  return new Uint8Array(out.buffer);
}

/** The fractions of the square and cube roots of the first primes, exactly. */
function primes() {
  const found = [];
  for (let n = 2; found.length < 64; n++) if (found.every((p) => n % p)) found.push(n);
  const root = (n, power) => {
    const wide = BigInt(n) << BigInt(32 * power);
    let low = 0n, high = 1n << 40n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle ** BigInt(power) <= wide) low = middle;
      else high = middle;
    }
    return Number(low & 0xFFFFFFFFn);
  };
  return { first: found.slice(0, 8).map((p) => root(p, 2)), constants: Uint32Array.from(found.map((p) => root(p, 3))) };
}
