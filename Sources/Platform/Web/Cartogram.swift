package import Kernel
import Language
package import Markup
package import Regions

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

    package func html(_ visit: Visit) -> HTML { html(visit.language, visit.regions) }

    package func html(_ language: Tongue, _ regions: RegionTable) -> HTML {
        let most = values.values.max() ?? 0
        let unit = unit(most)
        return figure {
            ul(.class("cartogram"), .role("list"), .aria("label", title(language))) {
                for tile in RegionTile.china {
                    li(.variable("column", tile.column), .variable("row", tile.row)) { square(tile.code, most, language, regions) }
                }
            }
            figcaption(.class("cartogram-key")) {
                Phrase(
                    "示意排列，不是地图。颜色越深，数目越大；底色为 0。",
                    "A scheme, not a map: the darker the square, the more \(unit.en); the plain ground is 0.")(language)
            }
        }
    }

    private func square(_ tile: String, _ most: Int64, _ language: Tongue, _ regions: RegionTable) -> HTML {
        let code = regions.today(tile)
        let value = values[code, default: 0]
        let name = regions[code].map { $0.short(language) } ?? code
        let amount = Numerals.count(value, language)
        let unit = unit(value)
        let label = Phrase("\(name)：\(amount) \(unit.zh)", "\(name): \(amount) \(unit.en)")(language)
        let level = String(Self.level(value, most: most))
        let inner = HTML {
            ProvinceMark.of(tile)(language)
            small { Numerals.short(value, language) }
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
