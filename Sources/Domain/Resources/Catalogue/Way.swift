package import Campaigns
package import Declaration
package import Kernel
package import Language
package import Storage
import Venues

/// A way in which units take part in a joint action: they declare physical resources, download digital ones, use packs, develop their own
/// activities (domain M24). Kept as it was declared.
package struct Way: Sendable {
    package enum Kind: String, Sendable, CaseIterable, SQLConvertible { case physical, digital, pack, own, facility }

    package let id: ID<Way>
    package let key: String
    package let kind: Kind
    package let campaignID: ID<Campaign>
    package let name: Wording
    /// What one does, in a sentence.
    package let way: Wording
    package let record: DeclaredRecord

    init(_ row: Row) throws {
        guard let value = DeclaredValue(json: try row.text("body")) else { throw StorageError.notNull("resources_way.body") }
        record = DeclaredRecord(value)
        (id, key, kind, campaignID) = (try row.id("id"), try row.text("key"), try row.choice("kind"), try row.id("campaign_id"))
        (name, way) = (try record.name("name"), try record.name("way"))
    }

    var rules: [Wording] { record.records("rules").compactMap { try? $0.name("text") } }
    var steps: [Wording] { record.records("steps").compactMap { try? $0.name("name") } }
    var figures: [DeclaredRecord] { record.records("figures") }
}

extension Transaction {
    func way(key: String) throws -> Way? { try row("SELECT * FROM resources_way WHERE key = \(key)", Way.init) }

    /// In the order in which the file declares them.
    package func ways(of campaign: ID<Campaign>) throws -> [Way] { try rows("SELECT * FROM resources_way WHERE campaign_id = \(campaign) ORDER BY id", Way.init) }

    fileprivate func put(_ record: DeclaredRecord, by actor: Int64) throws {
        let old = try way(key: record.key)
        if old?.record == record { return }
        let (id, kind, campaign) = (old?.id ?? newID(), try record.choice("kind", Way.Kind.self), try campaignID(declared: try record.text("campaign")))
        try execute(
            """
            INSERT INTO resources_way (id, key, kind, campaign_id, body) VALUES (\(id), \(record.key), \(kind), \(campaign), \(record.value.json))
            ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, campaign_id = excluded.campaign_id, body = excluded.body
            """)
        try self.record(LedgerEntry(old == nil ? "resources.way-added" : "resources.way-changed", "way", id, by: actor, visibility: .public))
    }

    fileprivate func removeWay(key: String, by actor: Int64) throws {
        guard let old = try way(key: key) else { return }
        try execute("DELETE FROM resources_way WHERE id = \(old.id)")
        try record(LedgerEntry("resources.way-removed", "way", old.id, by: actor, visibility: .public))
    }
}

/// `ways` in a campaign file.
enum WaySection {
    static let section = Section(
        "ways", order: 88, noun: Phrase("参与方式", "way to take part"), shape: shape, isEdition: true,
        apply: { tx, record, context in try tx.put(record, by: context.actor) }, current: { tx, key in try tx.way(key: key)?.record.value },
        hasRecords: { _, _ in false }, withdraw: { tx, key, context in try tx.removeWay(key: key, by: context.actor) })

    private static let shape = Shape(
        .key, .required("name", .wording(max: 200)), .required("campaign", .reference(to: "campaigns")), .required("kind", .choice(Way.Kind.self)),
        .required("way", .wording(max: 500), about: Phrase("一句话：怎样参与", "What one does, in a sentence")),
        .optional("fields", .list(of: .wording(max: 100)), about: Phrase("要填写的内容", "What is stated")),
        .optional("steps", .records(Shape(.key, .required("name", .wording(max: 200))))),
        .optional("rules", .records(Shape(.key, .required("text", .wording(max: 500)), .source))),
        .optional("figures", .records(figure), cloning: .dropped), .source, .note)

    private static let figure = Shape(
        .key, .required("label", .wording(max: 200)), .required("value", .integer(0...Int.max)), .required("unit", .wording(max: 50)),
        .optional("bound", .choice(AnnouncedFigure.Bound.self), default: "exact"), .required("as_of", .roughDay), .source)
}
