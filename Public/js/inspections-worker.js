// The service worker of inspections: a checklist that was opened once opens again without a network, for the same person on the same device.
//
// It keeps pages that say so themselves (the header Kepu-Offline names the person) and what they are made of, and nothing else; a page that
// says so no more is forgotten, and another person's pages with it. offline.js empties it wherever nobody is signed in.

const name = "kepu-inspections";
const checklist = /^\/desk\/calls\/[^/]+\/inspections\/[0-9A-Z]{13}$/;
const part = /^\/(css|js|img|fonts)\//;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  const { keep, parts } = event.data ?? {};
  if (typeof keep !== "string" || !checklist.test(keep)) return;
  event.waitUntil(keepAnew(keep, parts ?? []).then((isKept) => event.source?.postMessage({ kept: isKept ? keep : null })));
});

addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (event.request.mode === "navigate" && checklist.test(address.pathname)) event.respondWith(opened(event.request, address));
  else if (part.test(address.pathname)) event.respondWith(fetched(event.request));
});

/** The page as the server has it; as it was kept where the server cannot be reached, or cannot answer. */
async function opened(request, address) {
  try {
    const answer = await fetch(request);
    if (answer.status < 500) {
      await settle(address.pathname, answer.clone());
      return answer;
    }
    return (await kept(address.pathname)) ?? answer;
  } catch (failure) {
    const page = await kept(address.pathname);
    if (page) return page;
    throw failure;
  }
}

async function fetched(request) {
  try {
    return await fetch(request);
  } catch (failure) {
    const file = await (await caches.open(name)).match(request.url);
    if (file) return file;
    throw failure;
  }
}

async function kept(path) { return (await caches.open(name)).match(path); }

/** The page once more from the server, with its parts. What cannot be fetched now stays as it was. */
async function keepAnew(path, parts) {
  try {
    const answer = await fetch(path, { credentials: "same-origin", headers: { Accept: "text/html" } });
    if (answer.status >= 500) return false;
    if (!(await settle(path, answer))) return false;
    const cache = await caches.open(name);
    const wanted = parts.filter((one) => typeof one === "string" && part.test(new URL(one, location.origin).pathname));
    await Promise.all(wanted.map(async (one) => {
      const file = await fetch(one);
      if (file.ok && new URL(file.url).origin === location.origin) await cache.put(one, file);
    }));
    return true;
  } catch {
    return false;
  }
}

/** Keeps an answer that says that it may be kept; forgets the page otherwise, and everything where it is another person's. */
async function settle(path, answer) {
  const person = answer.ok && !answer.redirected ? answer.headers.get("Kepu-Offline") : null;
  if (!person) {
    if (await caches.has(name)) await (await caches.open(name)).delete(path);
    return false;
  }
  const cache = await caches.open(name);
  const before = await cache.match("/person");
  if (before && (await before.text()) !== person) {
    await caches.delete(name);
    return settle(path, answer);
  }
  await cache.put("/person", new Response(person));
  await cache.put(path, answer);
  return true;
}
