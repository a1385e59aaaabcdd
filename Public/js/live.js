// While the page of a session in the cloud hall stays open beside the stream, it says so once a minute: that is how long one watched.
export function stayCounted(page) {
  const part = page.querySelector("[data-beat]");
  const beat = async () => {
    try {
      const answer = await fetch(part.dataset.beat, { method: "POST", headers: { "X-CSRF-Token": part.dataset.csrf }, body: "" });
      if (answer.ok && !(await answer.json()).watching) stop();
    } catch { /* the network is away; the next minute may have it */ }
  };
  let timer = null;
  const begin = () => { timer ??= setInterval(beat, 60000); };
  const stop = () => { clearInterval(timer); timer = null; };
  if (part.dataset.joined === "1") begin();
  page.querySelector("[data-join]")?.addEventListener("click", begin);
}
