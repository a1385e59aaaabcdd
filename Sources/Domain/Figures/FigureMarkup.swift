import Kernel
import Language
import Markup
import Participation
import Web

extension Visit {
    /// A number that machines read too: `<data value="144" data-figure="visits">144</data>`.
    func figureHTML(_ name: String, _ value: Int64) -> HTML {
        let text = Numerals.count(value, language)
        // How many letters a long one takes: the style sheet then makes it as large as there is room.
        return element("data", .value("\(value)"), .data("figure", name), .variable("letters", String(text.count)).when(text.count > 7)) { text }
    }

    /// The same within a list, where the name stands more than once.
    func lineHTML(_ name: String, _ value: Int64) -> HTML {
        element("data", .value("\(value)"), .data("line", name)) { Numerals.count(value, language) }
    }

    /// A number as far as it is told to the public.
    func toldHTML(_ name: String, _ told: ToldNumber) -> HTML {
        switch told {
        case .number(let value): figureHTML(name, value)
        case .few, .withheld: span(.class("figure-hidden"), .data("hidden-figure", name)) { told.text(language) }
        }
    }

    /// The same within a list.
    func toldLineHTML(_ name: String, _ told: ToldNumber) -> HTML {
        switch told {
        case .number(let value): lineHTML(name, value)
        case .few, .withheld: span(.class("figure-hidden"), .data("hidden", name)) { told.text(language) }
        }
    }

    /// What stands for a number nobody has stated.
    var unknownHTML: HTML { span(.class("meta")) { say(Numerals.unknown) } }

    /// The bar of shares, and its legend in words. `names`: the machine-readable names are written.
    func methodBar(_ shares: MethodShares, prefix: String?, link: ((CountingMethod) -> Address)? = nil) -> HTML {
        let all = CountingMethod.allCases
        let percent = Dictionary(uniqueKeysWithValues: zip(all, Numerals.shares(all.map { shares[$0] })))
        return HTML {
            div(.class("method-bar"), .aria("hidden", true)) {
                for method in CountingMethod.allCases where shares[method] > 0 {
                    span(.class("method-\(method.rawValue)"), .variable("share", Self.percent(shares[method], of: shares.total)))
                }
            }
            ul(.class("method-legend")) {
                for method in CountingMethod.allCases {
                    li(.class("method-\(method.rawValue)")) {
                        methodName(method, link)
                        if let prefix { figureHTML(prefix + method.rawValue, shares[method]) } else { lineHTML(method.rawValue, shares[method]) }
                        if shares.total > 0, shares[method] > 0, shares[method] < shares.total {
                            small { percent[method] ?? "" }
                        }
                    }
                }
            }
        }
    }

    private func methodName(_ method: CountingMethod, _ link: ((CountingMethod) -> Address)?) -> HTML {
        guard let link else { return span { say(method.title) } }
        return a(.href(link(method))) { say(method.title) }
    }

    /// For the style sheet: `66.2%`.
    private static func percent(_ part: Int64, of total: Int64) -> String {
        guard total > 0 else { return "0%" }
        let permille = Int((Double(part) / Double(total) * 1000).rounded())
        return "\(permille / 10).\(permille % 10)%"
    }
}

private func span(_ attributes: Attribute...) -> HTML { element("span", .group(attributes)) }
