// In a rush the server answers with a number and the form as it was sent: <form data-turn-seconds="5"> is sent again when the number is due.
// Somewhat later at random, so that not everybody comes in the same instant. Without this module the form's button does the same.

export function takeTurn(page) {
  const form = page.querySelector("form[data-turn-seconds]");
  if (!form) return;
  const seconds = Math.min(60, Math.max(1, Number(form.dataset.turnSeconds) || 5));
  setTimeout(() => form.requestSubmit(), seconds * 1000 * (1 + Math.random() * 0.2));
}
