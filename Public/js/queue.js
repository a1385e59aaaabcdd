// A queue by keys: in <table data-queue> or <ul data-queue>, J and K move between entries, X ticks one, A all; Enter opens the link in it, as everywhere.
// Keys act only while the focus is in the queue, and never while somebody types.

export function moveByKeys(page) {
  for (const queue of page.querySelectorAll("[data-queue]")) queue.addEventListener("keydown", (event) => act(queue, event));
}

function act(queue, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('textarea, select, input:not([type="checkbox"])')) return;
  const entries = [...queue.querySelectorAll("[data-entry]")];
  const here = entries.findIndex((entry) => entry.contains(event.target));
  const move = { j: 1, k: -1 }[event.key];
  if (move) {
    const next = entries[Math.min(entries.length - 1, Math.max(0, here + move))];
    (next?.querySelector("a[href], input, button") ?? next)?.focus();
    event.preventDefault();
  } else if (event.key === "x" && here >= 0) {
    entries[here].querySelector('input[type="checkbox"]')?.click();
    event.preventDefault();
  } else if (event.key === "a") {
    const boxes = [...queue.querySelectorAll('[data-entry] input[type="checkbox"]')];
    const isWanted = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = isWanted;
    event.preventDefault();
  }
}
