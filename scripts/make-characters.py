#!/usr/bin/env python3
"""Makes Sources/Platform/Language/Data/characters.csv: which simplified character stands for which traditional ones.

    apt-get install unicode-data
    scripts/make-characters.py [Unihan_Variants.txt.bz2]

The pairs are those of Unicode's Unihan database (kSimplifiedVariant, kTraditionalVariant), as Debian's unicode-data carries it, under the
Unicode licence. They are cut to what people write: the simplified character is one of GB 2312. A character that GB 2312 has and that
simplified texts write too (著, 乾) stays as it is; of several simplified ones the first stands. Beside them stand other forms of
the same characters (kZVariant; kSemanticVariant where it cites Hong Kong's list of glyphs), such as 説 and 裏.
"""
import bz2
import collections
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCE = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode/Unihan_Variants.txt.bz2")
# The table in the program reaches from the first to the last of the common characters.
COMMON = range(0x3400, 0xA000)


def is_common(character):
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def variants():
    """What stands for each character: the field, the character, the other one, and who says so."""
    with bz2.open(SOURCE, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or "\t" not in line:
                continue
            code, field, values = line.rstrip("\n").split("\t")
            for value in values.split():
                other, _, sources = value.partition("<")
                yield field, chr(int(code[2:], 16)), chr(int(other[2:], 16)), sources


def simplified_forms():
    """The simplified characters of each traditional one; the source has them both ways round."""
    forms = collections.defaultdict(list)
    for field, one, other, _ in variants():
        if field == "kSimplifiedVariant":
            forms[one].append(other)
        elif field == "kTraditionalVariant":
            forms[other].append(one)
    return forms


def other_forms(known):
    """Characters written in two ways, of which one is known or common."""
    for field, one, other, sources in variants():
        if field == "kZVariant" or (field == "kSemanticVariant" and "kHKGlyph" in sources):
            plain = known.get(other, other)
            if one not in known and not is_common(one) and is_common(plain):
                yield one, plain


def main():
    plain_of = {}
    for traditional, forms in sorted(simplified_forms().items()):
        wanted = [plain for plain in forms if plain != traditional and is_common(plain)]
        if wanted and not (traditional in forms and is_common(traditional)):
            plain_of[traditional] = wanted[0]
    for one, plain in other_forms(dict(plain_of)):
        plain_of.setdefault(one, plain)
    rows = collections.defaultdict(list)
    for traditional, plain in sorted(plain_of.items()):
        if ord(traditional) in COMMON:
            rows[plain].append(traditional)
    chained = sorted(plain for plain in rows if plain in plain_of)
    if chained:
        sys.exit(f"both simplified and traditional: {''.join(chained)}")
    lines = ["simplified,traditional"] + [f"{plain},{''.join(rows[plain])}" for plain in sorted(rows)]
    target = ROOT / "Sources/Platform/Language/Data/characters.csv"
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{target.relative_to(ROOT)}: {len(rows)} simplified characters for {sum(map(len, rows.values()))} others")


if __name__ == "__main__":
    main()
