import Access
import Kernel
import Language
import Storage
import Venues

/// What became of a row, or would become of it.
struct FacilityRowOutcome: Sendable, Hashable {
    enum What: Sendable, Hashable { case added, changed, unchanged, wrong }

    let line: Int
    let number: String
    let what: What
    var says: [Phrase] = []
}

extension Transaction {
    /// Takes the rows in, each for itself: one that is wrong is left and told, the others come.
    func takeFacilities(_ rows: [FacilityRow], by identity: Identity) throws -> [FacilityRowOutcome] {
        var seen: Set<String> = []
        return try rows.map { row in
            guard let content = row.content, row.problems.isEmpty else { return FacilityRowOutcome(line: row.line, number: row.number, what: .wrong, says: row.problems) }
            guard seen.insert(row.number).inserted else {
                return FacilityRowOutcome(
                    line: row.line, number: row.number, what: .wrong, says: [Phrase("表格里编号 \(row.number) 有两行。", "The number \(row.number) stands in two rows.")])
            }
            do {
                return FacilityRowOutcome(line: row.line, number: row.number, what: try attempt { try take(row, content, by: identity) })
            } catch let refusal as Refusal where refusal.kind != .unavailable {
                return FacilityRowOutcome(line: row.line, number: row.number, what: .wrong, says: [refusal.phrase])
            }
        }
    }

    private func take(_ row: FacilityRow, _ content: FacilityContent, by identity: Identity) throws -> FacilityRowOutcome.What {
        let old = try facility(number: row.number)
        let id: ID<Facility>
        var what = FacilityRowOutcome.What.unchanged
        if let old {
            id = old.id
            if try changeFacility(id, to: content.keeping(old.content, but: row.columns), by: identity) { what = .changed }
        } else {
            id = try addFacility(row.number, content, state: row.state, by: identity)
            what = .added
        }
        if let draft = row.reading {
            let last = try readings(of: id).first
            if last?.readOn != draft.readOn || last?.shown != draft.shown {
                try addReading(draft, of: id, by: identity)
                if what == .unchanged { what = .changed }
            }
        }
        return what
    }
}

extension FacilityContent {
    /// With what stands there already wherever the table has no column for it: what is left out says nothing.
    fileprivate func keeping(_ old: FacilityContent, but columns: Set<String>) -> FacilityContent {
        var kept = self
        if !columns.contains("name_en") { kept.name = Wording(name.zh, old.name.en) }
        if !columns.contains("operator") { kept.operatorID = old.operatorID }
        if !columns.contains("type") { kept.type = old.type }
        if !columns.contains("plate") { kept.plate = old.plate }
        if !columns.contains("year") { kept.year = old.year }
        if !columns.contains("note") { kept.note = old.note }
        return kept
    }
}
