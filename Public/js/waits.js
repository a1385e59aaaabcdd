// A file that is chosen in <form data-waits="…{count}…"> while there is no network waits in this browser and is sent when it is back.
import { replaceParts } from "./replace.js";

const patience = 30000;

export function sendLater(page) {
  for (const form of page.querySelectorAll("form[data-waits]")) new Waiter(form).begin();
}

class Waiter {
  constructor(form) {
    this.form = form;
    this.address = form.action;
    this.status = form.querySelector("[data-waits-status]");
    this.isSending = false;
    this.end = new AbortController();
  }

  async begin() {
    this.form.addEventListener("submit", (event) => this.send(event), { signal: this.end.signal });
    addEventListener("online", () => this.sendWaiting(), { signal: this.end.signal });
    await this.sendWaiting();
  }

  /** What the server refuses is sent again as the form alone does it, so that the page says why. */
  async send(event) {
    event.preventDefault();
    const fields = [...new FormData(this.form)];
    try {
      const answer = await post(this.address, fields);
      if (!answer.ok) return this.form.submit();
      await this.showSent();
    } catch {
      await keep({ address: this.address, fields });
      this.form.reset();
      delete this.form.dataset.sent;
      for (const button of this.form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
      this.form.dispatchEvent(new Event("kept"));
      await this.tell();
    }
  }

  async sendWaiting() {
    if (this.isSending) return;
    this.isSending = true;
    let sent = 0, refused = 0;
    try {
      for (const one of await waiting(this.address)) {
        // The token of this page: the one of the day before may have ended.
        const fields = one.fields.map(([name, value]) => [name, name === "csrf" ? this.form.elements.csrf.value : value]);
        const answer = await post(this.address, fields);
        if (answer.status >= 500 || answer.status === 401 || answer.status === 403) break;
        await forget(one.id);
        if (answer.ok) sent += 1;
        else refused += 1;
      }
    } catch { /* still no network: they wait on */ }
    this.isSending = false;
    if (refused && this.status) this.status.textContent = this.form.dataset.sayRefused.replace("{count}", String(refused));
    else if (sent) await this.showSent();
    else await this.tell();
  }

  /** The section as the server has it now; the rest of the page, where something may be typed, stays as it is. */
  async showSent() {
    const section = this.form.closest("section[id]");
    this.end.abort();
    if (await replaceParts(location.href, [section.id])) sendLater(section);
    else location.reload();
  }

  async tell() {
    const count = (await waiting(this.address)).length;
    if (this.status) this.status.textContent = count ? this.form.dataset.waits.replace("{count}", String(count)) : "";
  }
}

function post(address, fields) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  return fetch(address, { method: "POST", body, signal: AbortSignal.timeout(patience) });
}

function store(mode) {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("kepu-waits", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files", { keyPath: "id", autoIncrement: true });
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => done(opening.result.transaction("files", mode).objectStore("files"));
  });
}

function result(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

async function keep(one) { await result((await store("readwrite")).add(one)); }
async function forget(id) { await result((await store("readwrite")).delete(id)); }
async function waiting(address) { return (await result((await store("readonly")).getAll())).filter((one) => one.address === address); }
