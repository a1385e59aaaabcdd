// The address of a page, to pass on: a button beside it, which shares where the device can share and copies elsewhere.

export function offerSharing(page) {
  const isChinese = page.documentElement.lang.startsWith("zh");
  for (const place of page.querySelectorAll("[data-share]")) {
    if (!navigator.share && !navigator.clipboard) continue;
    const button = page.createElement("button");
    button.type = "button";
    button.className = "button button-quiet";
    const name = navigator.share ? (isChinese ? "分享" : "Share") : (isChinese ? "复制链接" : "Copy the link");
    button.textContent = name;
    button.addEventListener("click", async () => {
      const url = place.dataset.share;
      try {
        if (navigator.share) return await navigator.share({ title: page.title, url });
        await navigator.clipboard.writeText(url);
        button.textContent = isChinese ? "已复制" : "Copied";
        setTimeout(() => { button.textContent = name; }, 3000);
      } catch (error) {
        if (error.name !== "AbortError") console.warn("share:", error.message);
      }
    });
    place.append(button);
  }
}
