import Kernel
import Language
import Markup
import Web

/// A title in a line or on a card.
enum TitleView {
    static func span(_ title: Title, _ tongue: Tongue) -> String {
        let from = Dates.plain(title.grantedOn, tongue)
        guard let until = title.validUntil else { return tongue == .zh ? "\(from)起" : "from \(from)" }
        return "\(from) – \(Dates.plain(until, tongue))"
    }

    /// The same in a table: it breaks between its days alone.
    static func days(_ title: Title, _ visit: Visit) -> HTML {
        let from = Dates.plain(title.grantedOn, visit.language)
        return HTML {
            Markup.span(.class("whole")) { title.validUntil == nil ? visit.say(Phrase("\(from)起", "from \(from)")) : from + " –" }
            if let until = title.validUntil {
                " "
                Markup.span(.class("whole")) { Dates.plain(until, visit.language) }
            }
        }
    }

    static func badge(_ title: Title, _ visit: Visit) -> HTML {
        let style = title.state == .valid ? "badge-success" : title.state == .revoked ? "badge-error" : title.state == .rectifying ? "badge-warning" : ""
        return Markup.span(.class("badge", style)) { visit.say(title.state.title) }
    }
}
