/// Who of those who ask for one lot receive it: first what is set aside for each province, then the rest by rank, within what each province may
/// have. Asks stand in order of rank; each is for a number of sets, and may be met in part.
///
/// The sets so chosen are those of a greedy walk over a matroid, so that (1) one ask more never gives anybody else more, and (2) a better place
/// in the order never gives its owner less. The proof is in DESIGN.md; `AllocationPropertyTests` try it.
struct LotChoice: Sendable {
    let sets: Int
    /// By the number of the province.
    let most: [Int]
    let least: [Int]

    /// What each ask receives; `asks` by rank, `provinces` the number of each ask's province.
    func chosen(_ asks: [Int], _ provinces: [Int]) -> [Int] {
        var given = [Int](repeating: 0, count: asks.count)
        var (left, used, kept) = (sets, [Int](repeating: 0, count: most.count), least)
        // What is set aside for a province goes to those who stand highest in it.
        for place in asks.indices where asks[place] > 0 && kept[provinces[place]] > 0 && left > 0 {
            let take = min(asks[place], kept[provinces[place]], left)
            given[place] = take
            kept[provinces[place]] -= take
            used[provinces[place]] += take
            left -= take
        }
        for place in asks.indices where asks[place] > given[place] && left > 0 {
            let take = min(asks[place] - given[place], most[provinces[place]] - used[provinces[place]], left)
            guard take > 0 else { continue }
            given[place] += take
            used[provinces[place]] += take
            left -= take
        }
        return given
    }
}
