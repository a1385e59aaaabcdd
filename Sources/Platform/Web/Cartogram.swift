package import Kernel
import Language
package import Markup
package import Regions

/// The provinces as squares of one size, about where they lie; the darker, the more. No map: no boundaries are drawn.
package struct Cartogram {
    /// What is said of a province.
    package enum Amount: Sendable, Hashable {
        case known(Int64)
        /// Something takes place there, and nobody has stated the number.
        case unknown
        /// Nothing takes place there: there is nothing to count.
        case nothing

        package var number: Int64? { if case .known(let value) = self { value } else { nil } }

        /// Where there is no room for words: `0`, `?`, `–`.
        func sign(_ language: Tongue) -> String {
            switch self {
            case .known(let value): Numerals.brief(value, language)
            case .unknown: "?"
            case .nothing: "–"
            }
        }
    }

    private let title: Phrase
    private let amounts: [String: Amount]
    private let missing: Amount
    private let unit: (Int64) -> Phrase
    private let link: (String) -> Address?

    /// - Parameters:
    ///   - title: what is shown, for those who do not see it.
    ///   - values: by the code of the province today; a missing one was counted and is 0.
    ///   - unit: what so many are called, `项活动`, `activities`.
    ///   - link: where a province's square leads; nil: nowhere.
    package init(
        _ title: Phrase, values: [String: Int64], unit: @escaping (Int64) -> Phrase,
        link: @escaping (_ code: String) -> Address?
    ) {
        (self.title, self.amounts, self.missing, self.unit, self.link) = (title, values.mapValues { .known($0) }, .known(0), unit, link)
    }

    /// - Parameter amounts: what people have to state; in a missing province nothing takes place.
    package init(
        _ title: Phrase, amounts: [String: Amount], unit: @escaping (Int64) -> Phrase,
        link: @escaping (_ code: String) -> Address?
    ) {
        (self.title, self.amounts, self.missing, self.unit, self.link) = (title, amounts, .nothing, unit, link)
    }

    package func html(_ visit: Visit) -> HTML { html(visit.language, visit.regions) }

    package func html(_ language: Tongue, _ regions: RegionTable) -> HTML {
        let most = amounts.values.compactMap(\.number).max() ?? 0
        let unit = unit(most), hasSigns = missing == .nothing
        return figure {
            ul(.class("cartogram"), .class("cartogram-signs").when(hasSigns), .role("list"), .aria("label", title(language))) {
                for tile in RegionTile.china {
                    li(.variable("column", tile.column), .variable("row", tile.row)) { square(tile.code, most, language, regions) }
                }
            }
            figcaption(.class("cartogram-key")) {
                if hasSigns {
                    Phrase("示意排列，不是地图。颜色越深，数目越大。", "A scheme, not a map: the darker, the more \(unit.en).")(language)
                    for (sign, says) in Self.signs(unit) {
                        " "
                        span {
                            strong { sign }
                            " " + says(language)
                        }
                    }
                } else {
                    Phrase(
                        "示意排列，不是地图。颜色越深，数目越大；底色为 0。",
                        "A scheme, not a map: the darker the square, the more \(unit.en); the plain ground is 0.")(language)
                }
            }
        }
    }

    private static func signs(_ unit: Phrase) -> [(String, Phrase)] {
        [("?", Phrase("有活动，\(unit.zh)未知", "\(unit.en) unknown")), ("–", Phrase("没有活动", "no activity"))]
    }

    private func square(_ tile: String, _ most: Int64, _ language: Tongue, _ regions: RegionTable) -> HTML {
        let code = regions.today(tile)
        let amount = amounts[code, default: missing]
        let name = regions[code].map { $0.short(language) } ?? code
        let label = self.label(name, amount)(language)
        let level =
            switch amount {
            case .known(let value): String(Self.level(value, most: most))
            case .unknown: "unknown"
            case .nothing: "nothing"
            }
        let sign = amount.sign(language)
        let inner = HTML {
            ProvinceMark.of(tile)(language)
            small(.variable("letters", String(max(3, sign.count)))) { sign }
        }
        guard let address = link(code) else {
            return span(.class("tile"), .data("level", level), .role("img"), .aria("label", label)) { inner }
        }
        return a(.href(address), .data("level", level), .aria("label", label)) { inner }
    }

    /// `湖北：1,200 人次`, `湖北：人次未知`.
    private func label(_ name: String, _ amount: Amount) -> Phrase {
        switch amount {
        case .known(let value):
            let unit = unit(value)
            return Phrase("\(name)：\(Numerals.count(value, .zh)) \(unit.zh)", "\(name): \(Numerals.count(value, .en)) \(unit.en)")
        case .unknown:
            let unit = unit(2)
            return Phrase("\(name)：有活动，\(unit.zh)未知", "\(name): activities, \(unit.en) unknown")
        case .nothing: return Phrase("\(name)：没有活动", "\(name): no activity")
        }
    }

    /// 0 for none, else one of five classes over the square root of the share, so that one large province does not empty
    /// all others.
    package static func level(_ value: Int64, most: Int64) -> Int {
        guard value > 0, most > 0 else { return 0 }
        let share = (Double(value) / Double(most)).squareRoot()
        return min(5, max(1, Int((share * 5).rounded(.up))))
    }
}
