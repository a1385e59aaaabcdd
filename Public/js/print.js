// Large print at once: the links to it work without this module, by loading the page again.

export function offerLargePrint(page) {
  const root = page.documentElement;
  const names = root.lang.startsWith("zh") ? ["大字", "标准字号"] : ["Large print", "Normal print"];
  const switches = [...page.querySelectorAll(".print-switch")];
  const show = () => {
    const isLarge = root.dataset.print === "large";
    for (const link of switches) {
      const address = new URL(link.href);
      address.searchParams.set("print", isLarge ? "normal" : "large");
      link.href = address;
      link.textContent = names[isLarge ? 1 : 0];
    }
  };
  for (const link of switches) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const isLarge = root.dataset.print !== "large";
      if (isLarge) root.dataset.print = "large"; else delete root.dataset.print;
      page.cookie = `kepu_print=${isLarge ? "large" : ""}; Max-Age=${isLarge ? 31536000 : 0}; Path=/; SameSite=Lax`;
      show();
    });
  }
}
