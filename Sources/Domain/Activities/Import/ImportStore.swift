import Campaigns
import Kernel
import Language
import Storage
import Venues

/// One import as it is kept.
struct ActivityImport: Sendable {
    let id: ID<ActivityImport>
    let file: String
    let campaign: ID<Campaign>
    let state: String

    init(_ row: Row) throws {
        id = try row.id("id")
        file = try row.text("file")
        campaign = try row.id("campaign_id")
        state = try row.text("state")
    }
}

/// What an import did to one activity, and what it was before.
struct ImportedRow: Sendable {
    let activity: ID<Activity>
    let number: Int
    /// Nil: the import added the activity.
    let before: Int?
    let after: Int
    /// Nil: the import placed it in the campaign.
    let beforeState: PlacementState?
    let beforePublished: Int?
    let sourceUpdated: Instant?
    let isUndone: Bool
    /// The activity's status before and after; `afterStatus` is *scheduled* in rows from before it was kept.
    let beforeStatus: ActivityStatus?
    let beforeReason: String
    let afterStatus: ActivityStatus
    let afterReason: String

    /// Whether the import changed the status.
    var changedStatus: Bool { beforeStatus != nil && (beforeStatus != afterStatus || beforeReason != afterReason) }

    init(_ row: Row) throws {
        activity = try row.id("activity_id")
        number = try row.int("row_number")
        before = try row.intOrNil("before_number")
        after = try row.int("after_number")
        beforeState = try row.choiceOrNil("before_state")
        beforePublished = try row.intOrNil("before_published")
        sourceUpdated = try row.instantOrNil("source_updated_at")
        isUndone = try row.bool("is_undone")
        beforeStatus = try row.choiceOrNil("before_status")
        beforeReason = try row.textOrNil("before_reason") ?? ""
        afterStatus = try row.choiceOrNil("after_status") ?? .scheduled
        afterReason = try row.textOrNil("after_reason") ?? ""
    }
}

extension Transaction {
    func activityImport(_ id: ID<ActivityImport>) throws -> ActivityImport? {
        try row("SELECT * FROM activities_import WHERE id = \(id)", ActivityImport.init)
    }

    func keep(_ one: ActivityImport.New, _ tally: ImportTally, id: ID<ActivityImport>) throws {
        try execute(
            """
            INSERT INTO activities_import
                (id, file, mapping, external_source, campaign_id, started_at, actor, records, added, changed, unchanged, refused,
                sessions_added, state)
            VALUES (\(id), \(one.file), \(one.mapping), \(one.source), \(one.campaign), \(now), \(one.actor), \(tally.records),
                \(tally.count(.added)), \(tally.count(.changed)), \(tally.count(.unchanged)), \(tally.refused), \(tally.sessionsAdded), 'done')
            """)
    }

    /// What the last import did to an activity.
    func lastImport(of activity: ID<Activity>) throws -> ImportedRow? {
        try row(
            "SELECT * FROM activities_import_row WHERE activity_id = \(activity) ORDER BY import_id DESC LIMIT 1", ImportedRow.init)
    }

    /// The next rows of an import, the last ones first.
    func importedRows(of id: ID<ActivityImport>, before number: Int, limit: Int) throws -> [ImportedRow] {
        try rows(
            """
            SELECT * FROM activities_import_row WHERE import_id = \(id) AND row_number < \(number) ORDER BY row_number DESC LIMIT \(limit)
            """, ImportedRow.init)
    }
}

extension ActivityImport {
    struct New: Sendable {
        let file: String
        let mapping: String
        let source: String
        let campaign: ID<Campaign>
        let actor: Int64
    }
}
