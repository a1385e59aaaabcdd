// What a device says of a ticket by itself: by the signature, and by what it knows of its day.

/** `{ result, mark, first }`; the results are those of the server (DoorResult), and `in` for whoever may come in. */
export async function judge(text, session, store, now) {
  const signed = parse(text);
  if (text.trim().toUpperCase().startsWith("K1.")) {
    if (!signed) return { result: "forged" };
    const isGood = await isSigned(signed, store.state.keys ?? []);
    if (isGood === false) return { result: "forged" };
    signed.isProven = isGood === true;
  }
  const mark = await markOf(text), known = store.state.tickets?.[mark];
  if (!known) return { result: unlisted(signed, session, store, now), mark };
  if (known.session !== session.id) return { result: "other-session", mark };
  if (known.state === "in") return { result: "repeated", mark, first: known.at };
  if (known.state === "void") return { result: "cancelled", mark };
  return { result: inTime(session, now), mark };
}

/** A true ticket that this device does not know: booked since it last heard of the server. */
function unlisted(signed, session, store, now) {
  if (!signed?.isProven) return "unknown";
  if (signed.session !== session.id) return store.state.sessions.some((one) => one.id === signed.session) ? "other-session" : "other-day";
  if (now < signed.from) return "early";
  if (now > signed.until) return "other-day";
  return inTime(session, now);
}

function inTime(session, now) {
  if (session.isCancelled) return "cancelled";
  if (now < Date.parse(session.opens)) return "early";
  return now > Date.parse(session.lastEntry) ? "late" : "in";
}

/** By what a ticket is known here: the first 24 hexadecimal digits of the SHA-256 of its code. */
export async function markOf(text) {
  const code = parse(text)?.code ?? plain(text);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code)));
  return [...digest.slice(0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** As people type a code: small letters, and I, L, O for what they look like. */
function plain(text) { return text.trim().split(/\s/)[0].toUpperCase().replace(/[IL]/g, "1").replace(/O/g, "0"); }

function parse(text) {
  const parts = text.trim().split(/\s/)[0].toUpperCase().split(".");
  if (parts.length !== 7 || parts[0] !== "K1") return null;
  const [, code, session, from, until, key, signature] = parts, bytes = decode(signature);
  if (bytes?.length !== 64) return null;
  return { code, session, from: number(from) * 60000, until: number(until) * 60000, key: Number(key), signature: bytes, text: parts.slice(0, 6).join(".") };
}

/** Null where this browser cannot tell. */
async function isSigned(signed, keys) {
  const key = keys.find((one) => one.number === signed.key);
  if (!key) return keys.length ? null : false;
  try {
    const open = await crypto.subtle.importKey("jwk", { kty: "OKP", crv: "Ed25519", x: key.x }, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, open, signed.signature, new TextEncoder().encode(signed.text));
  } catch { return null; }
}

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

function number(text) { return [...text].reduce((sum, letter) => sum * 32 + letters.indexOf(letter), 0); }

function decode(text) {
  const out = [];
  let buffer = 0, bits = 0;
  for (const letter of text) {
    const value = letters.indexOf(letter);
    if (value < 0) return null;
    buffer = (buffer << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.push((buffer >> bits) & 255);
      buffer &= (1 << bits) - 1;
    }
  }
  return buffer === 0 ? new Uint8Array(out) : null;
}
