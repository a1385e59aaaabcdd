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
        /// The unit's stated visits are round most of the time.
        case roundHabit = "round-habit"
        /// All numbers of another report of the unit.
        case copyReport = "copy-report"
        case belowViewers = "below-viewers"
        case aboveViewers = "above-viewers"
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
        case .roundHabit: Phrase("该单位 \(number) 次上报中多数是整数，像是估计值", "most of the \(number) numbers that this unit has stated are round, as estimates are")
        case .copyReport: Phrase("各项数字与该单位另一次上报完全相同", "all its numbers are those of another report of this unit")
        case .belowViewers: Phrase("播放次数少于观看人次 \(number)", "fewer views than the \(number) viewers")
        case .aboveViewers: Phrase("同时在线多于观看人次 \(number)", "more at once than the \(number) viewers")
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
