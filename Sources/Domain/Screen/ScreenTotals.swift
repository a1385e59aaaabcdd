import Figures
import Kernel
import Language
import Markup
import Web

/// A number that the page's script counts up to and machines read.
struct ScreenNumber {
    let name: String
    let value: Int64
    let language: Tongue

    init(_ name: String, _ value: Int64, _ language: Tongue) { (self.name, self.value, self.language) = (name, value, language) }

    var html: HTML { element("data", .value("\(value)"), .data("figure", name)) { Numerals.count(value, language) } }

    /// How many letters it takes, so that the style sheet can make it as large as there is room.
    var length: String { String(max(3, Numerals.count(value, language).count)) }
}

/// The totals: visits with what they rest on, what is booked apart, and unlike things beside each other.
struct ScreenTotals {
    let key: String
    let totals: FigureAnswer
    let language: Tongue

    var html: HTML {
        HTML {
            visits
            ul(.class("screen-tiles"), .role("list")) {
                li { tile("activities", Phrase("活动", "Activities"), totals.activities) }
                li { tile("sessions", Phrase("场次", "Sessions"), totals.sessions) }
                li { tile("venues", Phrase("场馆", "Venues"), totals.venues) }
                if let viewers = totals.viewerTimes { li { tile("viewers", Phrase("线上观看人次", "Viewer-times"), viewers.total, figure: "viewer-times") } }
            }
        }
    }

    private func say(_ phrase: Phrase) -> String { phrase(language) }

    private var visits: HTML {
        div(.class("screen-visits")) {
            h2 { say(Phrase("参加人次", "Visits")) }
            if let shares = totals.visits {
                let number = ScreenNumber("visits", shares.total, language)
                p(.class("screen-number"), .variable("letters", number.length)) { a(.href("/figures/\(key)/visits")) { number.html } }
                bar(shares)
            } else {
                p(.class("screen-number", "screen-unknown")) { say(Numerals.unknown) }
                p(.class("screen-note")) { say(Phrase("还没有人填报或记录；未知不等于 0。", "Nobody has reported or recorded any yet; unknown is not zero.")) }
            }
            p(.class("screen-booked")) {
                say(Phrase("另有预约 ", "Booked, apart from these: "))
                a(.href("/figures/\(key)/booked")) { ScreenNumber("booked", totals.booked, language).html }
                if language == .zh { " 人" }
            }
        }
    }

    private func bar(_ shares: MethodShares) -> HTML {
        let all = CountingMethod.allCases
        let percent = Numerals.shares(all.map { shares[$0] })
        return HTML {
            div(.class("method-bar"), .aria("hidden", true)) {
                for method in all where shares[method] > 0 {
                    let permille = Int((Double(shares[method]) / Double(max(1, shares.total)) * 1000).rounded())
                    span(.class("method-\(method.rawValue)"), .variable("share", "\(permille / 10).\(permille % 10)%")) {}
                }
            }
            ul(.class("method-legend")) {
                for (place, method) in all.enumerated() {
                    li(.class("method-\(method.rawValue)")) {
                        a(.href("/figures/\(key)/visits?method=\(method.rawValue)")) { say(method.title) }
                        ScreenNumber(method.rawValue, shares[method], language).html
                        if shares[method] > 0 { small { percent[place] } }
                    }
                }
            }
        }
    }

    private func tile(_ term: String, _ name: Phrase, _ value: Int64, figure: String? = nil) -> HTML {
        let number = ScreenNumber(figure ?? term, value, language)
        return HTML {
            h3 { say(name) }
            p(.class("screen-number"), .variable("letters", number.length)) { a(.href("/figures/\(key)/\(term)")) { number.html } }
        }
    }
}
