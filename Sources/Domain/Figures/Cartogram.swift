import Kernel
import Language
import Markup
import Regions
import Web

/// The provinces as squares of one size, darker where more visits are counted (activities, where no visits are).
struct Cartogram {
    let address: FigureAddress
    let lines: [FigureLine]

    func html(_ visit: Visit) -> HTML {
        let byCode = Dictionary(lines.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let hasVisits = lines.contains { $0.indicators["visits"] != nil }
        func value(_ line: FigureLine?) -> Int64 { hasVisits ? line?.indicators["visits"]?.total ?? 0 : line?.activities ?? 0 }
        let most = lines.map { value($0) }.max() ?? 0
        let unit = hasVisits ? Phrase("人次", "visits") : Phrase("项活动", "activities")
        return figure {
            ul(.class("cartogram"), .aria("label", visit.say(Phrase("各省级行政区，按方位示意排列", "Provincial units, laid out about as on a map")))) {
                for tile in RegionTile.china {
                    li(.variable("column", tile.column), .variable("row", tile.row)) {
                        square(tile.code, byCode[tile.code], value(byCode[tile.code]), most, unit, visit)
                    }
                }
            }
            figcaption(.class("cartogram-key")) {
                visit.say(
                    Phrase("示意排列，不是地图。颜色越深，\(unit.zh)越多。", "Laid out as a scheme; this is no map. The darker, the more \(unit.en)."))
            }
        }
    }

    private func square(_ code: String, _ line: FigureLine?, _ value: Int64, _ most: Int64, _ unit: Phrase, _ visit: Visit) -> HTML {
        let region = RegionTable.china2023[code]
        let name = region.map { visit.say($0.short) } ?? code
        let label = "\(name): \(Numerals.count(value, visit.language)) \(visit.say(unit))"
        let inner = HTML {
            region.map { String($0.shortZH.prefix(1)) } ?? code
            small { Numerals.short(value, visit.language) }
        }
        let level = Self.level(value, of: most)
        guard line != nil else {
            return span(.class("tile"), .data("level", "0"), .role("img"), .aria("label", label)) { inner }
        }
        return a(.href(address.page(by: .region, of: code)), .data("level", level), .aria("label", label)) { inner }
    }

    /// Five classes over the square root, so that one large province does not empty all others.
    private static func level(_ value: Int64, of most: Int64) -> String {
        guard value > 0, most > 0 else { return "0" }
        let share = (Double(value) / Double(most)).squareRoot()
        return String(min(5, max(1, Int((share * 5).rounded(.up)))))
    }
}
