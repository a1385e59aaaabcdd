import Campaigns
import Formats
import Kernel
import Language
import Rooms
import Storage
import Venues

/// One import within its transaction: record by record, nothing of the file is held longer.
final class ImportRun {
    let tx: Transaction
    let mapping: ImportMapping
    let request: Importer.Request
    let house: House
    let id: ID<ActivityImport>
    private(set) var tally = ImportTally()
    private var seen: Set<Int64> = []
    /// Understood records that are put together, a set at a time.
    private var batch: [ReadRecord] = []
    var memo = BulkMemo()
    private var organisers: [String: ID<Organisation>] = [:]

    init(_ tx: Transaction, _ mapping: ImportMapping, _ request: Importer.Request, _ house: House) {
        (self.tx, self.mapping, self.request, self.house) = (tx, mapping, request, house)
        id = tx.newID()
    }

    /// A record with its row and line in the file, and what was odd about it.
    struct ReadRecord {
        let record: ImportedRecord
        let row: Int
        let line: Int?
        let warnings: [(ImportWarning, String)]
    }

    /// When the database is next told how long its tables have become, in records.
    private var nextAnalysis = 1_000
    private var hasCheckedColumns = false

    /// So many records are put together.
    private static let batchSize = 100

    /// Reads the whole file; throws what makes the rest of it unreadable, and whatever is wrong with the database.
    func run() throws -> ImportTally {
        try tx.lock("activities.import/\(mapping.source)")
        let campaign = try campaign(), unit = try unit()
        var reader = try RecordFile.open(
            path: request.file, kind: mapping.format, recordsAt: mapping.records, separator: mapping.separator, sheet: mapping.sheet,
            headerRow: mapping.headerRow)
        while true {
            do {
                let next = try reader.next()
                if !hasCheckedColumns, let columns = reader.columns { try check(columns) }
                guard let record = next else { break }
                tally.begin()
                try take(record, campaign: campaign, unit: unit)
            } catch let problem as FormatProblem where !problem.isFatal {
                try putBatch(campaign, unit)
                tally.begin()
                let isTitled = problem.code == .tooManyCells && reader.columns?.count == 1
                tally.refuse([.init(row: problem.row, line: problem.line, field: problem.field, phrase: isTitled ? problem.phrase + Self.titled : problem.phrase)])
            }
            if tally.records % 100 == 0 { request.progress(tally.records, reader.share) }
        }
        try putBatch(campaign, unit)
        request.progress(tally.records, 1)
        if tally.count(.added) + tally.count(.changed) > 0 { try remember(campaign) }
        return tally
    }

    /// What a mapping can say of a table with a title above its columns.
    private static let titled = Phrase("也可以在映射中用 header-row 指明列名所在的行。", " Or state in the mapping, as header-row, which row names the columns.")

    private func check(_ columns: [String]) throws {
        hasCheckedColumns = true
        try mapping.check(columns: columns)
    }

    private func take(_ record: SourceRecord, campaign: Campaign, unit: ID<Organisation>) throws {
        var interpreter = RecordInterpreter(mapping, record.datum)
        guard let imported = interpreter.read() else {
            try putBatch(campaign, unit)
            return tally.refuse(
                interpreter.faults.map { .init(row: record.number, line: record.line, field: $0.field, phrase: $0.phrase) })
        }
        batch.append(ReadRecord(record: imported, row: record.number, line: record.line, warnings: interpreter.warnings))
        if batch.count == Self.batchSize { try putBatch(campaign, unit) }
    }

    /// Puts what was read since the last time, in its order: what is there already one by one, what is new all together.
    private func putBatch(_ campaign: Campaign, _ unit: ID<Organisation>) throws {
        guard !batch.isEmpty else { return }
        let records = batch
        batch = []
        let known = try tx.activities(external: mapping.source, records.map(\.record.externalID))
        var new: [String: NewActivity] = [:]
        var added: [NewActivity] = []
        for one in records {
            do {
                if let twin = new[one.record.externalID] { try checkFirst(twin.id, one.record.externalID) }
                if let old = known[one.record.externalID] {
                    let put = { try self.update(old, one.record, row: one.row, campaign: campaign) }
                    note(one, try request.acceptsGoodRows ? tx.attempt(put) : put())
                } else {
                    let activity = try prepare(one.record, row: one.row, campaign: campaign, unit: unit)
                    new[one.record.externalID] = activity
                    added.append(activity)
                    note(one, (line(one.row, .added, activity.id, one.record, sessions: one.record.sessions.count), []))
                }
            } catch let refusal as Refusal {
                tally.refuse([.init(row: one.row, line: one.line, field: refusal.field, phrase: refusal.phrase)])
            }
        }
        try enter(added)
        try analyze()
    }

