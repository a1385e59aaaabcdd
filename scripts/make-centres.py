#!/usr/bin/env python3
"""Makes Sources/Domain/Portal/Demo/Data/centres.csv: about where the middle of each administrative unit lies, for the demonstration.

    pip install cpca
    scripts/make-centres.py

The package's table is of 2018; a unit that has been renamed since is found by its name's beginning in the same prefecture, and one that
is not found lies with its prefecture. Two decimals are a kilometre: enough to make up places by, and no survey.
"""
import csv
import importlib.util
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
PACKAGE = pathlib.Path(importlib.util.find_spec("cpca").origin).parent

known, by_name = {}, {}
with open(PACKAGE / "resources/adcodes.csv", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        code = row["adcode"][:6]
        if row["adcode"].endswith("000000") and row["longitude"]:
            known[code] = (float(row["latitude"]), float(row["longitude"]))
            by_name.setdefault((code[:4], row["name"][:2]), known[code])

with open(ROOT / "Sources/Platform/Regions/Data/regions-2023.csv", encoding="utf-8") as file:
    units = list(csv.DictReader(line for line in file if not line.startswith("#")))

lines = ["code,latitude,longitude"]
for unit in units:
    code = unit["code"]
    ways = (code, None, code[:4] + "00", code[:2] + "0000")
    point = next(p for p in (by_name.get((code[:4], unit["name_zh"][:2])) if way is None else known.get(way) for way in ways) if p)
    lines.append(f"{code},{point[0]:.2f},{point[1]:.2f}")
target = ROOT / "Sources/Domain/Portal/Demo/Data/centres.csv"
target.parent.mkdir(exist_ok=True)
target.write_text("\n".join(lines) + "\n", encoding="utf-8")
print(f"{target.relative_to(ROOT)}: {len(lines) - 1} units")
