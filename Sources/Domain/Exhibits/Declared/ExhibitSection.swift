import Campaigns
import Declaration
import Kernel
import Language
import Storage
import Venues

/// What an action states of its exhibits: the form that each one's owner fills in, kinds, the steps from the call to the removal, and how many
/// were announced. Kept as it was declared; the fields of the caravan form are those of `ExhibitSheet`.
struct DeclaredExhibits: Sendable {
    let id: ID<DeclaredExhibits>
    let key: String
    let name: Wording
    let record: DeclaredRecord

    init(_ row: Row) throws {
        guard let value = DeclaredValue(json: try row.text("body")) else { throw StorageError.notNull("exhibits_declared.body") }
        record = DeclaredRecord(value)
        (id, key, name) = (try row.id("id"), try row.text("key"), try record.name("name"))
    }

    var fields: [Phrase] { Self.phrases(record.value["fields"]) }
    var kinds: [Phrase] { Self.phrases(record.value["kinds"]) }
    var steps: [Wording] { record.records("steps").compactMap { try? $0.name("name") } }
    var announced: Int? { try? record.integerOrNil("announced_count") }

    private static func phrases(_ value: DeclaredValue?) -> [Phrase] {
        (value?.elements ?? []).compactMap { one in
            guard let zh = one["zh"]?.text, let en = one["en"]?.text else { return nil }
            return Phrase(zh, en)
        }
    }
}

extension Transaction {
    func declaredExhibits(key: String) throws -> DeclaredExhibits? {
        try row("SELECT * FROM exhibits_declared WHERE key = \(key)", DeclaredExhibits.init)
    }

    func declaredExhibits(of campaign: ID<Campaign>) throws -> [DeclaredExhibits] {
        try rows("SELECT * FROM exhibits_declared WHERE campaign_id = \(campaign) ORDER BY id", DeclaredExhibits.init)
    }

    fileprivate func put(_ record: DeclaredRecord, by actor: Int64) throws {
        let old = try declaredExhibits(key: record.key)
        if old?.record == record { return }
        let (id, campaign) = (old?.id ?? newID(), try campaignID(declared: try record.text("campaign")))
        try execute(
            """
            INSERT INTO exhibits_declared (id, key, campaign_id, body) VALUES (\(id), \(record.key), \(campaign), \(record.value.json))
            ON CONFLICT (id) DO UPDATE SET campaign_id = excluded.campaign_id, body = excluded.body
            """)
        try self.record(LedgerEntry("exhibits.declared", "exhibit-form", id, by: actor, visibility: .public))
    }

    fileprivate func removeDeclaredExhibits(key: String, by actor: Int64) throws {
        guard let old = try declaredExhibits(key: key) else { return }
        try execute("DELETE FROM exhibits_declared WHERE id = \(old.id)")
        try record(LedgerEntry("exhibits.undeclared", "exhibit-form", old.id, by: actor, visibility: .public))
    }
}

/// `exhibits` in a campaign file.
enum ExhibitSection {
    static let section = Section(
        "exhibits", order: 92, noun: Phrase("展品表", "exhibit form"), shape: shape, isEdition: true,
        apply: { tx, record, context in try tx.put(record, by: context.actor) },
        current: { tx, key in try tx.declaredExhibits(key: key)?.record.value },
        hasRecords: { _, _ in false }, withdraw: { tx, key, context in try tx.removeDeclaredExhibits(key: key, by: context.actor) })

    private static let shape = Shape(
        .key, .required("name", .wording(max: 200)), .required("campaign", .reference(to: "campaigns")),
        .optional("activity", .reference(to: "activities"), about: Phrase("在哪项活动中展出", "In which activity they are shown")),
        .optional("announced_count", .integer(0...Int.max), about: Phrase("来源公布的件数", "How many its source announces")),
        .optional("kinds", .list(of: .wording(max: 100)), about: Phrase("展品的种类", "Which kinds there are")),
        .optional("fields", .list(of: .wording(max: 100)), about: Phrase("每件展品要填写的内容", "What is stated of each exhibit")),
        .optional("steps", .records(Shape(.key, .required("name", .wording(max: 200))))), .source, .note)
}