    /// Nobody else sees these rows yet, and the database would go on as if its tables were as short as at the beginning: it is told
    /// each time that they are several times as long.
    private func analyze() throws {
        guard tally.records >= nextAnalysis else { return }
        nextAnalysis *= 4
        for table in ["activity", "version", "session", "placement", "listed", "listed_day", "counted"] {
            try tx.execute("ANALYZE activities_\(sql: .trusted(table))")
        }
    }

    private func note(_ one: ReadRecord, _ put: Put) {
        for (warning, path) in one.warnings + put.warnings { tally.warn(warning, path) }
        tally.note(put.line)
        seen.insert(put.line.activity.number)
    }

    /// Refuses the second record of the same identity in one file.
    func checkFirst(_ activity: ID<Activity>, _ externalID: String) throws {
        guard seen.contains(activity.number) else { return }
        throw Refusal(
            .invalid, "external-twice", "编号 \(externalID.harmless(60)) 在文件中出现了两次；每条记录的编号必须不同。",
            "The external id \(externalID.harmless(60)) stands in the file twice; each record needs its own.", field: "external_id")
    }

    private func campaign() throws -> Campaign {
        let target = mapping.campaign
        if let found = try tx.campaign(key: target.key) { return found }
        guard let new = target.create else {
            throw Refusal(
                .invalid, "no-campaign", "没有 key 为 \(target.key) 的活动项目。请先建立，或在映射中用 campaign.create 声明。",
                "There is no campaign \(target.key). Make it first, or declare it in the mapping under campaign.create.", field: "campaign")
        }
        try tx.addCampaign(
            key: target.key, name: new.name, kind: new.kind, begin: new.begin, end: new.end, summary: new.summary, accent: new.accent,
            zone: mapping.zone, by: request.actor)
        guard let made = try tx.campaign(key: target.key) else { throw Refusal.notFound(Phrase("该活动项目", "campaign")) }
        return made
    }

    private func unit() throws -> ID<Organisation> {
        let organiser = mapping.organiser
        if let found = try tx.organisation(key: organiser.key) { return found.id }
        guard let new = organiser.create else {
            throw Refusal(
                .invalid, "no-organiser", "没有 key 为 \(organiser.key) 的单位。请先建立，或在映射中用 organiser.create 声明。",
                "There is no organisation \(organiser.key). Make it first, or declare it in the mapping under organiser.create.", field: "organiser")
        }
        return try tx.addOrganisation(key: organiser.key, name: new.name, kind: new.kind, by: request.actor)
    }

    /// The unit of that name below the mapping's own; made where there is none. Units made before keep what people made of them.
    func organiser(named name: String, under unit: ID<Organisation>) throws -> ID<Organisation> {
        if let known = organisers[name] { return known }
        let key = String(mapping.organiser.key.prefix(46)) + "-" + Self.hash(name)
        let id =
            try tx.organisation(key: key)?.id
            ?? tx.addOrganisation(key: key, name: mapping.wording(name), kind: .other, parent: unit, by: request.actor)
        if organisers.count < 10_000 { organisers[name] = id }
        return id
    }

    private static func hash(_ text: String) -> String {
        let digits = String(Fingerprint.of(text), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private func remember(_ campaign: Campaign) throws {
        let new = ActivityImport.New(
            file: shownName, mapping: mapping.key, source: mapping.source, campaign: campaign.id, actor: request.actor)
        try tx.keep(new, tally, id: id)
        let payload = "{\"added\":\(tally.count(.added)),\"changed\":\(tally.count(.changed)),\"sessions\":\(tally.sessionsAdded)}"
        try tx.record(
            LedgerEntry("activities.imported", "import", id, by: request.actor, scope: "/campaign/\(campaign.key)", payload: payload))
    }

    /// The file's own name, without the folders above it.
    private var shownName: String { String((request.file.split(separator: "/").last ?? "").prefix(200)) }
}
