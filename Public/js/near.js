// “Near me”: a button beside a field for a place, only where the browser knows how to ask. The place is sent with the question and kept nowhere.
import { replaceParts } from "./replace.js";

// Two decimals are about a kilometre: enough to sort by, and no address.
const rough = (coords) => `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;

export function offerLocation(page) {
  if (!navigator.geolocation) return;
  const isChinese = page.documentElement.lang.startsWith("zh");
  for (const field of page.querySelectorAll('input[name="near"]')) {
    const button = page.createElement("button");
    button.type = "button";
    button.className = "button locate";
    button.textContent = isChinese ? "用我的位置" : "Use my location";
    const status = page.createElement("span");
    status.setAttribute("role", "status");
    status.className = "meta";
    button.addEventListener("click", () => {
      status.textContent = isChinese ? "正在定位……" : "Finding where you are …";
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        field.value = rough(coords);
        status.textContent = "";
        field.form.requestSubmit();
      }, () => {
        status.textContent = isChinese ? "没有得到位置，请填写地名。" : "No location was given; enter a place instead.";
      }, { maximumAge: 600000, timeout: 15000 });
    });
    field.after(button, status);
  }
}

/** What is near, on a page with a part for it: only where the visitor has already allowed this site to know the place; nobody is asked. */
export async function showNear(page) {
  const part = page.querySelector('#near[data-near="unknown"]');
  if (!part || !navigator.permissions || !navigator.geolocation) return;
  const permission = await navigator.permissions.query({ name: "geolocation" }).catch(() => null);
  if (permission?.state !== "granted") return;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    const address = new URL(location.href);
    address.searchParams.set("near", rough(coords));
    replaceParts(address, ["near"]).catch((error) => console.warn("near:", error.message));
  }, () => {}, { maximumAge: 600000, timeout: 15000 });
}
