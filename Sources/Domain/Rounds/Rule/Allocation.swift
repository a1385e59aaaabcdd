import Kernel

/// One unit's wish as the rule sees it: where it stands, in which province, and what it asks for, the dearest first.
struct Ask: Sendable, Hashable {
    struct Want: Sendable, Hashable {
        /// The number of the lot in the rule.
        let lot: Int
        let sets: Int
    }

    let unit: Int64
    /// The province's code; `""` for a national body.
    let province: String
    let order: RankOrder
    let wants: [Want]
}

/// Who receives what: for each unit the dearest things that are left for it, by rank, within the quotas.
///
/// Every unit asks for what it likes best, as far as it may have; every lot keeps the best of those who ask (`LotChoice`) and refuses the rest,
/// who ask for their next; until nobody is refused. What comes out does not depend on the order of anything but the ranks.
struct Allocation: Sendable, Hashable {
    /// By rank, the strongest first.
    let asks: [Ask]
    /// For each ask the sets of each of its wants.
    let given: [[Int]]

    let provinces: [Int]
    let choices: [LotChoice]
    /// By lot, who was given sets of it, by rank.
    let holders: [[(place: Int, sets: Int)]]

    init(_ asks: [Ask], under rule: RoundRule) {
        let asks = asks.sorted { $0.order < $1.order }
        let (provinces, choices) = Self.rooms(asks, rule)
        (self.asks, self.provinces, self.choices) = (asks, provinces, choices)
        // What each want may still come to: all of it, until a lot has refused a set; then no more than it kept.
        var allowed = asks.map { $0.wants.map(\.sets) }
        var proposed = asks.indices.map { Self.proposals(allowed[$0], rule.mostPerUnit) }
        let seekers = Self.seekers(asks, lots: rule.lots.count)
        var waiting = Array(rule.lots.indices)
        while !waiting.isEmpty {
            var touched: Set<Int> = []
            for lot in waiting {
                let sought = seekers[lot]
                let kept = choices[lot].chosen(sought.map { proposed[$0.ask][$0.want] }, sought.map { provinces[$0.ask] })
                for (one, sets) in zip(sought, kept) where sets < proposed[one.ask][one.want] {
                    allowed[one.ask][one.want] = sets
                    touched.insert(one.ask)
                }
            }
            var changed: Set<Int> = []
            for ask in touched {
                let next = Self.proposals(allowed[ask], rule.mostPerUnit)
                for (place, want) in asks[ask].wants.enumerated() where next[place] > proposed[ask][place] { changed.insert(want.lot) }
                proposed[ask] = next
            }
            waiting = changed.sorted()
        }
        let given = proposed
        self.given = given
        holders = seekers.map { sought in sought.compactMap { one in given[one.ask][one.want] > 0 ? (one.ask, given[one.ask][one.want]) : nil } }
    }

    private struct Seeker { let ask: Int, want: Int }

    /// Who asks for each lot, by rank.
    private static func seekers(_ asks: [Ask], lots: Int) -> [[Seeker]] {
        var out = [[Seeker]](repeating: [], count: lots)
        for (place, ask) in asks.enumerated() { for (number, want) in ask.wants.enumerated() { out[want.lot].append(Seeker(ask: place, want: number)) } }
        return out
    }

    /// What a unit asks for now: the dearest that have not refused it, as far as it may have.
    private static func proposals(_ allowed: [Int], _ most: Int?) -> [Int] {
        var left = most ?? Int.max
        return allowed.map { allowed in
            let sets = min(allowed, left)
            left -= sets
            return sets
        }
    }

    private static func rooms(_ asks: [Ask], _ rule: RoundRule) -> ([Int], [LotChoice]) {
        let codes = Set(asks.map(\.province)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
        let choices = rule.lots.map { lot in
            LotChoice(sets: lot.sets, most: codes.map { $0.isEmpty ? lot.sets : rule.quota.most(of: lot, in: $0) }, least: codes.map { $0.isEmpty ? 0 : rule.quota.least(of: lot, in: $0) })
        }
        return (asks.map { numbers[$0.province] ?? 0 }, choices)
    }

    static func == (a: Allocation, b: Allocation) -> Bool { a.asks == b.asks && a.given == b.given }
    func hash(into hasher: inout Hasher) { hasher.combine(asks) }
}

extension Allocation {
    func total(of place: Int) -> Int { given[place].reduce(0, +) }

    /// Who waits for a lot, by rank: who asked for more of it than they have and could still be given some.
    func waiting(for lot: Int, most: Int?) -> [Int] {
        asks.indices.filter { place in
            guard total(of: place) < most ?? Int.max else { return false }
            return zip(asks[place].wants, given[place]).contains { $0.lot == lot && $1 < $0.sets }
        }
    }

    /// What stands between a unit and the rest of a want.
    enum Hindrance: Sendable, Hashable {
        /// It has all that one unit may have.
        case enough
        /// Its province has all that it may have; the place of the last one there that was given any.
        case quota(last: Int)
        /// There are no more; the place of the last one that was given any by rank, and how many sets others had for their provinces.
        case stock(last: Int?, setAside: Int)
    }

    /// Nil where the want was met in full.
    func hindrance(of place: Int, _ want: Int, under rule: RoundRule) -> Hindrance? {
        let wish = asks[place].wants[want]
        guard given[place][want] < wish.sets else { return nil }
        if total(of: place) >= rule.mostPerUnit ?? Int.max { return .enough }
        var (inProvince, last, lastHere, setAside) = (0, Int?.none, Int?.none, 0)
        for (other, sets) in holders[wish.lot] {
            if provinces[other] == provinces[place] { (inProvince, lastHere) = (inProvince + sets, other) }
            if other <= place { last = other } else { setAside += sets }
        }
        let most = choices[wish.lot].most[provinces[place]]
        if most < choices[wish.lot].sets, inProvince >= most, let lastHere { return .quota(last: lastHere) }
        return .stock(last: last, setAside: setAside)
    }
}

/// What becomes of sets that are given back: they go to whoever waits next, by the same choice.
enum Succession {
    /// How many sets each ask receives beside what it holds. `held` is what each holds of the lot now, `missing` how many more it could be given.
    static func next(_ held: [Int], missing: [Int], provinces: [Int], by choice: LotChoice) -> [Int] {
        let chosen = choice.chosen(zip(held, missing).map { $0 + $1 }, provinces)
        // Who holds something keeps it: sets that are on the way are not called back.
        return zip(chosen, held).map { max(0, $0 - $1) }
    }
}
