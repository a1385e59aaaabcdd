// Takes parts of a page of this site into the one that is shown.

/** Fetches `address` and replaces every part of `names` (ids) that both pages have; gives the page that came, or null. */
export async function replaceParts(address, names, signal) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, signal });
  if (!answer.ok) return null;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const name of names) {
    const before = document.getElementById(name), after = fresh.getElementById(name);
    if (before && after && before.innerHTML !== after.innerHTML) before.replaceChildren(...document.adoptNode(after).childNodes);
  }
  return fresh;
}
