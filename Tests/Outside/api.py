"""The API through schemathesis, and what HTTP promises beside it."""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = "/api/v1"


def check(site, found, examples=12, seed=None):
    description(site, found, examples, seed)
    for path in ("/activities?limit=2", "/venues", "/regions?level=province", "/changes", "/campaigns", "/news", "/networks"):
        kept(site, found, ROOT + path)
    walked(site, found, "/activities?limit=200&mode=onsite")
    walked(site, found, "/activities?limit=150&q=科普")
    walked(site, found, "/venues?limit=200")
    for path in (ROOT + "/venues", "/api/openapi.json", ROOT + "/nothing"):
        for accept in ("text/html", "application/xml;q=1, */*;q=0", "nonsense"):
            answer = site.ask(path, accept=accept)
            if answer.kind not in ("application/json", "application/problem+json"):
                found(f"{path} with Accept: {accept} is {answer.kind}")


def description(site, found, examples, seed):
    """Everything that the description tells, without a token."""
    schemathesis(site, found, examples, seed, "reading", [])


def schemathesis(site, found, examples, seed, name, options):
    """All checks of schemathesis, ours beside them; its own about allowed questions is ours with the records known."""
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", site.address + "/api/openapi.json?lang=en", "--checks", "all", "--exclude-checks",
        "positive_data_acceptance", "--max-examples", str(examples), "--continue-on-failure", "--no-color",
        "--suppress-health-check", "all", "-H", "Accept-Language: en"] + options
    if seed is not None:
        command += ["--seed", str(seed)]
    with tempfile.TemporaryDirectory() as folder:
        # A missing If-Match is told by its own status (RFC 6585 §3).
        with open(os.path.join(folder, "schemathesis.toml"), "w") as file:
            file.write("[checks]\nmissing_required_header.expected-statuses = [400, 401, 403, 406, 415, 422, 428]\n")
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True,
            env={**os.environ, "SCHEMATHESIS_HOOKS": "refusals", "PYTHONPATH": HERE, "COLUMNS": "200"})
    counted = re.search(r"(\d+) generated", done.stdout)
    print(f"outside: {name}: schemathesis asked {counted.group(1) if counted else '?'} questions; {' '.join(re.findall(r'Seed: [0-9]+', done.stdout))}")
    if done.returncode != 0:
        text = done.stdout[done.stdout.find("FAILURES"):] if "FAILURES" in done.stdout else done.stdout + done.stderr
        found(f"schemathesis ({name}):\n" + text[-8000:])


def kept(site, found, path):
    """A fingerprint that holds, a 304 without a body, a HEAD like its GET."""
    first = site.ask(path)
    tag = first.headers.get("etag")
    if first.status != 200 or not tag:
        return found(f"{path}: {first.status}, ETag {tag}")
    again = site.ask(path, If_None_Match=tag)
    if again.status != 304 or again.body or again.headers.get("etag") != tag:
        found(f"{path}: asked again with its ETag it is {again.status} with {len(again.body)} bytes")
    if again.headers.get("content-length", "0") not in ("0", str(len(first.body))) or "transfer-encoding" in again.headers:
        found(f"{path}: a 304 that announces a body")
    head = site.ask(path, "HEAD")
    if head.status != 200 or head.body or head.headers.get("etag") != tag:
        found(f"{path}: HEAD is {head.status}")


def walked(site, found, path):
    """From page to page to the end: every record once, as many as were told."""
    address, seen, total = ROOT + path, [], None
    while address:
        answer = site.ask(address)
        if answer.status != 200:
            return found(f"{address}: {answer.status} {answer.text[:200]}")
        page = answer.json
        total = page["total"] if total is None else total
        seen += [item["id"] for item in page["items"]]
        address = page["next"]
        if (answer.headers.get("link") is None) != (address is None):
            found(f"{path}: Link and next differ")
    if len(set(seen)) != len(seen) or len(seen) != total:
        found(f"{path}: {len(seen)} records, {len(set(seen))} different, {total} told")
