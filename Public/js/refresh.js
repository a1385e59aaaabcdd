// Live figures: <section id="figures" data-refresh="15"> is fetched again every 15 seconds while somebody looks at the page.
// After failures it asks less often, up to every five minutes, so that a server in trouble is left in peace.
import { replaceParts } from "./replace.js";

export function keepFresh(page) {
  for (const part of page.querySelectorAll("[data-refresh][id]")) repeat(part);
}

function repeat(part) {
  const seconds = Math.max(5, Number(part.dataset.refresh) || 30);
  let wait = seconds;
  const next = () => setTimeout(once, wait * 1000 * (0.9 + Math.random() * 0.2));
  const once = async () => {
    if (!document.hidden && !part.contains(document.activeElement)) {
      const before = numbers(part);
      try {
        wait = (await replaceParts(location.href, [part.id])) ? seconds : Math.min(300, wait * 2);
        mark(part, before);
      } catch {
        wait = Math.min(300, wait * 2);
      }
    }
    next();
  };
  next();
}

const numbers = (part) => [...part.querySelectorAll(".figure-number")].map((number) => number.textContent);

// The style sheet lets a changed number shine once, where motion is welcome.
function mark(part, before) {
  part.querySelectorAll(".figure-number").forEach((number, index) => {
    if (before[index] !== undefined && before[index] !== number.textContent) number.classList.add("figure-changed");
  });
}
