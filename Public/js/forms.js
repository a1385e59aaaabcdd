// Comfort in forms: the summary of errors is read out first, a second click sends nothing twice, unsaved work is not lost unasked.

export function enhanceForms(page) {
  page.querySelector(".error-summary")?.focus();
  for (const form of page.querySelectorAll('form[method="post"]')) {
    sendOnce(form);
    if (form.matches(".form")) keepUnsaved(form);
  }
}

function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
  });
  // Back from the next page: the form may be sent again.
  addEventListener("pageshow", () => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
  });
}

function keepUnsaved(form) {
  let changed = false;
  form.addEventListener("input", (event) => { changed ||= event.target.type !== "password"; });
  form.addEventListener("submit", () => { changed = false; });
  // Saved as a draft, or kept in this browser (keep.js).
  form.addEventListener("kept", () => { changed = false; });
  addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}

/** A form that keeps what is typed was sent, and this page is the answer: unless it says that something is wrong, the browser's copy has done its work. */
export function settleSent(page) {
  try {
    const place = sessionStorage.getItem("kepu-sent");
    if (!place) return;
    sessionStorage.removeItem("kepu-sent");
    if (!page.querySelector(".error-summary, .notice-error, [data-kept-post]")) localStorage.removeItem(place);
  } catch { /* no store */ }
}
