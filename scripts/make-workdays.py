#!/usr/bin/env python3
"""Makes Sources/Platform/Kernel/Data/workdays-cn.csv: the days of 2021 to 2026 on which China's working week differs.

    pip install chinesecalendar==1.11.0
    scripts/make-workdays.py

The facts are those of the State Council's yearly notices, as the package chinesecalendar carries them. A row is a day of
a named holiday (`holiday`, weekdays and weekends alike) or a Saturday or Sunday that is worked instead (`workday`, with
the holiday it makes up for); every other day follows Monday to Friday. The first line lists the years covered: a year
that the package lacks is left out, and the program refuses to count in it. When the notice for another year is out
(usually in November), raise the package's version and YEARS, and run this and embed-data.py again; the notice may also
name the last days of December of the year before.
"""
import pathlib

from chinese_calendar.constants import holidays, workdays

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "Sources/Platform/Kernel/Data/workdays-cn.csv"
YEARS = range(2021, 2027)
NAMES = {
    "New Year's Day": ("元旦", "New Year's Day"), "Spring Festival": ("春节", "Spring Festival"),
    "Tomb-sweeping Day": ("清明节", "Qingming Festival"), "Labour Day": ("劳动节", "Labour Day"),
    "Dragon Boat Festival": ("端午节", "Dragon Boat Festival"), "National Day": ("国庆节", "National Day"),
    "Mid-autumn Festival": ("中秋节", "Mid-Autumn Festival"),
}


def main():
    covered = [year for year in YEARS if any(day.year == year and day.month > 1 for day in holidays)]
    days = sorted([(day, "holiday", name) for day, name in holidays.items()] +
                  [(day, "workday", name) for day, name in workdays.items()])
    lines = ["# years: " + " ".join(map(str, covered)), "date,kind,name_zh,name_en"]
    lines += [",".join([str(day), kind, *NAMES[name]]) for day, kind, name in days if day.year in covered]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(lines) - 2} days of {covered}")


if __name__ == "__main__":
    main()
