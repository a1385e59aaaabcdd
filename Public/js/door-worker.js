// The service worker of the door: the device's page opens again without a network. It keeps that page and what it is made of, nothing else;
// tickets and what was noted lie with the page itself (door-store.js).

const name = "kepu-door", page = "/door/app";
const others = ["/js/door.js", "/js/door-judge.js", "/js/door-store.js", "/js/door-sound.js", "/js/door-camera.js", "/js/kepu.js", "/js/forms.js", "/js/print.js", "/css/kepu.css", "/icon.svg"];
const part = /^\/(css|js|img|fonts)\/|^\/icon\.svg$|^\/door\/app\.webmanifest$/;

addEventListener("install", (event) => { skipWaiting(); event.waitUntil(keep([])); });
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => {
  if (!Array.isArray(event.data?.keep)) return;
  event.waitUntil(keep(event.data.keep).then((isKept) => event.source?.postMessage({ kept: isKept })));
});

addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname === page || part.test(address.pathname)) event.respondWith(fetched(event.request, address));
});

/** As the server has it; as it was kept where the server cannot be reached, or cannot answer. */
async function fetched(request, address) {
  const cache = await caches.open(name), key = address.pathname;
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      await cache.put(key, answer.clone());
      return answer;
    }
    return answer.status < 500 ? answer : (await cache.match(key)) ?? answer;
  } catch (failure) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw failure;
  }
}

/** True where everything lies here that the page needs. */
async function keep(parts) {
  const cache = await caches.open(name);
  const wanted = [page, ...others, ...parts.filter((one) => typeof one === "string" && part.test(new URL(one, location.origin).pathname))];
  const kept = await Promise.all([...new Set(wanted)].map(async (one) => {
    const key = new URL(one, location.origin).pathname;
    try {
      const file = await fetch(one, { credentials: "same-origin" });
      if (file.ok && !file.redirected) await cache.put(key, file);
    } catch { /* it is kept another time */ }
    return Boolean(await cache.match(key));
  }));
  return kept.every(Boolean);
}
