// “Near me”: a button beside a field for a place, only where the browser knows how to ask. The place is sent with the question and kept nowhere.

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
        // Two decimals are about a kilometre: enough to sort by, and no address.
        field.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
        status.textContent = "";
        field.form.requestSubmit();
      }, () => {
        status.textContent = isChinese ? "没有得到位置，请填写地名。" : "No location was given; enter a place instead.";
      }, { maximumAge: 600000, timeout: 15000 });
    });
    field.after(button, status);
  }
}
