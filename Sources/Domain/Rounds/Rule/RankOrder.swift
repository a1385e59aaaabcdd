import Kernel

/// Who stands before whom: the weighted sum, then the criteria named for ties, then a number drawn from the round's key and the unit's identity,
/// which nobody chose and everybody can compute again. No two units are equal, and the order in which they came means nothing.
struct RankOrder: Sendable, Hashable, Comparable {
    let total: Int
    let ties: [Int]
    let lot: UInt64
    let unit: Int64

    init(total: Int, ties: [Int], lot: UInt64, unit: Int64) { (self.total, self.ties, self.lot, self.unit) = (total, ties, lot, unit) }

    init(_ score: NeedScore, of unit: Int64, in round: String, under rule: RoundRule) {
        self.init(total: score.total, ties: rule.ties.map { score.points(of: $0) }, lot: Self.drawn(round, unit), unit: unit)
    }

    /// FNV-1a over `round/unit`, the unit as 13 letters.
    static func drawn(_ round: String, _ unit: Int64) -> UInt64 { Fingerprint.of("\(round)/\(Crockford.text(unit))") }

    /// The stronger is the smaller.
    static func < (a: RankOrder, b: RankOrder) -> Bool {
        if a.total != b.total { return a.total > b.total }
        for (one, other) in zip(a.ties, b.ties) where one != other { return one > other }
        return a.lot != b.lot ? a.lot < b.lot : a.unit < b.unit
    }
}
