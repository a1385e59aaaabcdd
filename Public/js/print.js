// Large print for readers who want it: a button in the header, remembered on this device only.

const key = "kepu-large-print";

export function offerLargePrint(page) {
  const tools = page.querySelector(".site-tools");
  if (!tools) return;
  const root = page.documentElement;
  const button = page.createElement("button");
  button.type = "button";
  button.textContent = root.lang.startsWith("zh") ? "大字" : "Large print";
  const show = (isLarge) => {
    if (isLarge) root.dataset.print = "large"; else delete root.dataset.print;
    button.setAttribute("aria-pressed", String(isLarge));
  };
  show(remembered() === "yes");
  button.addEventListener("click", () => {
    const isLarge = root.dataset.print !== "large";
    show(isLarge);
    remember(isLarge);
  });
  tools.prepend(button);
}

// Storage may be switched off: then the choice lasts as long as the page.
function remembered() { try { return localStorage.getItem(key); } catch { return null; } }
function remember(isLarge) { try { isLarge ? localStorage.setItem(key, "yes") : localStorage.removeItem(key); } catch { /* not kept */ } }
