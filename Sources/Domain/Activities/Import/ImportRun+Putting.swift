import Campaigns
import Kernel
import Language
import Rooms
import Storage
import Venues

extension ImportRun {
    typealias Put = (line: ImportTally.RowLine, warnings: [(ImportWarning, String)])

    /// What is entered at the end of its set.
    struct NewActivity {
        let id: ID<Activity>
        let row: Int
        let one: BulkActivity
        let status: ActivityStatus?
        let updated: Instant?
    }

    /// All that can be wrong with a new one is found here; nothing of it is written yet but its organiser.
    func prepare(_ one: ImportedRecord, row: Int, campaign: Campaign, unit: ID<Organisation>) throws -> NewActivity {
        let content = try tx.checked(one.content)
        for session in one.sessions { try session.check() }
        var draft = ActivityDraft(organiser: try one.organiser.map { try organiser(named: $0, under: unit) } ?? unit, content: content)
        draft.external = ExternalName(source: mapping.source, id: one.externalID)
        let activity = BulkActivity(draft, placeName: try tx.placeName(of: content), sessions: one.sessions, campaigns: [campaign.id])
        return NewActivity(id: tx.newID(), row: row, one: activity, status: one.status, updated: one.updated)
    }

    /// Writes a set of new ones.
    func enter(_ all: [NewActivity]) throws {
        let sessions = try tx.enter(all.map { ($0.id, $0.one) }, as: mapping.campaign.state, told: true, memo: &memo, by: request.actor)
        try note(zip(all, sessions).flatMap { new, ids in ids.map { ($0, new.id, nil) } })
        try note(all.map { ImportedChange($0, reason: Self.calledOff) })
        for new in all where new.status == .cancelled { try putStatus(new.status, of: try tx.requireActivity(new.id)) }
    }

    /// Brings the one of this identity up to date; the same again changes nothing.
    func update(_ old: Activity, _ one: ImportedRecord, row: Int, campaign: Campaign) throws -> Put {
        try checkFirst(old.id, one.externalID)
        let last = try tx.lastImport(of: old.id)
        let isBack = last?.isUndone ?? false
        if let updated = one.updated, let before = last?.sourceUpdated, updated < before {
            return (line(row, .unchanged, old.id, one), [(.older, "updated")])
        }
        var warnings: [(ImportWarning, String)] = []
        let number = try revise(old, one, last: isBack ? nil : last, &warnings)
        let added = try putSessions(one.sessions, of: old.id, &warnings)
        let before = try tx.placement(of: old.id, in: campaign.id)
        let isPlaced = try place(old.id, number, before, campaign, isBack: isBack, &warnings)
        let isOtherStatus = try putStatus(one.status, of: old)
        guard number != old.latest || added != nil || isPlaced || isOtherStatus else { return (line(row, .unchanged, old.id, one), warnings) }
        let now = try tx.requireActivity(old.id)
        try note([ImportedChange(now, row: row, before: old, after: number, placement: before, updated: one.updated)])
        return (line(row, .changed, old.id, one, sessions: added ?? 0), warnings)
    }

    /// The number of the version that the source's content has now. What people edited here stays while its source says the same
    /// as at the last import.
    private func revise(_ old: Activity, _ one: ImportedRecord, last: ImportedRow?, _ warnings: inout [(ImportWarning, String)]) throws -> Int {
        guard try tx.version(old.latest, of: old.id)?.content != one.content else { return old.latest }
        if let last, try tx.version(last.after, of: old.id)?.content == one.content {
            warnings.append((.keptEdits, ""))
            return old.latest
        }
        return try tx.revise(old.id, to: one.content, seen: old.latest, by: request.actor)
    }

    /// Whether the campaign now has it otherwise than before. What people withdrew, returned or refused stays so.
    private func place(
        _ activity: ID<Activity>, _ number: Int, _ before: Placement?, _ campaign: Campaign, isBack: Bool,
        _ warnings: inout [(ImportWarning, String)]
    ) throws -> Bool {
        if let before, !isBack {
            if [.withdrawn, .refused, .returned].contains(before.state) {
                if number != before.number { warnings.append((.keptState, "")) }
                return false
            }
            let isNew = try tx.requireActivity(activity).latest != before.number && number != before.number
            guard isNew, try wasImported(activity, before) else { return false }
        }
        // What people have published meanwhile is not taken back into the queue.
        let state = before?.isPublished == true ? .published : mapping.campaign.state
        try tx.place(activity, in: campaign.id, state: state, block: before?.block, theme: before?.theme, by: request.actor)
        return true
    }

    /// Whether this very import made the newest version; edits of people are theirs to submit.
    private func wasImported(_ activity: ID<Activity>, _ before: Placement) throws -> Bool {
        let newest = try tx.latestVersion(of: activity)
        return newest?.madeAt == tx.now && newest?.madeBy == request.actor
    }

    /// Cancels what the source has called off, and brings back what an import cancelled; what people set here stays.
    ///
    /// - Returns: whether anything changed.
    @discardableResult
    private func putStatus(_ status: ActivityStatus?, of activity: Activity) throws -> Bool {
        switch (status, activity.status) {
        case (.cancelled, .scheduled):
            try tx.setStatus(.cancelled, of: activity.id, reason: Self.calledOff, house: house, by: request.actor)
        case (.scheduled, .cancelled) where activity.statusReason == Self.calledOff:
            try tx.setStatus(.scheduled, of: activity.id, reason: "", house: house, by: request.actor)
        default: return false
        }
        return true
    }

    private static let calledOff = "来源已取消这项活动。Cancelled by its source."

    func line(
        _ row: Int, _ outcome: ImportTally.Outcome, _ id: ID<Activity>, _ one: ImportedRecord, sessions: Int = 0
    ) -> ImportTally.RowLine {
        .init(row: row, outcome: outcome, activity: id, title: one.content.title(.en).harmless(100), sessions: sessions)
    }

    private func note(_ changes: [ImportedChange]) throws {
        guard !changes.isEmpty else { return }
        let rows: [SQL] = changes.map { one in
            """
            (\(one.activity), \(id), \(one.row), \(one.before?.latest), \(one.after), \(one.placement?.state), \(one.placement?.publishedNumber),
            \(one.updated), \(one.before?.status), \(one.before?.statusReason), \(one.status), \(one.reason))
            """
        }
        try tx.execute(
            """
            INSERT INTO activities_import_row
                (activity_id, import_id, row_number, before_number, after_number, before_state, before_published, source_updated_at,
                before_status, before_reason, after_status, after_reason)
            VALUES \(sql: rows.joined(", "))
            """)
    }
}

/// For the way back: what an import did to an activity.
private struct ImportedChange {
    let activity: ID<Activity>
    let row: Int
    /// Nil where the import added it.
    let before: Activity?
    let after: Int
    let placement: Placement?
    let updated: Instant?
    /// As the import leaves it.
    let (status, reason): (ActivityStatus, String)

    init(_ now: Activity, row: Int, before: Activity, after: Int, placement: Placement?, updated: Instant?) {
        (activity, self.row, self.before, self.after, self.placement, self.updated) = (now.id, row, before, after, placement, updated)
        (status, reason) = (now.status, now.statusReason)
    }

    init(_ new: ImportRun.NewActivity, reason: String) {
        (activity, row, before, after, placement, updated) = (new.id, new.row, nil, 1, nil, new.updated)
        (status, self.reason) = new.status == .cancelled ? (.cancelled, reason) : (.scheduled, "")
    }
}
