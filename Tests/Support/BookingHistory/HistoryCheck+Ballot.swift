import Ballots

/// The ballot's part: who entered is there once, the published draw can be computed again, and each entry became what it says.
extension HistoryCheck {
    private var entered: [HistoryEntry] { history.filter { $0.what == .enter && $0.outcome == .done } }

    /// Bookings that were made by the draw: asked for by whoever entered, of which nobody was told a state yet.
    var drawnBirths: [HistoryEntry] {
        entered.compactMap { one in
            guard let drawn = state.entries[one.code], let booking = drawn.booking else { return nil }
            var birth = one
            (birth.code, birth.session, birth.state, birth.answered) = (booking, drawn.session, "", one.asked)
            return birth
        }
    }

    var draws: [String] {
        guard history.contains(where: { $0.what == .enter }) else { return [] }
        return state.drawProblems.map { "the draw: \($0)" } + entries + once
    }

    private var entries: [String] {
        var out: [String] = []
        let left = Dictionary(grouping: history.filter { $0.what == .withdraw }, by: \.code)
        for one in entered {
            guard let now = state.entries[one.code] else {
                out.append("entry \(one.code) was acknowledged and is not there")
                continue
            }
            let withdrawn = left[one.code] ?? [], isLeft = withdrawn.contains { $0.outcome == .done }
            if isLeft != (now.state == .withdrawn), !withdrawn.contains(where: { $0.outcome == .unknown }) {
                out.append("entry \(one.code) was \(isLeft ? "" : "not ")withdrawn and is \(now.state)")
            }
            if now.state == .entered { out.append("entry \(one.code) was never told what it became") }
            if [.won, .waiting].contains(now.state) != (now.booking != nil) { out.append("entry \(one.code) is \(now.state) and has \(now.booking ?? "no booking")") }
            if let booking = now.booking, !state.bookings.contains(where: { $0.code == booking }) { out.append("entry \(one.code): its booking is not there") }
        }
        let unknown = history.filter { $0.what == .enter && $0.outcome == .unknown }.count
        if state.entries.count > entered.count + unknown { out.append("\(state.entries.count) entries are there, \(entered.count) were acknowledged, \(unknown) not answered") }
        return out
    }

    /// Nobody stood in the ballot twice at one moment, by what was answered.
    private var once: [String] {
        let withdrawals = Dictionary(grouping: history.filter { $0.what == .withdraw && $0.outcome != .refused }, by: \.code)
        var out: [String] = []
        for (phone, mine) in Dictionary(grouping: entered, by: \.phone).sorted(by: { $0.key < $1.key }) {
            let spans = mine.map { (from: $0.answered, until: withdrawals[$0.code]?.map(\.asked).min() ?? .max) }.sorted { $0.from < $1.from }
            for (one, next) in zip(spans, spans.dropFirst()) where next.from < one.until { out.append("\(phone) stood in the ballot twice") }
        }
        return out
    }
}
