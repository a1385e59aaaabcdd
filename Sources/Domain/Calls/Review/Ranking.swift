import Kernel

/// The places of a call's applications by their scores. What a decision was taken on stays as it was: its score and its place are the ones that
/// the meeting saw.
struct Ranking: Sendable {
    struct Entry: Sendable, Hashable {
        let application: ID<Application>
        let state: ApplicationState
        /// As it is kept.
        let score: Int?
    }

    /// Those that a meeting has decided on.
    static let decided: Set<ApplicationState> = [.proposed, .setAside, .recognised, .struck]

    /// Score and place of what waits for its decision, the best first; equal scores share a place, and the next place counts them all. What was
    /// withdrawn or failed has no place.
    static func places(_ entries: [Entry], _ scores: [ID<Application>: Int]) -> [(ID<Application>, Int, Int)] {
        let ranked = entries.compactMap { one -> (key: ID<Application>, value: Int, waits: Bool)? in
            if decided.contains(one.state) { return one.score.map { (one.application, $0, false) } }
            return one.state == .passed ? scores[one.application].map { (one.application, $0, true) } : nil
        }
        let order = ranked.sorted { ($1.value, $0.key.number) < ($0.value, $1.key.number) }
        var (places, place): ([(ID<Application>, Int, Int)], Int) = ([], 1)
        for (position, one) in order.enumerated() {
            if position > 0, order[position - 1].value != one.value { place = position + 1 }
            if one.waits { places.append((one.key, one.value, place)) }
        }
        return places
    }
}
