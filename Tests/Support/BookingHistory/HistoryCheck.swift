import Bookings

/// Holds every answer that a client got against the rows that are left, and against the other answers; names each contradiction.
package struct HistoryCheck: Sendable {
    let history: [HistoryEntry]
    let state: HistoryState
    let terms: HistoryTerms

    package init(_ history: [HistoryEntry], _ state: HistoryState, _ terms: HistoryTerms) { (self.history, self.state, self.terms) = (history, state, terms) }

    /// None where all agree.
    package var findings: [String] { rows + limits + lives + moments + refusals + draws }

    // MARK: The rows among themselves

    /// Places, quotas, tickets and the claim, of each session.
    private var rows: [String] {
        var out: [String] = state.codesTwice == 0 ? [] : ["\(state.codesTwice) codes belong to two bookings"]
        for (session, places) in terms.places.sorted(by: { $0.key < $1.key }) {
            let held = state.held(session), sum = held.values.reduce(0, +)
            if state.taken[session] != sum { out.append("session \(session): \(state.taken[session] ?? -1) places taken, bookings hold \(sum)") }
            if sum > places { out.append("session \(session) is oversold: \(sum) of \(places)") }
            if !terms.holds(held, of: session) { out.append("session \(session): quotas broken by \(held)") }
            for kind in Set(held.keys).union(state.kinds[session, default: [:]].keys) where held[kind, default: 0] != state.kinds[session]?[kind, default: 0] {
                out.append("session \(session): \(kind) counted \(state.kinds[session]?[kind] ?? 0), bookings hold \(held[kind, default: 0])")
            }
            let booked = state.bookings.filter { $0.session == session && $0.state == .booked }
            let claim = booked.reduce(0) { $0 + $1.party }
            if state.claims[session] != claim { out.append("session \(session): the claim says \(state.claims[session] ?? 0), booked are \(claim)") }
            for one in booked where one.tickets != one.party { out.append("booking \(one.code): \(one.tickets) tickets for a party of \(one.party)") }
        }
        return out
    }

    /// What counts over several sessions: the counters equal what the bookings use, and nobody has more than the limit.
    private var limits: [String] {
        var out: [String] = []
        for line in Set(state.used.keys).union(state.uses.keys).sorted(by: { ($0.subject, $0.holder) < ($1.subject, $1.holder) })
        where state.used[line, default: 0] != state.uses[line, default: 0] {
            out.append("limit \(line.subject): counted \(state.used[line, default: 0]), bookings use \(state.uses[line, default: 0])")
        }
        let held = state.bookings.filter(\.state.holdsPlaces).reduce(0) { $0 + $1.party }
        if held > terms.aDay { out.append("\(held) persons on a day for \(terms.aDay)") }
        let counted = state.uses.filter { $0.key.subject.hasPrefix("day/") }.values.reduce(0, +)
        if counted != held { out.append("the day counts \(counted) persons, bookings hold \(held)") }
        let phones = Dictionary(grouping: births.values.flatMap { $0 }, by: \.phone)
        for (phone, mine) in phones.sorted(by: { $0.key < $1.key }) {
            let open = mine.compactMap { kept[$0.code] }.filter(\.state.isOpen)
            if open.count > terms.bookingsADay { out.append("\(phone) has \(open.count) bookings on one day, \(terms.bookingsADay) are allowed") }
            let persons = open.reduce(0) { $0 + $1.party }
            if persons > terms.personsInAll { out.append("\(phone) has \(persons) persons, \(terms.personsInAll) are allowed") }
        }
        return out
    }

    // MARK: The life of each booking

    private var kept: [String: HistoryState.Kept] { Dictionary(state.bookings.map { ($0.code, $0) }) { first, _ in first } }

    private var births: [String: [HistoryEntry]] { Dictionary(grouping: history.filter { $0.what == .book && $0.outcome == .done } + drawnBirths, by: \.code) }

    /// What was done to bookings, or may have been; refused is nothing.
    private var changes: [String: [HistoryEntry]] {
        Dictionary(grouping: history.filter { ![.book, .enter, .withdraw, .draw].contains($0.what) && $0.outcome != .refused && !$0.code.isEmpty }, by: \.code)
    }

    private var lives: [String] {
        let (kept, births, changes) = (kept, births, changes)
        var out: [String] = []
        for (code, mine) in births.sorted(by: { $0.key < $1.key }) {
            if mine.count > 1 { out.append("booking \(code) was given to \(mine.count) clients") }
            guard let birth = mine.first else { continue }
            guard let now = kept[code] else {
                out.append("booking \(code) was acknowledged and is not there")
                continue
            }
            out += HistoryLife(birth: birth, changes: changes[code] ?? [], now: now).contradictions.map { "booking \(code) \($0)" }
        }
        let unknown = history.filter { $0.what == .book && $0.outcome == .unknown }.count
        let untold = state.bookings.filter { births[$0.code] == nil }.count
        if untold > unknown { out.append("\(untold) bookings are there of which nobody was told, \(unknown) requests were not answered") }
        return out
    }

    // MARK: Every moment

    /// What was certainly held at each moment, by what clients had been told: never more than there is, though the rows may look right in the end.
    private var moments: [String] {
        var steps: [(at: UInt64, change: Int, session: Int64, kind: String)] = []
        for holding in holdings where holding.isCertain {
            guard holding.from < holding.until else { continue }
            steps.append((holding.from, holding.party, holding.session, holding.kind))
            steps.append((holding.until, -holding.party, holding.session, holding.kind))
        }
        var taken: [Int64: [String: Int]] = [:], out: [String] = []
        for step in steps.sorted(by: { ($0.at, $0.change) < ($1.at, $1.change) }) {
            taken[step.session, default: [:]][step.kind, default: 0] += step.change
            guard step.change > 0, out.count < 3 else { continue }
            let now = taken[step.session, default: [:]]
            let sum = now.values.reduce(0, +)
            if sum > terms.places[step.session, default: 0] { out.append("session \(step.session): clients held \(sum) places of \(terms.places[step.session, default: 0]) at one moment") }
            for (kind, limit) in terms.kept.merging(terms.most, uniquingKeysWith: { first, _ in first }) where now[kind, default: 0] > limit {
                out.append("session \(step.session): clients held \(now[kind, default: 0]) places for \(kind) of \(limit) at one moment")
            }
        }
        return out
    }

    /// Nobody was told “full” while there was certainly room.
    private var refusals: [String] {
        let possible = holdings.filter { !$0.isCertain }
        return history.filter { $0.what == .book && $0.refusal == "full" }.compactMap { asked in
            var most = possible.filter { $0.session == asked.session && $0.from <= asked.answered && $0.until >= asked.asked }
                .reduce(into: [String: Int]()) { $0[$1.kind, default: 0] += $1.party }
            most[asked.kind, default: 0] += asked.party
            return terms.holds(most, of: asked.session) ? "session \(asked.session): \(asked.party) for \(asked.kind) were refused as full, at most \(most) can have been taken" : nil
        }.prefix(3).map { $0 }
    }

    /// For how long each party held its places: certainly, and at most.
    private var holdings: [HistoryHolding] {
        let changes = changes
        let all = history.filter { $0.what == .book && $0.outcome != .refused } + drawnBirths
        return all.flatMap { HistoryHolding.all(of: $0, $0.code.isEmpty ? [] : changes[$0.code] ?? []) }
    }
}
