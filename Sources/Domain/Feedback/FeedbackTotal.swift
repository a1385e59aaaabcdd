/// Which sessions' answers are left out of a total, so that nobody finds a small group by taking the sessions that are shown from the total.
///
/// A session of fewer than five answers is shown to nobody. If it were the only one in the total, the total less the others would show it; so it is left
/// out too. Several of them stay in, where they are five answers and more together: what is left over is then a group that may be shown.
package enum FeedbackTotal {
    /// - answered: how many answered, by session.
    package static func leftOut(_ answered: [Int64: Int64]) -> Set<Int64> {
        let small = answered.filter { (1..<FeedbackSummary.fewest).contains($0.value) }
        return small.count > 1 && small.values.reduce(0, +) >= FeedbackSummary.fewest ? [] : Set(small.keys)
    }
}
