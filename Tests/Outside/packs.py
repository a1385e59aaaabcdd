"""Packs through others' tools: Python's zipfile and Info-ZIP read the archive, PyJWT its signature, and a reader and an updater written from
docs/pack-format.md alone agree with the program."""
import hashlib
import json
import os
import random
import shutil
import struct
import subprocess
import tempfile
import zipfile
import zlib

import jwt

from packing import ADDRESS, Packing


def check(found):
    with tempfile.TemporaryDirectory() as folder:
        packing = Packing(folder)
        chance = random.Random(8)
        film = chance.randbytes(3_000_000)
        packing.write("in/视频/心脏.bin", film)
        packing.write("in/教案.txt", "心脏每天跳动十万次。\n".encode() * 200)
        packing.write("in/空.bin", b"")
        old = packing.build("in", "v1.zip")
        packing.write("in/视频/心脏.bin", film[:1_000_000] + b"a new scene" + film[1_000_100:])
        packing.write("in/新.txt", b"new")
        new = packing.build("in", "v2.zip", version="2")
        packing.kepu("delta", old, new, "--out", packing.path("d.zip"))
        for archive in (old, new):
            readable(found, packing, archive)
            if verdict(open(archive, "rb").read(), json.load(open(packing.keys))) != "whole":
                found(f"{archive}: a reader written from docs/pack-format.md does not find it whole")
        damaged = bytearray(open(old, "rb").read())
        damaged[len(damaged) // 2] ^= 1
        if not verdict(bytes(damaged), json.load(open(packing.keys))).startswith("damaged"):
            found("that reader does not see a byte that was changed")
        if updated(old, packing.path("d.zip")) != open(new, "rb").read():
            found("an updater written from docs/pack-format.md does not make the new version")
        large(found, packing)


def readable(found, packing, archive):
    with zipfile.ZipFile(archive) as file:
        if file.testzip() is not None:
            found(f"zipfile finds {file.testzip()} damaged")
        names = file.namelist()
        if names[:3] != ["manifest.json", "signature.jws", "index.html"] or "files/视频/心脏.bin" not in names:
            found(f"zipfile reads the names {names}")
        if any(entry.compress_type != zipfile.ZIP_STORED or entry.external_attr >> 16 != 0o100644 for entry in file.infolist()):
            found("something is compressed, or no plain file")
        manifest, token = file.read("manifest.json"), file.read("signature.jws").decode()
    if shutil.which("unzip"):
        told = subprocess.run(["unzip", "-tqq", archive], capture_output=True, text=True)
        if told.returncode or told.stdout or told.stderr:
            found(f"unzip -t: {told.returncode} {told.stdout}{told.stderr}")
    key = jwt.PyJWKSet.from_dict(json.load(open(packing.keys))).keys[0]
    header = jwt.get_unverified_header(token)
    claims = jwt.decode(token, key.key, algorithms=["EdDSA"])
    if header != {"alg": "EdDSA", "typ": "kepu-pack+jwt", "kid": ADDRESS} or claims["manifest_sha256"] != hashlib.sha256(manifest).hexdigest():
        found(f"the signature says {header} {claims}")


def header(name, size, crc, day):
    """ZIP's header of a stored file, as docs/pack-format.md has it."""
    year, month, date = map(int, day.split("-"))
    wide = size >= 0xFFFFFFFF
    told = 0xFFFFFFFF if wide else size
    raw = name.encode()
    return struct.pack("<IHHHHHIIIHH", 0x04034B50, 45 if wide else 20, 0x0800, 0, 0, (year - 1980) << 9 | month << 5 | date, crc, told, told, len(raw), 20 if wide else 0) + raw + (
        struct.pack("<HHQQ", 1, 16, size, size) if wide else b"")


def pieces_of(file, size):
    return file.get("pieces") or ([file["sha256"]] if file["size"] else [])


def verdict(data, keys):
    """whole, or what is wrong."""
    name_length, extra = struct.unpack("<HH", data[26:30])
    size = struct.unpack("<I", data[22:26])[0]
    start = 30 + name_length + extra
    manifest_bytes = data[start:start + size]
    manifest = json.loads(manifest_bytes)
    day = manifest["published"]
    place = start + size
    parts = [("manifest.json", size, zlib.crc32(manifest_bytes), 0)]
    length = struct.unpack("<I", data[place + 22:place + 26])[0]
    token = data[place + 43:place + 43 + length]
    parts.append(("signature.jws", length, zlib.crc32(token), place))
    key = {key.key_id: key for key in jwt.PyJWKSet.from_dict(keys).keys}[manifest["signed_by"]]
    if jwt.decode(token.decode(), key.key, algorithms=["EdDSA"])["manifest_sha256"] != hashlib.sha256(manifest_bytes).hexdigest():
        return "forged"
    if data[place:place + 43] != header(*parts[1][:3], day):
        return "damaged: the head"
    place += 43 + length
    for file in manifest["files"]:
        crc = int(file["crc32"], 16)
        before = header(file["path"], file["size"], crc, day)
        if data[place:place + len(before)] != before:
            return f"damaged: before {file['path']}"
        parts.append((file["path"], file["size"], crc, place))
        place += len(before)
        content = data[place:place + file["size"]]
        for number, mark in enumerate(pieces_of(file, manifest["piece_size"])):
            if hashlib.sha256(content[number * manifest["piece_size"]:(number + 1) * manifest["piece_size"]]).hexdigest() != mark:
                return f"damaged: piece {number} of {file['path']}"
        if hashlib.sha256(content).hexdigest() != file["sha256"] or zlib.crc32(content) != crc:
            return f"damaged: {file['path']}"
        place += file["size"]
    return "whole" if data[place:] == directory(parts, place, day) else "damaged: the directory"


def directory(parts, start, day):
    year, month, date = map(int, day.split("-"))
    lines = b""
    for name, size, crc, offset in parts:
        raw = name.encode()
        lines += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 0x032D, 20, 0x0800, 0, 0, (year - 1980) << 9 | month << 5 | date, crc, size, size, len(raw), 0, 0, 0, 0,
                             0o100644 << 16, offset) + raw
    return lines + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(parts), len(parts), len(lines), start, 0)


