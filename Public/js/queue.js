// A queue by keys: in <table data-queue> or <ul data-queue>, J and K move between entries, X ticks one, A all; Enter opens the link in it, as everywhere.
// Keys act only while the focus is in the queue, and never while somebody types.

export function moveByKeys(page) {
  for (const queue of page.querySelectorAll("[data-queue]")) {
    queue.addEventListener("keydown", (event) => act(queue, event));
    countTicks(queue);
  }
}

/** Says how many are ticked, and ticks all or none by a button. */
function countTicks(queue) {
  const form = queue.closest("form"), part = form?.querySelector("[data-ticks]");
  if (!part) return;
  const says = part.querySelector("[data-says]");
  const tell = () => { says.textContent = says.dataset.says.replace("{n}", boxes(queue).filter((box) => box.checked).length); };
  part.querySelector("button").addEventListener("click", () => tickAll(queue));
  form.addEventListener("change", tell);
  part.hidden = false;
  tell();
}

function boxes(queue) {
  return [...queue.querySelectorAll('[data-entry] input[type="checkbox"]')];
}

function tickAll(queue) {
  const all = boxes(queue), isWanted = all.some((box) => !box.checked);
  for (const box of all) box.checked = isWanted;
  all[0]?.dispatchEvent(new Event("change", { bubbles: true }));
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
    tickAll(queue);
    event.preventDefault();
  }
}
