// A page with [data-offline] is kept on this device (inspections-worker.js), so that it opens again without a network. Its texts come with it.

const name = "kepu-inspections";
const worker = "/js/inspections-worker.js";
const others = ["/js/keep.js", "/js/waits.js", "/js/replace.js", "/js/offline.js", "/js/forms.js", "/js/print.js"];

export async function keepOffline(page) {
  const place = page.querySelector("[data-offline]");
  if (!("serviceWorker" in navigator) || !place) return;
  if (!navigator.onLine) place.textContent = place.dataset.sayWithout;
  const path = location.pathname, scope = path.slice(0, path.lastIndexOf("/") + 1);
  navigator.serviceWorker.addEventListener("message", (event) => {
    if (event.data?.kept === path) place.textContent = place.dataset.offline;
  });
  await navigator.serviceWorker.register(worker, { scope });
  const tell = async () => {
    const registration = await navigator.serviceWorker.getRegistration(scope);
    const active = registration?.active ?? (await ready(registration));
    active?.postMessage({ keep: path, parts: parts() });
  };
  await tell();
  // What was saved since is in the page that is kept.
  for (const form of page.querySelectorAll("form[data-keeps]")) form.addEventListener("kept", () => { if (navigator.onLine) tell(); });
}

/** Nobody is signed in here: what was kept for whoever was goes, and the worker with it. */
export async function forgetOffline() {
  if (!("caches" in globalThis)) return;
  await caches.delete(name);
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
    if ([registration.active, registration.waiting, registration.installing].some((one) => one?.scriptURL.endsWith(worker))) await registration.unregister();
  }
}

function ready(registration) {
  const coming = registration?.installing ?? registration?.waiting;
  if (!coming) return null;
  return new Promise((done) => {
    coming.addEventListener("statechange", () => { if (coming.state === "activated") done(coming); });
  });
}

/** What this page is made of, as it was asked for. */
function parts() {
  const seen = performance.getEntriesByType("resource").map((one) => new URL(one.name));
  const own = seen.filter((one) => one.origin === location.origin).map((one) => one.pathname + one.search);
  return [...new Set([...own, ...others])];
}