def updated(old, delta):
    """The new archive, made as docs/pack-format.md says."""
    with zipfile.ZipFile(old) as file:
        before = file.read("manifest.json")
        contents = [file.read(entry["path"]) for entry in json.loads(before)["files"]]
    with zipfile.ZipFile(delta) as file:
        steps, data = json.loads(file.read("delta.json")), file.read("data.bin")
    if steps["from"]["manifest_sha256"] != hashlib.sha256(before).hexdigest():
        return b"another version"
    at = 0

    def made(steps):
        nonlocal at
        out = b""
        for step in steps:
            if isinstance(step, int):
                out += data[at:at + step]
                at += step
            else:
                number, begin, count = step
                out += (before if number == -1 else contents[number])[begin:begin + count]
        return out

    manifest_bytes = made(steps["manifest"])
    manifest = json.loads(manifest_bytes)
    day = manifest["published"]
    out, parts = b"", []
    for name, content in [("manifest.json", manifest_bytes), ("signature.jws", steps["signature"].encode())] + [
            (file["path"], made(one)) for file, one in zip(manifest["files"], steps["files"])]:
        crc = zlib.crc32(content)
        parts.append((name, len(content), crc, len(out)))
        out += header(name, len(content), crc, day) + content
    return out + directory(parts, len(out), day)


def large(found, packing):
    """Beyond 4 GB, where ZIP's first numbers end: only where there is room, and only when it is asked for, because it takes minutes."""
    if not os.environ.get("LARGE"):
        return
    os.makedirs(packing.path("large"))
    with open(packing.path("large/大.bin"), "wb") as file:
        for number in range(4400):
            file.write(random.Random(number).randbytes(1 << 20))
    packing.write("large/小.txt", b"behind it")
    archive = packing.build("large", "large.zip")
    packing.kepu("verify", archive, "--keys", packing.keys)
    with zipfile.ZipFile(archive) as file:
        if file.testzip() is not None or file.read("files/小.txt") != b"behind it" or file.getinfo("files/大.bin").file_size != 4400 << 20:
            found("zipfile does not read an archive beyond 4 GB")
    if shutil.which("unzip"):
        told = subprocess.run(["unzip", "-tqq", archive], capture_output=True, text=True)
        if told.returncode:
            found(f"unzip -t of an archive beyond 4 GB: {told.stdout}{told.stderr}")
