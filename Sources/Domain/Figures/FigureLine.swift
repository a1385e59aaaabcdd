package import Kernel
package import Participation

/// One line of a roll-up: a place, a kind, or a day, with what is counted there.
package struct FigureLine: Sendable, Hashable {
    /// What it was grouped by; empty where nobody stated it.
    package let key: String
    package var name = Phrase("未知", "unknown")
    /// Names of codes that this one has replaced one to one; their records are in this line.
    package var formerNames: [Phrase] = []
    package var activities: Int64 = 0
    package var sessions: Int64 = 0
    package var booked: Int64 = 0
    package var indicators: [String: MethodShares] = [:]
    /// What stands in place of numbers of people that are not told, by indicator (`booked` too).
    package var hidden: [String: ToldNumber] = [:]
    /// Indicators whose parts by method are not told.
    package var withoutShares: Set<String> = []

    init(key: String) { self.key = key }
}
