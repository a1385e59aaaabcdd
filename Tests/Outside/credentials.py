"""The credential of a title through others' libraries: PyJWT and cryptography check its signature by the published keys, its days, and the
bit of the list of states; it is accepted, and rejected once the title is revoked or a byte is changed."""
import base64
import datetime
import gzip
import http.cookiejar
import json
import re
import sqlite3
import urllib.parse
import urllib.request

import jwt

CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]


def check(site, found, password):
    title = in_force(site)
    if not title:
        return found("there is no title in force, and none could be entered")
    address = site.address + title["credential"]
    answer = site.ask(address)
    if answer.status != 200 or answer.kind != "application/vc+jwt":
        return found(f"{address}: {answer.status} {answer.kind}")
    token = answer.text
    first = verdict(site, token)
    if first != "accepted":
        found(f"a credential in force is {first}")
    well_formed(found, token, title)
    for place in (len(token) // 2, len(token) - 5):
        other = "A" if token[place] != "A" else "B"
        if verdict(site, token[:place] + other + token[place + 1:]) == "accepted":
            found(f"with letter {place} changed it is accepted")
    if not password:
        return print("outside: no password is known, so nothing is revoked")
    revoke(site, found, password, title)
    last = verdict(site, token)
    if last != "revoked":
        found(f"a credential whose title is revoked is {last}")


def verdict(site, token):
    """What a checker says who knows the standards and the issuer's site, nothing of the program."""
    try:
        header = jwt.get_unverified_header(token)
        claims = signed(site, token, header)
    except (jwt.exceptions.PyJWTError, ValueError) as problem:
        return f"rejected: {problem}"
    status = claims["credentialStatus"]
    answer = site.ask(status["statusListCredential"])
    listed = signed(site, answer.text, jwt.get_unverified_header(answer.text))
    if listed["iss"] != claims["iss"] or listed["credentialSubject"]["statusPurpose"] != status["statusPurpose"]:
        return "rejected: the list of states is another's"
    encoded = listed["credentialSubject"]["encodedList"]
    if encoded[0] != "u":
        return "rejected: the list is not in base64url"
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))
    if len(bits) < 16384:
        return "rejected: the list is too short"
    place = int(status["statusListIndex"])
    return "revoked" if bits[place // 8] & (0x80 >> place % 8) else "accepted"


def signed(site, token, header):
    """The claims, once the signature and the days are good; the key is the one that the header names."""
    keys = {key.key_id: key for key in jwt.PyJWKSet.from_dict(site.ask("/.well-known/keys.json").json).keys}
    key = keys[header["kid"]] if header["kid"] in keys else None
    if key is None:
        raise ValueError(f"no key {header['kid']}")
    alone = site.ask(header["kid"]).json
    if alone["kid"] != header["kid"] or "d" in alone:
        raise ValueError("the key at its own address is another")
    return jwt.decode(token, key.key, algorithms=["EdDSA"], options={"require": ["iss", "nbf", "jti"]})


def well_formed(found, token, title):
    """The members for which Open Badges 3.0 and Verifiable Credentials 2.0 ask."""
    claims = jwt.decode(token, options={"verify_signature": False})
    if claims["@context"] != CONTEXTS or claims["type"] != ["VerifiableCredential", "AchievementCredential"]:
        found(f"contexts or types: {claims['@context']} {claims['type']}")
    subject, achievement = claims["credentialSubject"], claims["credentialSubject"]["achievement"]
    for record, names in [(claims, ["id", "issuer", "validFrom", "credentialSchema", "credentialStatus"]), (claims["issuer"], ["id", "type", "name"]),
                          (subject, ["id", "type", "achievement"]), (achievement, ["id", "type", "name", "description", "criteria"])]:
        for name in names:
            if not record.get(name):
                found(f"the credential lacks {name}")
    moments = [("validFrom", "nbf")] + ([("validUntil", "exp")] if "exp" in claims else [])
    for member, claim in moments:
        if datetime.datetime.fromisoformat(claims[member].replace("Z", "+00:00")).timestamp() != claims[claim]:
            found(f"{member} {claims[member]} is not {claim} {claims[claim]}")
    if claims["iss"] != claims["issuer"]["id"] or claims["sub"] != subject["id"] or claims["jti"] != claims["id"]:
        found("the registered claims differ from the credential's members")
    if subject.get("licenseNumber") != title["number"] or "narrative" not in achievement["criteria"]:
        found(f"number or criteria: {json.dumps(subject, ensure_ascii=False)[:300]}")


def in_force(site):
    """A title of the demonstration; where it has none, one is entered into its database."""
    for _ in range(2):
        titles = site.ask("/api/v1/titles?state=valid&limit=1").json["items"]
        if titles:
            return titles[0]
        if not site.file:
            return None
        today = datetime.date.today()
        with sqlite3.connect(site.file, timeout=30) as database:
            scheme, version = database.execute("SELECT id, version FROM calls_scheme ORDER BY id LIMIT 1").fetchone()
            unit = database.execute("SELECT id FROM venues_organisation ORDER BY id LIMIT 1").fetchone()[0]
            database.execute(
                "INSERT INTO calls_title (id, code, number, scheme_id, scheme_version, organisation_id, granted_on, valid_until, state, status_index)"
                " VALUES (1, 'outside', 'OUT-001', ?, ?, ?, ?, ?, 'valid', 9)",
                (scheme, version, unit, str(today - datetime.timedelta(days=30)), str(today + datetime.timedelta(days=300))))
    return None


def revoke(site, found, password, title):
    """Signs in as a person does and takes the title back as a person does: the ground, the check-back, the yes."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def page(path, fields=None):
        data = urllib.parse.urlencode(fields).encode() if fields else None
        with browser.open(site.address + path, data, timeout=60) as answer:
            return answer.read().decode()

    def csrf(text):
        return re.search(r'name="csrf" value="([^"]+)"', text).group(1)

    page("/sign-in", {"csrf": csrf(page("/sign-in?lang=en")), "login": "admin@example.org", "password": password})
    path = f"/desk/register/{title['id']}"
    text = page(path)
    ground = re.search(r'<select[^>]*name="ground".*?<option value="([^"]+)"[^>]*>', text.replace('<option value="">', ""), re.S)
    fields = {"csrf": csrf(text), "says": "Checked from outside", **({"ground": ground.group(1)} if ground else {})}
    back = page(path + "/revocation", fields)
    if "confirmed" not in back:
        return found("revoking asks nothing back")
    page(path + "/revocation", {**fields, "csrf": csrf(back), "confirmed": "1"})
