import Declaration
import Kernel
import Storage
import Venues

/// How a title that is about to end is renewed: by fewer questions, filled in from the last application.
struct RenewalRule: Sendable, Hashable {
    /// The keys of the fields that are asked again.
    var fields: Set<String>
    /// So many days before its end a title may be renewed.
    var days = 365

    init(fields: Set<String>) { self.fields = fields }

    init(_ record: DeclaredRecord) throws(DeclarationDefect) {
        self.init(fields: Set(record.texts("fields")))
        if let days = try record.integerOrNil("days") { self.days = days }
    }
}

extension SchemeShape {
    static let renewal = Shape(
        .required("fields", .list(of: .text(max: 100)), about: Phrase("续期时只问这些项目", "What alone is asked of who renews")),
        .optional("days", .integer(1...3650), about: Phrase("到期前多少天起可以续期；不填为 365", "From how many days before the end; absent: 365")))
}

extension Scheme {
    /// What this application says: the fields of its category, or of a renewal those that are asked again.
    func fields(of application: Application) -> [SchemeField] {
        let all = fields(of: application.category ?? "")
        guard application.renewsID != nil, let renewal else { return all }
        return all.filter { renewal.fields.contains($0.key) }
    }

    /// Until when a title must end that a call lets renew.
    func renewable(in call: Call, at now: Instant) -> Day? {
        guard let renewal else { return nil }
        return (call.closesAt ?? now).day(in: Notice.zone).adding(days: renewal.days)
    }
}

extension Transaction {
    /// Notes of a new application which title it would renew: one of the same scheme and holder that is in force and ends in time.
    func noteRenewal(_ id: ID<Application>, of organisation: ID<Organisation>, venue: ID<Venue>?, _ call: Call, _ scheme: SchemeRecord) throws {
        guard let last = scheme.scheme.renewable(in: call, at: now) else { return }
        let same: SQL = venue.map { "venue_id = \($0)" } ?? "venue_id IS NULL"
        let title = try row(
            """
            SELECT id FROM calls_title WHERE scheme_id = \(scheme.id) AND organisation_id = \(organisation) AND \(sql: same)
                AND state IN (\(list: [TitleState.valid.rawValue, TitleState.rectifying.rawValue])) AND valid_until <= \(last)
            ORDER BY valid_until, id LIMIT 1
            """) { try $0.id("id", Title.self) }
        if let title { try execute("UPDATE calls_application SET renews_id = \(title) WHERE id = \(id)") }
    }
}
