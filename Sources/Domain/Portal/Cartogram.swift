import Kernel
import Language
import Markup
import Regions
import Web

/// One tile for each province, about where it lies; the darker, the more. No map: no boundaries are drawn.
struct Cartogram {
    /// By province code; a missing one is 0.
    let counts: [String: Int]

    func html(_ visit: Visit) -> HTML {
        let most = counts.values.max() ?? 0
        return div(.class("stack")) {
            ul(.class("cartogram"), .role("list"), .aria("label", visit.say(Phrase("各省级行政区的活动数", "Activities in each province")))) {
                for tile in RegionTile.china { item(tile, most: most, visit) }
            }
            p(.class("cartogram-key")) {
                visit.say(
                    Phrase("示意排列，不是地图。颜色越深，活动越多；底色为 0 项。", "A sketch, not a map: the darker the tile, the more activities; the plain ground is 0."))
            }
        }
    }

    private func item(_ tile: RegionTile, most: Int, _ visit: Visit) -> HTML {
        let count = counts[tile.code, default: 0]
        let amount = Numerals.count(count, visit.language)
        let name = RegionTable.china2023[tile.code].map { visit.say($0.short) } ?? tile.code
        let label = visit.say(Phrase("\(name)：\(amount) 项活动", "\(name): \(amount) \(count == 1 ? "activity" : "activities")"))
        return li(.variable("column", tile.column), .variable("row", tile.row)) {
            a(.href("/activities?region=\(tile.code)"), .data("level", String(Self.level(count, most: most))), .aria("label", label)) {
                visit.say(ProvinceMark.of(tile.code))
                small { amount }
            }
        }
    }

    /// 0 for none, else 1 to 5 by the share of the largest.
    static func level(_ count: Int, most: Int) -> Int {
        guard count > 0, most > 0 else { return 0 }
        return min(5, (count * 5 + most - 1) / most)
    }
}

/// What stands on a province's tile: 京, BJ.
enum ProvinceMark {
    static func of(_ code: String) -> Phrase { marks[code] ?? Phrase(same: String(code.prefix(2))) }

    private static let marks: [String: Phrase] = [
        "110000": Phrase("京", "BJ"), "120000": Phrase("津", "TJ"), "130000": Phrase("冀", "HE"), "140000": Phrase("晋", "SX"),
        "150000": Phrase("蒙", "NM"), "210000": Phrase("辽", "LN"), "220000": Phrase("吉", "JL"), "230000": Phrase("黑", "HL"),
        "310000": Phrase("沪", "SH"), "320000": Phrase("苏", "JS"), "330000": Phrase("浙", "ZJ"), "340000": Phrase("皖", "AH"),
        "350000": Phrase("闽", "FJ"), "360000": Phrase("赣", "JX"), "370000": Phrase("鲁", "SD"), "410000": Phrase("豫", "HA"),
        "420000": Phrase("鄂", "HB"), "430000": Phrase("湘", "HN"), "440000": Phrase("粤", "GD"), "450000": Phrase("桂", "GX"),
        "460000": Phrase("琼", "HI"), "500000": Phrase("渝", "CQ"), "510000": Phrase("川", "SC"), "520000": Phrase("贵", "GZ"),
        "530000": Phrase("滇", "YN"), "540000": Phrase("藏", "XZ"), "610000": Phrase("陕", "SN"), "620000": Phrase("甘", "GS"),
        "630000": Phrase("青", "QH"), "640000": Phrase("宁", "NX"), "650000": Phrase("新", "XJ"), "710000": Phrase("台", "TW"),
        "810000": Phrase("港", "HK"), "820000": Phrase("澳", "MO"),
    ]
}
