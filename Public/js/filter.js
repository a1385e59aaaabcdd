// A list follows its filter while one chooses: <form data-instant="results"> replaces the element with the id "results".
// Give that element aria-live="polite" on its count only. Without this module the form's button does the same.
import { replaceParts } from "./replace.js";

export function filterInstantly(page) {
  for (const form of page.querySelectorAll("form[data-instant]")) follow(form);
}

function follow(form) {
  let timer, running;
  const update = async () => {
    const address = new URL(form.action, location.href);
    // Empty fields are left out, so that the address stays short enough to pass on.
    address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string" && value !== ""));
    running?.abort();
    running = new AbortController();
    try {
      const fresh = await replaceParts(address, form.dataset.instant.split(" "), running.signal);
      if (fresh) history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") console.warn("filter:", error.message);
    }
  };
  const soon = (delay) => { clearTimeout(timer); timer = setTimeout(update, delay); };
  form.addEventListener("change", () => soon(0));
  form.addEventListener("input", (event) => { if (event.target.matches('[type="search"], [type="text"]') && !event.isComposing) soon(350); });
  form.addEventListener("compositionend", () => soon(350));
}
