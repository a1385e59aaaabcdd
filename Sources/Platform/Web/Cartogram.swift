package import Kernel
import Language
package import Markup
import Regions

/// The provinces as squares of one size, about where they lie; the darker, the more. No map: no boundaries are drawn.
package struct Cartogram {
    private let title: Phrase
    private let values: [String: Int64]
    private let unit: (Int64) -> Phrase
    private let link: (String) -> Address?

    /// - Parameters:
    ///   - title: what is shown, for those who do not see it.
    ///   - values: by the code of the province today; a missing one is 0.
    ///   - unit: what so many are called, `项活动`, `activities`.
    ///   - link: where a province's square leads; nil: nowhere.
    package init(
        _ title: Phrase, values: [String: Int64], unit: @escaping (Int64) -> Phrase,
        link: @escaping (_ code: String) -> Address?
    ) {
        (self.title, self.values, self.unit, self.link) = (title, values, unit, link)
    }

    package func html(_ visit: Visit) -> HTML {
        let most = values.values.max() ?? 0
        let unit = unit(most)
        return figure {
            ul(.class("cartogram"), .role("list"), .aria("label", visit.say(title))) {
                for tile in RegionTile.china {
                    li(.variable("column", tile.column), .variable("row", tile.row)) { square(tile.code, most, visit) }
                }
            }
            figcaption(.class("cartogram-key")) {
                visit.say(
                    Phrase(
                        "示意排列，不是地图。颜色越深，数目越大；底色为 0。",
                        "A scheme, not a map: the darker the square, the more \(unit.en); the plain ground is 0."))
            }
        }
    }

    private func square(_ tile: String, _ most: Int64, _ visit: Visit) -> HTML {
        let code = visit.regions.today(tile)
        let value = values[code, default: 0]
        let name = visit.regions[code].map { visit.say($0.short) } ?? code
        let amount = Numerals.count(value, visit.language)
        let unit = unit(value)
        let label = visit.say(Phrase("\(name)：\(amount) \(unit.zh)", "\(name): \(amount) \(unit.en)"))
        let level = String(Self.level(value, most: most))
        let inner = HTML {
            visit.say(ProvinceMark.of(tile))
            small { Numerals.short(value, visit.language) }
        }
        guard let address = link(code) else {
            return span(.class("tile"), .data("level", level), .role("img"), .aria("label", label)) { inner }
        }
        return a(.href(address), .data("level", level), .aria("label", label)) { inner }
    }

    /// 0 for none, else one of five classes over the square root of the share, so that one large province does not empty
    /// all others.
    package static func level(_ value: Int64, most: Int64) -> Int {
        guard value > 0, most > 0 else { return 0 }
        let share = (Double(value) / Double(most)).squareRoot()
        return min(5, max(1, Int((share * 5).rounded(.up))))
    }
}
