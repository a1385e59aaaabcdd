import Kernel
import Language
import Markup
import Participation
import Web

/// The headline: one tile for each thing that is counted, each a link to what it is made of.
struct FigureTiles {
    /// The campaign's key.
    let key: String
    let answer: FigureAnswer
    let terms: [FigureTerm]

    func html(_ visit: Visit) -> HTML {
        ul(.class("figure-grid"), .role("list")) {
            li { visits(visit) }
            li { plain(.activities, answer.activities, beside: [(.sessions, answer.sessions)] + (answer.counties.map { [(.counties, $0)] } ?? []), visit) }
            li { plain(.venues, answer.venues, beside: [(.venueTimes, answer.venueTimes)], visit) }
            for term in terms where term.key != "visits" {
                if let shares = answer.indicators[term.key] { li { counted(term, shares, visit) } } else if let told = answer.hidden[term.key] { li { hidden(term, told, visit) } }
            }
        }
    }

    private func visits(_ visit: Visit) -> HTML {
        guard let term = terms.first(where: { $0.key == "visits" }) else { return HTML() }
        return article(.class("figure-tile")) {
            h3(.class("figure-name")) { a(.href(address(term))) { visit.say(term.title) } }
            if let told = answer.hidden["visits"] {
                toldNumber(term, told, visit)
            } else if let shares = answer.visits {
                number(term, shares.total, visit)
                if !answer.withoutShares.contains("visits") { visit.methodBar(shares, prefix: "") { method in "/figures/\(key)/visits?method=\(method.rawValue)" } }
            } else {
                p(.class("figure-number", "figure-unknown")) { visit.say(Numerals.unknown) }
                p(.class("meta")) {
                    visit.say(Phrase("还没有人填报或记录；未知不等于 0。", "Nobody has reported or recorded any yet; unknown is not zero."))
                }
            }
            if let visitors = answer.visitors {
                p(.class("figure-booked")) {
                    a(.href(address(.visitors))) { visit.say(Phrase("不同的人（估计）", "Different people, estimated")) }
                    " "
                    visit.visitorsHTML(visitors)
                }
            }
            p(.class("figure-booked")) {
                visit.say(Phrase("另有预约 ", "Beside them, booked: "))
                a(.href(address(.booked))) { visit.toldHTML("booked", answer.hidden["booked"] ?? .number(answer.booked)) }
                visit.say(Phrase("，不计入人次", ", no part of the visits"))
            }
        }
    }

    private func counted(_ term: FigureTerm, _ shares: MethodShares, _ visit: Visit) -> HTML {
        article(.class("figure-tile")) {
            h3(.class("figure-name")) { a(.href(address(term))) { visit.say(term.title) } }
            number(term, shares.total, visit)
            if !answer.withoutShares.contains(term.key) { visit.methodBar(shares, prefix: term.figure + "-") }
        }
    }

    private func hidden(_ term: FigureTerm, _ told: ToldNumber, _ visit: Visit) -> HTML {
        article(.class("figure-tile")) {
            h3(.class("figure-name")) { a(.href(address(term))) { visit.say(term.title) } }
            toldNumber(term, told, visit)
        }
    }

    private func plain(_ term: FigureTerm, _ value: Int64, beside: [(FigureTerm, Int64)], _ visit: Visit) -> HTML {
        article(.class("figure-tile")) {
            h3(.class("figure-name")) { a(.href(address(term))) { visit.say(term.title) } }
            number(term, value, visit)
            for other in beside {
                p(.class("figure-booked")) {
                    a(.href(address(other.0))) { visit.say(other.0.title) }
                    " "
                    visit.figureHTML(other.0.figure, other.1)
                }
            }
        }
    }

    private func number(_ term: FigureTerm, _ value: Int64, _ visit: Visit) -> HTML { toldNumber(term, .number(value), visit) }

    private func toldNumber(_ term: FigureTerm, _ told: ToldNumber, _ visit: Visit) -> HTML {
        p(.class("figure-number")) {
            a(.href(address(term))) { visit.toldHTML(term.figure, told) }
            " "
            span(.class("figure-unit")) { visit.say(term.unit) }
        }
    }

    private func address(_ term: FigureTerm) -> Address { "/figures/\(key)/\(term.key)" }
}
