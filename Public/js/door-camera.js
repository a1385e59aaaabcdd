// The camera, where the browser can read codes itself (BarcodeDetector).

export function offerCamera(button, place, read, fail) {
  if (!("BarcodeDetector" in globalThis) || !navigator.mediaDevices) return;
  button.hidden = false;
  button.addEventListener("click", () => (place.hidden ? begin(place, read, fail) : end(place)));
}

let stream;

async function begin(place, read, fail) {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    const view = document.createElement("video"), detector = new BarcodeDetector({ formats: ["qr_code"] });
    view.muted = true;
    view.playsInline = true;
    view.srcObject = stream;
    place.replaceChildren(view);
    place.hidden = false;
    await view.play();
    let last = "", since = 0;
    while (!place.hidden) {
      const [code] = await detector.detect(view);
      // The same ticket before the camera is one reading, until another one or a pause.
      if (code && (code.rawValue !== last || Date.now() - since > 4000)) read(code.rawValue);
      if (code) [last, since] = [code.rawValue, Date.now()];
      await new Promise((done) => setTimeout(done, 150));
    }
  } catch {
    end(place);
    fail();
  }
}

function end(place) {
  for (const track of stream?.getTracks() ?? []) track.stop();
  place.hidden = true;
  place.replaceChildren();
}
