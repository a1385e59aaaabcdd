import Access
import Declaration
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On the desk: what of calls and titles waits for this person, in one statement.
enum CallCards {
    static let waiting = DeskCard.several(for: [.host, .recommender, .organiser, .expert, .supervisor], order: 18) { tx, identity in
        let kinds = try Kind.allCases.compactMap { kind in try kind.lines(for: identity) }
        guard !kinds.isEmpty else { return [] }
        let found = try tx.rows("SELECT * FROM (\(sql: kinds.joined(" UNION ALL "))) w ORDER BY place, since, id", Found.init)
        return Kind.allCases.compactMap { kind in
            let mine = found.filter { $0.kind == kind }
            guard let first = mine.first else { return nil }
            // Of objections nothing is said on a desk but that there are some; sheets may be blind.
            let lines = kind.isNamed ? mine.compactMap(\.line) : []
            return DeskCard.Content(kind.title, total: first.total, path: kind.path, isUrgent: kind == .returned, lines: lines)
        }
    }

    private enum Kind: Int, CaseIterable {
        case returned, due, recommend, office, filed, sheets, objections

        var title: Phrase {
            switch self {
            case .returned: Phrase("退回给您补正的申报", "Applications returned to you")
            case .due: Phrase("要填报的考核", "Assessments to file")
            case .recommend: Phrase("等您推荐的申报", "Applications to recommend")
            case .office: Phrase("等待形式审查的申报", "Applications to be checked")
            case .filed: Phrase("等您评定的考核", "Assessments to rate")
            case .sheets: Phrase("等您评分的申报", "Applications to score")
            case .objections: Phrase("未了结的异议", "Objections that are not settled")
            }
        }

        var path: String {
            switch self {
            case .returned: "/desk/applications"
            case .due: "/desk/titles"
            case .recommend: "/desk/recommendations"
            case .office: "/desk/calls"
            case .filed: "/desk/assessments"
            case .sheets: "/desk/reviews"
            case .objections: "/desk/objections"
            }
        }

        var isNamed: Bool { self != .sheets && self != .objections }

        private var role: Role {
            switch self {
            case .returned, .due: .host
            case .recommend: .recommender
            case .office, .filed: .organiser
            case .sheets: .expert
            case .objections: .supervisor
            }
        }

        /// The oldest of them with how many there are; nil where this person does not do such work.
        func lines(for identity: Identity) throws -> SQL? {
            let scopes = identity.grants.filter { $0.role == role }.map(\.scope)
            guard !scopes.isEmpty else { return nil }
            return """
                SELECT l.* FROM (
                    SELECT CAST(\(rawValue) AS BIGINT) AS place, \(sql: try source(scopes, identity.account.id)) ORDER BY since, id LIMIT \(DeskCard.most)) l
                """
        }

        /// The columns behind the first, with what they are taken from.
        private func source(_ scopes: [Scope], _ account: ID<Account>) throws -> SQL {
            let holder = Holder.names
            let of = Holder.join("x")
            let count: SQL = "COUNT(*) OVER () AS total"
            let applications: SQL = "x.id AS id, x.changed_at AS since, c.key AS about, c.body AS body, \(sql: holder), \(sql: count) FROM calls_application x JOIN calls_call c ON c.id = x.call_id"
            let assessments: SQL = "a.id AS id, a.year AS since, x.number AS about, '' AS body, \(sql: holder), \(sql: count) FROM calls_assessment a JOIN calls_title x ON x.id = a.title_id"
            switch self {
            case .returned:
                return "\(sql: applications) \(sql: of) WHERE x.state = 'returned' AND \(sql: try OrganisationReach.condition("x.organisation_id", scopes))"
            case .recommend:
                return "\(sql: applications) \(sql: of) WHERE x.state = 'submitted' AND \(sql: try OrganisationReach.condition("x.recommender_id", scopes))"
            case .office:
                let reach = try OrganisationReach.condition("s.authority_id", scopes)
                return "\(sql: applications) JOIN calls_scheme s ON s.id = c.scheme_id \(sql: of) WHERE \(sql: Application.waitsForCheck("x")) AND \(sql: reach)"
            case .due:
                let reach = try OrganisationReach.condition("x.organisation_id", scopes)
                return "\(sql: assessments) \(sql: of) WHERE a.state IN ('open', 'rectifying', 'returned') AND x.state IN ('valid', 'rectifying') AND \(sql: reach)"
            case .filed:
                let reach = try OrganisationReach.condition("s.authority_id", scopes)
                return "\(sql: assessments) JOIN calls_scheme s ON s.id = x.scheme_id \(sql: of) WHERE a.state = 'filed' AND \(sql: reach)"
            case .sheets:
                return """
                    h.application_id AS id, h.assigned_at AS since, '' AS about, '' AS body, '' AS holder_zh, CAST(NULL AS TEXT) AS holder_en, \(sql: count)
                    FROM calls_sheet h JOIN calls_expert e ON e.id = h.expert_id WHERE h.state = 'assigned' AND e.account_id = \(account)
                    """
            case .objections:
                return """
                    b.id AS id, b.received_at AS since, '' AS about, '' AS body, '' AS holder_zh, CAST(NULL AS TEXT) AS holder_en, \(sql: count)
                    FROM calls_objection b JOIN calls_notice n ON n.id = b.notice_id JOIN calls_scheme s ON s.id = n.scheme_id
                    WHERE b.state <> 'answered' AND \(sql: try OrganisationReach.condition("s.authority_id", scopes))
                    """
            }
        }

        /// Where one of them is dealt with.
        func page(_ id: Int64, _ about: String) -> String {
            let text = Crockford.text(id)
            return switch self {
            case .returned: "/desk/applications/" + text
            case .due: "/desk/titles/assessments/" + text
            case .recommend: "/desk/recommendations/" + text
            case .office: "/desk/calls/\(about)/applications/" + text
            case .filed: "/desk/assessments/" + text
            case .sheets: "/desk/reviews/" + text
            case .objections: "/desk/objections/" + text
            }
        }
    }

    private struct Found {
        let kind: Kind?
        let total: Int
        let line: DeskCard.Line?

        init(_ row: Row) throws {
            kind = Kind(rawValue: try row.int("place"))
            total = try row.int("total")
            let (id, about) = (try row.int64("id"), try row.text("about"))
            let name: Phrase = try row.wording("holder").phrase
            let meta = try Self.meta(row, about, since: try row.int64("since"))
            line = kind.map { DeskCard.Line(name, meta: meta, path: $0.page(id, about)) }
        }

        /// The name of the call; of an assessment its year and the title's number.
        private static func meta(_ row: Row, _ about: String, since year: Int64) throws -> Phrase {
            if let call = DeclaredValue(json: try row.text("body")) { return try DeclaredRecord(call).name("name").phrase }
            return Phrase("\(year)年考核 · \(about)", "Assessment of \(year) · \(about)")
        }
    }
}
