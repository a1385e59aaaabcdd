package import Kernel
package import Storage

/// A number as a text holds it: not its digits but which campaign's it is, so that it is as true as the records it is counted from.
///
/// Written `{{figure:CAMPAIGN/INDICATOR}}`, as counted now, or `{{figure:CAMPAIGN/INDICATOR@locked}}`, as the edition was published.
package struct FigureReference: Hashable, Sendable {
    /// The campaign's key.
    package let campaign: String
    /// As in the addresses of figures: `visits`.
    package let indicator: String
    /// As the edition was locked; otherwise as counted at the moment of reading.
    package let isLocked: Bool

    /// What stands between the braces: `figure:CAMPAIGN/INDICATOR`. Nil for anything else.
    package init?(_ text: some StringProtocol) {
        var rest = Substring(text).drop { $0 == " " }
        while rest.last == " " { rest = rest.dropLast() }
        guard rest.hasPrefix("figure:") else { return nil }
        let body = rest.dropFirst("figure:".count)
        isLocked = body.hasSuffix("@locked")
        let names = (isLocked ? body.dropLast("@locked".count) : body).split(separator: "/", omittingEmptySubsequences: false)
        guard names.count == 2, names.allSatisfy(Self.isKey) else { return nil }
        (campaign, indicator) = (String(names[0]), String(names[1]))
    }

    /// With its braces, as it stands in a text.
    package var text: String { "{{figure:\(campaign)/\(indicator)\(isLocked ? "@locked" : "")}}" }

    private static func isKey(_ name: Substring) -> Bool {
        !name.isEmpty && name.utf8.count <= 100 && name.utf8.allSatisfy { ($0 >= 97 && $0 <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 45 || $0 == 95 }
    }
}

/// What a reference stands for.
package struct FigureInText: Sendable, Hashable {
    /// What is counted.
    package let title: Phrase
    package let unit: Phrase
    /// Nil where nobody has stated anything: unknown, not zero.
    package let value: Int64?
    /// The day on which it was counted, in the campaign's zone.
    package let day: Day
    /// Whether it is the value that was locked on that day.
    package let isLocked: Bool
    /// Where it opens to its records.
    package let path: String

    package init(title: Phrase, unit: Phrase, value: Int64?, day: Day, isLocked: Bool, path: String) {
        (self.title, self.unit, self.value, self.day, self.isLocked, self.path) = (title, unit, value, day, isLocked, path)
    }
}

extension House {
    /// The figure that a text refers to. Refuses what nobody counts, saying what is wrong with the reference.
    package func figure(_ reference: FigureReference, in tx: Transaction) throws -> FigureInText {
        guard let answer = modules.compactMap(\.figure).first else { throw Refusal.noFigure(reference) }
        return try answer(self, tx, reference)
    }
}

extension Refusal {
    /// There is nothing of that name to count.
    package static func noFigure(_ reference: FigureReference) -> Refusal {
        Refusal(
            .invalid, "figure-unknown", "没有 \(reference.text) 所指的数字。请在“数字”页面核对活动项目的 key 和指标名。",
            "There is no figure \(reference.text). Look up the campaign's key and the indicator's name on the page of figures.")
    }
}
