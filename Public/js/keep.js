// What somebody types in <form data-keeps> is not lost: a few seconds after a change it is saved at the server as their draft, and in this
// browser while the server cannot be reached or has signed them out. Texts come with the form (data-say-…), so that they are in its language.

const pause = 3000, patience = 30000;

export function keepTyping(page) {
  for (const form of page.querySelectorAll("form[data-keeps]")) new Keeper(form).begin();
}

class Keeper {
  constructor(form) {
    this.form = form;
    this.place = "kepu-kept:" + form.dataset.keepsKey;
    this.status = form.querySelector("[data-kept-status]");
    this.changes = 0;
    this.timer = 0;
    this.isSaving = false;
  }

  begin() {
    this.offer();
    this.form.addEventListener("input", () => {
      this.changes += 1;
      this.later(pause);
    });
    // What is sent stays here until a page has answered that it arrived (settleSent).
    this.form.addEventListener("submit", () => {
      clearTimeout(this.timer);
      this.write();
      try { sessionStorage.setItem("kepu-sent", this.place); } catch { /* no store: nothing to settle */ }
      this.changes = 0;
    });
    addEventListener("online", () => this.save());
    addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.changes) this.write();
    });
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save() {
    if (!this.changes || this.isSaving) return;
    const seen = this.changes;
    this.isSaving = true;
    try {
      const answer = await fetch(this.form.dataset.keeps, {
        method: "POST", body: new URLSearchParams(new FormData(this.form)), headers: { Accept: "application/json" }, redirect: "error",
        signal: AbortSignal.timeout(15000),
      });
      if (answer.ok) this.saved(await answer.json(), seen);
      else this.keepHere(this.form.dataset.sayRefused);
    } catch {
      this.keepHere(this.form.dataset.sayOffline);
    } finally {
      this.isSaving = false;
    }
    if (this.changes) this.later(this.failed ? patience : pause);
  }

  saved(kept, seen) {
    this.failed = false;
    // By these the next saving goes on where this one ended.
    for (const name of ["unfinished", "version"]) if (name in kept && this.form.elements[name]) this.form.elements[name].value = kept[name];
    if (this.status) this.status.textContent = kept.says;
    // Something was typed while it was on its way: that is saved next.
    this.changes = this.changes === seen ? 0 : this.changes - seen;
    if (this.changes) return;
    forget(this.place);
    this.form.dispatchEvent(new Event("kept"));
  }

  keepHere(words) {
    this.failed = true;
    const time = this.write();
    if (!time) return;
    if (this.status) this.status.textContent = words.replace("{time}", time);
    this.form.dispatchEvent(new Event("kept"));
  }

  /** Writes what the form says into this browser; gives the time, or "" where it keeps nothing. */
  write() {
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    const fields = [...new FormData(this.form)].filter(([name, value]) => !["csrf", "once"].includes(name) && typeof value === "string");
    try {
      localStorage.setItem(this.place, JSON.stringify({ time, fields }));
      return time;
    } catch {
      return "";
    }
  }

  /** Offers what this browser holds: restore or discard. Nothing is put into the form unasked. */
  offer() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(this.place)); } catch { /* not ours, or no store */ }
    if (!kept?.fields || this.saysSame(kept.fields)) return forget(this.place);
    const notice = document.createElement("div");
    notice.className = "notice notice-warning kept-offer";
    const words = document.createElement("p");
    words.textContent = this.form.dataset.sayFound.replace("{time}", kept.time);
    const steps = document.createElement("div");
    steps.className = "actions";
    steps.append(
      button(this.form.dataset.sayRestore, () => {
        this.restore(kept.fields);
        notice.remove();
      }),
      button(this.form.dataset.sayDiscard, () => {
        forget(this.place);
        notice.remove();
      }));
    notice.append(words, steps);
    this.form.before(notice);
  }

  restore(fields) {
    const values = new Map(fields);
    for (const control of this.form.elements) {
      if (!control.name || ["csrf", "once", "entry", "unfinished", "version"].includes(control.name)) continue;
      if (control.type === "checkbox") control.checked = fields.some(([name, value]) => name === control.name && value === control.value);
      else if (values.has(control.name)) control.value = values.get(control.name);
    }
    for (const part of this.form.querySelectorAll("details")) {
      if ([...part.querySelectorAll("input, textarea, select")].some((control) => control.value && control.type !== "checkbox")) part.open = true;
    }
    this.changes += 1;
    this.later(0);
    this.form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  }

  saysSame(fields) {
    const plain = (pairs) => JSON.stringify(pairs.filter(([name, value]) => value !== "" && !["csrf", "once", "unfinished", "version"].includes(name)));
    return plain(fields) === plain([...new FormData(this.form)]);
  }
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function forget(place) {
  try { localStorage.removeItem(place); } catch { /* no store */ }
}
