package import Kernel

/// Something about a claim that a person should look at before deciding; it never stops anything.
package struct ClaimWarning: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case overCapacity = "over-capacity"
        case aboveBooked = "above-booked"
        case aboveMeasured = "above-measured"
        case round
        case aboveUsual = "above-usual"
        case belowUsual = "below-usual"
        case copy
        case early
    }

    package let kind: Kind
    /// What it is compared with: the capacity, the places booked, the measured value, the end of the band.
    package let number: Int64

    package init(_ kind: Kind, _ number: Int64 = 0) { (self.kind, self.number) = (kind, number) }

    package var phrase: Phrase {
        switch kind {
        case .overCapacity: Phrase("超过名额 \(number)", "above the capacity of \(number)")
        case .aboveBooked: Phrase("超过预约 \(number)", "above the \(number) booked")
        case .aboveMeasured: Phrase("超过实测 \(number)", "above the \(number) measured")
        case .round: Phrase("整数，像是估计值", "a round number, as estimates are")
        case .aboveUsual: Phrase("高于同类活动的常见上限 \(number)", "above \(number), the usual most for its kind")
        case .belowUsual: Phrase("低于同类活动的常见下限 \(number)", "below \(number), the usual least for its kind")
        case .copy: Phrase("与同一活动另一场次的数相同", "the same as another session's of this activity")
        case .early: Phrase("场次尚未结束", "the session is not over yet")
        }
    }

    /// As it is stored: `above-booked:100 round:0`.
    static func stored(_ warnings: [ClaimWarning]) -> String {
        warnings.map { "\($0.kind.rawValue):\($0.number)" }.joined(separator: " ")
    }

    static func read(_ text: String) -> [ClaimWarning] {
        text.split(separator: " ").compactMap { piece in
            let halves = piece.split(separator: ":")
            guard halves.count == 2, let kind = Kind(rawValue: String(halves[0])), let number = Int64(halves[1]) else { return nil }
            return ClaimWarning(kind, number)
        }
    }
}
