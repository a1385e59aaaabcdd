import Campaigns
import Declaration
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// A team of experts, or a matrix of scientists, of which a source tells (domain M15): who has it, how one orders, what it announced.
/// Kept as it was declared; no speaker and no count of ours.
struct DeclaredPool: Sendable {
    enum Kind: String, Sendable, CaseIterable, SQLConvertible { case pool, matrix }

    let id: ID<DeclaredPool>
    let key: String
    let name: Wording
    let record: DeclaredRecord

    init(_ row: Row) throws {
        guard let value = DeclaredValue(json: try row.text("body")) else { throw StorageError.notNull("talks_pool.body") }
        record = DeclaredRecord(value)
        (id, key, name) = (try row.id("id"), try row.text("key"), try record.name("name"))
    }

    var steps: [Wording] { record.records("steps").compactMap { try? $0.name("name") } }
    var rules: [Wording] { record.records("rules").compactMap { try? $0.name("text") } }
    var figures: [DeclaredRecord] { record.records("figures") }
}

extension Transaction {
    func declaredPool(key: String) throws -> DeclaredPool? { try row("SELECT * FROM talks_pool WHERE key = \(key)", DeclaredPool.init) }

    func declaredPools(of campaign: ID<Campaign>) throws -> [DeclaredPool] {
        try rows("SELECT * FROM talks_pool WHERE campaign_id = \(campaign) ORDER BY id", DeclaredPool.init)
    }

    fileprivate func put(_ record: DeclaredRecord, by actor: Int64) throws {
        let old = try declaredPool(key: record.key)
        if old?.record == record { return }
        for key in record.texts("organisations") { _ = try organisationID(declared: key) }
        let id = try old?.id ?? newID(), campaign = try campaignID(declared: try record.text("campaign"))
        try execute(
            """
            INSERT INTO talks_pool (id, key, campaign_id, body) VALUES (\(id), \(record.key), \(campaign), \(record.value.json))
            ON CONFLICT (id) DO UPDATE SET campaign_id = excluded.campaign_id, body = excluded.body
            """)
        try self.record(LedgerEntry(old == nil ? "talks.pool-added" : "talks.pool-changed", "pool", id, by: actor, visibility: .public))
    }

    fileprivate func removePool(key: String, by actor: Int64) throws {
        guard let old = try declaredPool(key: key) else { return }
        try execute("DELETE FROM talks_pool WHERE id = \(old.id)")
        try record(LedgerEntry("talks.pool-removed", "pool", old.id, by: actor, visibility: .public))
    }
}

/// `experts` in a campaign file.
enum PoolSection {
    static let section = Section(
        "experts", order: 92, noun: Phrase("专家团队", "team of experts"), shape: shape, isEdition: true,
        apply: { tx, record, context in try tx.put(record, by: context.actor) }, current: { tx, key in try tx.declaredPool(key: key)?.record.value },
        hasRecords: { _, _ in false }, withdraw: { tx, key, context in try tx.removePool(key: key, by: context.actor) })

    private static let shape = Shape(
        .key, .required("name", .wording(max: 200)), .required("campaign", .reference(to: "campaigns")), .required("kind", .choice(DeclaredPool.Kind.self)),
        .optional("organisations", .list(of: .reference(to: "organisations")), about: Phrase("谁组建", "Who has it")),
        .optional("steps", .records(Shape(.key, .required("name", .wording(max: 200)))), about: Phrase("怎样点单", "How one orders")),
        .optional("rules", .records(Shape(.key, .required("text", .wording(max: 500)), .source))),
        .optional("figures", .records(figure), about: Phrase("来源公布的数字", "What the source announced"), cloning: .dropped), .source, .note)

    private static let figure = Shape(
        .key, .required("label", .wording(max: 200)), .required("value", .integer(0...Int.max)), .required("unit", .wording(max: 50)),
        .optional("bound", .choice(AnnouncedFigure.Bound.self), default: "exact"), .optional("as_of", .roughDay), .source)

    /// What refers to campaigns and organisations here.
    static let dependants = [
        Dependants(on: "campaigns", "个专家团队", "team of experts", "teams of experts") { key in
            "SELECT COUNT(*) FROM talks_pool p JOIN view_campaigns_campaign c ON c.id = p.campaign_id WHERE c.key = \(key)"
        }
    ]

    /// On the campaign's page.
    static let panel = Panel(on: Campaigns.campaignPanels, order: 14) { visit, subject in
        let pools = try await visit.database.read { tx in try tx.declaredPools(of: ID(subject)) }
        guard !pools.isEmpty else { return nil }
        return Markup.section(.class("stack"), .id("experts")) {
            h2 { visit.say(Phrase("专家与科普报告", "Experts and talks")) }
            for pool in pools {
                h3 { visit.html(pool.name) }
                if !pool.steps.isEmpty { ol { for step in pool.steps { li { visit.html(step) } } } }
                if !pool.rules.isEmpty { ul { for rule in pool.rules { li { visit.html(rule) } } } }
                for figure in pool.figures { number(figure, visit) }
                if let note = try? pool.record.nameOrNil("note") { p(.class("meta")) { visit.html(note) } }
            }
            p { a(.href(.within("/resources", query: Query([("nature", "human")])))) { visit.say(Phrase("查看可以点的报告和课程", "Talks and courses that one may ask for")) } }
        }
    }

    /// What a source announced, never a count of ours.
    private static func number(_ figure: DeclaredRecord, _ visit: Visit) -> HTML {
        guard let value = try? figure.integer("value"), let label = try? figure.name("label"), let unit = try? figure.name("unit") else { return HTML() }
        let more: Phrase = switch try? figure.textOrNil("bound") {
        case "at-least": Phrase("不少于 ", "at least ")
        case "about": Phrase("约 ", "about ")
        default: Phrase("", "")
        }
        return p(.class("meta")) {
            label(visit.language) + visit.say(Phrase("：", ": ")) + visit.say(more) + Numerals.count(value, visit.language) + " " + unit(visit.language)
            visit.say(Phrase("（来源公布）", " (as its source says)"))
        }
    }
}
