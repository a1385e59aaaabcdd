// The wall screen: the server sends each new state as an event; its parts are exchanged, numbers count up to what they are now.
// A page that hears nothing says so, and of which minute its numbers are.
const still = matchMedia("(prefers-reduced-motion: reduce)");

export function keepScreen(page) {
  const screen = page.querySelector("[data-screen]");
  const word = screen.querySelector("[data-screen-word]"), clock = screen.querySelector("[data-screen-time]");
  let source, silence, heard = clock.textContent;

  const alive = (time) => {
    heard = time || heard;
    if (screen.dataset.state !== "live") {
      screen.dataset.state = "live";
      word.textContent = screen.dataset.live;
    }
    clock.textContent = heard;
    clearTimeout(silence);
    silence = setTimeout(lost, 30000);
  };
  const lost = () => {
    if (screen.dataset.state !== "lost") {
      screen.dataset.state = "lost";
      word.textContent = screen.dataset.lost;
    }
    // Refused or given up by the browser: asked again now and then, not all screens at the same moment.
    if (!source || source.readyState === EventSource.CLOSED) setTimeout(connect, 20000 + Math.random() * 20000);
  };
  const connect = () => {
    source?.close();
    source = new EventSource(screen.dataset.screen);
    source.addEventListener("state", (event) => { show(JSON.parse(event.data)); alive(); });
    source.addEventListener("beat", (event) => alive(event.data));
    source.onerror = () => { clearTimeout(silence); lost(); };
  };
  connect();
  offerFullScreen(screen);
  stayAwake();
}

function show(pieces) {
  for (const [name, text] of Object.entries(pieces)) {
    const part = document.getElementById("screen-" + name);
    if (!part) continue;
    const before = new Map([...part.querySelectorAll("data[data-figure]")].map((number) => [number.dataset.figure, Number(number.value)]));
    const titles = new Set([...part.querySelectorAll(".screen-list a")].map((link) => link.href));
    const fresh = new DOMParser().parseFromString(text, "text/html").body;
    if (part.innerHTML === fresh.innerHTML) continue;
    part.replaceChildren(...document.adoptNode(fresh).childNodes);
    if (still.matches) continue;
    for (const number of part.querySelectorAll("data[data-figure]")) {
      const from = before.get(number.dataset.figure);
      if (from !== undefined && from !== Number(number.value)) count(number, from);
    }
    if (name === "newest") for (const link of part.querySelectorAll(".screen-list a")) if (!titles.has(link.href)) link.closest("li").classList.add("screen-fresh");
  }
}

// From what stood there to what is true now, in a second; the true number is its value throughout.
function count(number, from) {
  const to = Number(number.value), last = number.textContent, began = performance.now();
  const step = (now) => {
    const share = Math.min(1, (now - began) / 1000), eased = 1 - (1 - share) ** 3;
    number.textContent = share < 1 ? Math.round(from + (to - from) * eased).toLocaleString("en") : last;
    if (share < 1 && number.isConnected) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

function offerFullScreen(screen) {
  const button = screen.querySelector("[data-screen-full]");
  if (!button || !document.fullscreenEnabled) return;
  button.hidden = false;
  button.addEventListener("click", () => document.documentElement.requestFullscreen().catch(() => {}));
  document.addEventListener("fullscreenchange", () => { button.hidden = Boolean(document.fullscreenElement); });
}

// Where the browser allows it the display does not go dark.
function stayAwake() {
  const ask = () => { if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {}); };
  document.addEventListener("visibilitychange", ask);
  ask();
}
