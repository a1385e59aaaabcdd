import Bookings

/// What was answered of one booking, against what it is in the end.
struct HistoryLife {
    let birth: HistoryEntry
    /// What was done to it, or may have been.
    let changes: [HistoryEntry]
    let now: HistoryState.Kept

    var contradictions: [String] { ends + sizes + places + states }

    private func done(_ what: HistoryEntry.What) -> [HistoryEntry] { changes.filter { $0.what == what && $0.outcome == .done } }
    private func possible(_ what: HistoryEntry.What...) -> Bool { changes.contains { what.contains($0.what) } }

    /// It ends once, for a reason, and nothing follows.
    private var ends: [String] {
        var out: [String] = []
        let ended = done(.cancel) + done(.decline)
        if ended.count > 1 { out.append("was ended \(ended.count) times") }
        if let end = ended.first {
            if now.state != .cancelled, now.state != .declined { out.append("was ended and is \(now.state)") }
            for later in changes where later.what != .look && later.outcome == .done && later.asked > end.answered { out.append("was changed (\(later.what)) after it had ended") }
        } else if !possible(.cancel, .decline), [.cancelled, .declined, .lapsed].contains(now.state) {
            out.append("is \(now.state), and nobody ended it")
        }
        if done(.accept).count > 1 { out.append("took its offer \(done(.accept).count) times") }
        return out
    }

    private var sizes: [String] {
        let reduced = done(.reduce).map(\.party)
        let least = min(birth.party, reduced.min() ?? birth.party)
        var out: [String] = []
        if now.party > least { out.append("is for \(now.party) persons, \(least) were left") }
        if now.party < least, !changes.contains(where: { $0.what == .reduce && $0.outcome == .unknown }) { out.append("is for \(now.party) persons, nobody made it smaller than \(least)") }
        if Set(reduced).count != reduced.count { out.append("was made smaller to the same number twice") }
        if now.kind != birth.kind { out.append("was for \(birth.kind) and is for \(now.kind)") }
        return out
    }

    private var places: [String] {
        let moves = changes.filter { $0.what == .move }
        guard let last = done(.move).max(by: { $0.answered < $1.answered }) else {
            return moves.isEmpty && now.session != birth.session ? ["is in another session, and nobody moved it"] : []
        }
        // Those that overlap it may have come after it.
        let isLast = moves.allSatisfy { $0.asked == last.asked || $0.answered < last.asked && $0.outcome == .done }
        return isLast && now.session != last.session ? ["was moved to \(last.session) and is in \(now.session)"] : []
    }

    /// The last answer that nothing followed still holds.
    private var states: [String] {
        let told = ([birth] + changes.filter { $0.outcome == .done }).max { $0.answered < $1.answered } ?? birth
        // Drawn, and nobody has looked or asked since.
        if told.what == .enter { return changes.isEmpty && ![.offered, .waiting].contains(now.state) ? ["was drawn and is \(now.state), and nobody asked for it"] : [] }
        let isAlone = changes.allSatisfy { $0.asked == told.asked || $0.outcome == .done && $0.answered < told.asked } && (told.what == .book || birth.answered < told.asked)
        guard isAlone, now.state.rawValue != told.state else { return [] }
        // A party that waits is offered places by whoever gives some back; nothing else changes by itself here.
        if told.state == "waiting", now.state == .offered { return [] }
        return ["was \(told.state) after the last answer and is \(now.state)"]
    }
}

/// Places that one party held, from when to when.
struct HistoryHolding {
    let session: Int64
    let kind: String
    let party: Int
    let from: UInt64
    let until: UInt64
    /// As its clients could rely on it; otherwise as long as it can have been at most.
    let isCertain: Bool

    static func all(of birth: HistoryEntry, _ changes: [HistoryEntry]) -> [HistoryHolding] { certain(birth, changes) + possible(birth, changes) }

    /// From the answer that gave places to the first request that may have taken them away.
    private static func certain(_ birth: HistoryEntry, _ changes: [HistoryEntry]) -> [HistoryHolding] {
        guard birth.outcome == .done else { return [] }
        let places = ["booked", "held", "requested", "offered"]
        var out: [HistoryHolding] = []
        let told = ([birth] + changes.filter { $0.outcome == .done && [.accept, .move, .reduce, .look].contains($0.what) }).filter { places.contains($0.state) }
        // Whoever looks learns nothing new of a booking of which something was told before.
        let first = told.min { $0.answered < $1.answered }
        for one in told where one.what != .look || one.asked == first?.asked {
            // Whatever else is asked from its own asking on may have come after it.
            let ending: [HistoryEntry.What] = one.what == .look ? [.cancel, .decline, .move, .reduce, .accept] : [.cancel, .decline, .move, .reduce]
            let others = changes.filter { ($0.asked != one.asked || $0.what != one.what) && $0.answered > one.asked && ending.contains($0.what) }
            let until = others.map(\.asked).min() ?? .max
            out.append(HistoryHolding(session: one.session, kind: birth.kind, party: one.party, from: one.answered, until: until, isCertain: true))
        }
        return out
    }

    /// From when it was first asked for to when its end was answered; whole, wherever it can have been.
    private static func possible(_ birth: HistoryEntry, _ changes: [HistoryEntry]) -> [HistoryHolding] {
        let end = changes.filter { $0.outcome == .done && ($0.what == .cancel || $0.what == .decline) }.map(\.answered).min() ?? .max
        let sessions = Set([birth.session] + changes.filter { $0.what == .move }.map(\.session))
        return sessions.map { HistoryHolding(session: $0, kind: birth.kind, party: birth.party, from: birth.asked, until: end, isCertain: false) }
    }
}
