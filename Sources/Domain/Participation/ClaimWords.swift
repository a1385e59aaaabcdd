import Activities
import Kernel
import Language
import Markup
import Rooms
import Web

/// The small pieces that every page of claims shares.
enum ClaimWords {
    /// The same as far as it is told to whoever looks.
    static func value(_ claim: Claim, in model: ClaimsView, _ visit: Visit, figure: String = "claim") -> HTML {
        let told = model.told(claim, to: visit.identity)
        guard let words = told.words else { return value(claim, visit, figure: figure) }
        return span(.class("figure-hidden"), .data("hidden-figure", figure)) { visit.say(words) }
    }

    /// `80 visits`, the number readable by machines.
    static func value(_ claim: Claim, _ visit: Visit, figure: String = "claim") -> HTML {
        let unit = Indicators.named(claim.indicator)?.unit ?? Phrase(same: claim.indicator)
        return HTML {
            number(claim.value, figure, visit)
            " " + visit.say(unit)
        }
    }

    static func number(_ number: Int64, _ figure: String, _ visit: Visit) -> HTML {
        element("data", .data("figure", figure), .value(String(number))) { Numerals.count(number, visit.language) }
    }

    static func method(_ claim: Claim, _ visit: Visit) -> HTML {
        var words = claim.method.title
        switch (claim.method, claim.source) {
        case (.measured, Claim.door): words = words + Phrase("（检票）", " (door scans)")
        case (.measured, let source) where !source.isEmpty: words = words + Phrase("（\(source)）", " (\(source))")
        default: break
        }
        if claim.method == .measured { words = words + (claim.coversWhole ? Phrase("，全程", ", whole session") : Phrase("，部分", ", in part")) }
        if claim.isCorrection { words = words + Phrase("，更正", ", correction") }
        return HTML(text: visit.say(words))
    }

    static func state(_ claim: Claim, _ visit: Visit) -> HTML {
        if claim.method == .booked { return span(.class("badge")) { visit.say(Phrase("随预约更新", "Kept in step")) } }
        if claim.method == .measured, claim.state == .received {
            return span(.class("badge", "badge-info")) { visit.say(Phrase("到达即计", "On arrival")) }
        }
        return span(.class("badge"), .data("state", claim.state.rawValue)) { visit.say(claim.state.title) }
    }

    static func counted(_ claim: Claim, in model: ClaimsView, _ visit: Visit) -> HTML {
        if model.isCounted(claim) { return span(.class("badge", "badge-success")) { visit.say(Phrase("计入", "Counted")) } }
        return HTML(text: visit.say(model.whyNot(claim) ?? Phrase("未计入", "Not counted")))
    }

    static func evidence(_ claim: Claim, _ facts: EvidenceFacts?, isOpen: Bool, _ visit: Visit) -> HTML {
        guard let facts else { return HTML(text: claim.hasEvidence ? visit.say(Phrase("有", "Given")) : "–") }
        guard isOpen else { return HTML(text: visit.say(Phrase("有，未公开", "Given, not public"))) }
        return HTML {
            if !facts.text.isEmpty { p { facts.text } }
            if let name = facts.fileName { a(.href("/evidence/\(claim.activity.text)/\(claim.id.text)")) { name } }
        }
    }

    /// That it came late; nil where it came in time.
    static func lateness(_ claim: Claim, _ model: ClaimsView, _ visit: Visit) -> HTML? { lateness(claim, model.session, visit) }

    static func lateness(_ claim: Claim, _ session: ActivitySession?, _ visit: Visit) -> HTML? {
        let days = claim.lateness(in: session)
        guard days > 0 else { return nil }
        return span(.class("badge", "badge-warning"), .data("late", String(days))) {
            visit.say(Phrase("迟报 \(days) 天", days == 1 ? "1 day late" : "\(days) days late"))
        }
    }

    static func moment(_ instant: Instant, _ model: ClaimsView, _ visit: Visit) -> HTML {
        let zone = model.session?.zone ?? .china
        return Markup.time(.datetime(instant.iso)) { Dates.moment(instant, zone, visit.language) }
    }

    static func indicator(_ claim: Claim) -> Phrase { Indicators.named(claim.indicator)?.title ?? Phrase(same: claim.indicator) }
}
