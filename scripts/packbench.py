"""Timings of resource packs, each beside a limit of the same run: building 1 GB beside `cat` of the same files, verifying beside `sha256sum`,
repairing beside copying the archive, and the size of a delta beside the bytes that changed."""
import os
import random
import shutil
import subprocess
import sys
import time

SHEET = """kepu: 1
packs:
  - key: bench
    version: "{version}"
    title: {{zh: 测量, en: Bench}}
    issuer: {{name: {{zh: 测量站, en: Bench}}}}
    published: 2026-01-01
    licence: CC0-1.0
"""


def timed(*command, out=None):
    """Seconds, and the most memory in MB."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=open(out, "wb") if out else subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{command}: {process.stderr.read().decode()}")
    return time.monotonic() - began, used.ru_maxrss / 1024


def best(rounds, *command, out=None):
    """The quickest of some rounds: what the machine can, not what else it did."""
    return min(timed(*command, out=out) for _ in range(rounds))


def packs(kepu, tables, folder, megabytes=1000):
    contents = os.path.join(folder, "contents")
    os.makedirs(contents)
    files, chance = [], random.Random(5)
    # Ten films and two hundred small files.
    for number in range(10):
        files.append(os.path.join(contents, f"film-{number}.mp4"))
        with open(files[-1], "wb") as file:
            for _ in range(megabytes * 96 // 1000):
                file.write(chance.randbytes(1_000_000))
    for number in range(200):
        files.append(os.path.join(contents, f"panel-{number}.png"))
        with open(files[-1], "wb") as file:
            file.write(chance.randbytes(megabytes * 200))

    def path(name):
        return os.path.join(folder, name)

    def build(version, name):
        with open(os.path.join(contents, "pack.yaml"), "w") as file:
            file.write(SHEET.format(version=version))
        return best(3, kepu, "pack", "build", contents, "--out", path(name), "--key", path("key.jwk"))

    timed(kepu, "pack", "key", "--out", path("key.jwk"), "--address", "https://bench.example/keys/1")
    built, memory = build("1", "v1.zip")
    size = os.path.getsize(path("v1.zip"))
    copied, _ = best(3, "cat", *files, out=path("cat"))
    # A file that is on the disk, and not only on its way to it, is what building gives.
    synced, _ = best(3, "sh", "-c", f"cat {' '.join(files)} > {path('cat')}; sync {path('cat')}")
    hashed, _ = best(3, "sha256sum", path("v1.zip"))
    verified, seen = best(3, kepu, "pack", "verify", path("v1.zip"))
    shutil.copy(path("v1.zip"), path("half.zip"))
    os.truncate(path("half.zip"), size // 2)
    mended, held = timed(kepu, "pack", "repair", path("half.zip"), "--from", path("v1.zip"))
    copying, _ = best(2, "cp", path("v1.zip"), path("cat"))
    tables.head(f"A pack of {size / 1e9:.2f} GB, 210 files", "work", "s", "memory MB", "limit", "s", "ratio")
    tables.row("`kepu pack build`", built, memory, "`cat` into one file", copied, built / copied)
    tables.row("`kepu pack build`", built, memory, "the same, and `sync`", synced, built / synced)
    tables.row("`kepu pack verify`", verified, seen, "`sha256sum`", hashed, verified / hashed)
    tables.row("`kepu pack repair`, half is there", mended, held, "`cp`", copying, mended / copying)

    tables.head("A delta of that pack", "what changed", "bytes that changed", "delta bytes", "ratio", "`kepu pack delta` s", "memory MB", "`kepu pack update` s")
    shutil.copy(files[0], path("film"))

    def changed(what, bytes_changed, edit):
        # In a process of its own: what this one holds in memory would count as the next command's.
        subprocess.run([sys.executable, "-c", "import random; c = random.Random(9); f = open(FILM, 'rb').read(); m = len(f) // 2\n".replace("FILM", repr(path("film"))) + edit.replace("FILM", repr(files[0]))], check=True)
        build("2", "v2.zip")
        took, used = timed(kepu, "pack", "delta", path("v1.zip"), path("v2.zip"), "--out", path("delta.zip"))
        applied, _ = timed(kepu, "pack", "update", path("v1.zip"), path("delta.zip"), "--out", path("made.zip"))
        subprocess.run(["cmp", path("made.zip"), path("v2.zip")], check=True)
        carried = os.path.getsize(path("delta.zip"))
        tables.row(what, bytes_changed, carried, carried / bytes_changed, took, used, applied)
        shutil.copy(path("film"), files[0])

    changed("a new scene of 1 MB in the middle of a film", 1_000_000, "open(FILM, 'wb').write(f[:m] + c.randbytes(1_000_000) + f[m:])")
    changed("1 MB of a film replaced", 1_000_000, "open(FILM, 'wb').write(f[:m] + c.randbytes(1_000_000) + f[m + 1_000_000:])")
    changed("a hundred single bytes of a film", 100, "f = bytearray(f)\nfor _ in range(100): f[c.randrange(len(f))] ^= 1\nopen(FILM, 'wb').write(f)")
    changed("a file of 10 MB added", 10_000_000, f"open({os.path.join(contents, 'added.bin')!r}, 'wb').write(c.randbytes(10_000_000))")
    os.remove(os.path.join(contents, "added.bin"))
    tables.row("(the whole pack)", size, size, 1.0, "", "", "")
