import Access
import Declaration
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On the desk: what of calls and titles waits for this person.
enum CallQueues {
    static let all = [returned, due, toRecommend, toCheck, filed, sheets, objections]

    private static let returned = queue(
        Phrase("退回给您补正的申报", "Applications returned to you"), .host, path: "/desk/applications", isUrgent: true
    ) { scopes, _ in
        application("x.state = 'returned' AND \(sql: try OrganisationReach.condition("x.organisation_id", scopes))")
    } line: { try applicationLine($0, "/desk/applications/") }

    private static let due = queue(Phrase("要填报的考核", "Assessments to file"), .host, path: "/desk/titles") { scopes, _ in
        let reach = try OrganisationReach.condition("x.organisation_id", scopes)
        return assessment("a.state IN ('open', 'rectifying', 'returned') AND x.state IN ('valid', 'rectifying') AND \(sql: reach)")
    } line: { assessmentLine($0, "/desk/titles/assessments/") }

    private static let toRecommend = queue(Phrase("等您推荐的申报", "Applications to recommend"), .recommender, path: "/desk/recommendations") { scopes, _ in
        application("x.state = 'submitted' AND \(sql: try OrganisationReach.condition("x.recommender_id", scopes))")
    } line: { try applicationLine($0, "/desk/recommendations/") }

    private static let toCheck = queue(Phrase("等待形式审查的申报", "Applications to be checked"), .organiser, path: "/desk/calls") { scopes, _ in
        let reach = try OrganisationReach.condition("s.authority_id", scopes)
        return application("\(sql: Application.waitsForCheck("x")) AND \(sql: reach)", joining: "JOIN calls_scheme s ON s.id = c.scheme_id")
    } line: { try applicationLine($0, "/desk/calls/\($0.key)/applications/") }

    private static let filed = queue(Phrase("等您评定的考核", "Assessments to rate"), .organiser, path: "/desk/assessments") { scopes, _ in
        let reach = try OrganisationReach.condition("s.authority_id", scopes)
        return assessment("a.state = 'filed' AND \(sql: reach)", joining: "JOIN calls_scheme s ON s.id = x.scheme_id")
    } line: { assessmentLine($0, "/desk/assessments/") }

    // Sheets may be blind, and of objections nothing is said on a desk but that there are some.

    private static let sheets = queue(Phrase("等您评分的申报", "Applications to score"), .expert, path: "/desk/reviews") { _, account in
        DeskQueue.Source(
            id: "h.application_id", since: "h.assigned_at",
            from: "calls_sheet h JOIN calls_expert e ON e.id = h.expert_id WHERE h.state = 'assigned' AND e.account_id = \(account)")
    } line: { _ in nil }

    private static let objections = queue(Phrase("未了结的异议", "Objections that are not settled"), .supervisor, path: "/desk/objections") { scopes, _ in
        DeskQueue.Source(
            id: "b.id", since: "b.received_at",
            from: """
                calls_objection b JOIN calls_notice n ON n.id = b.notice_id JOIN calls_scheme s ON s.id = n.scheme_id
                WHERE b.state <> 'answered' AND \(sql: try OrganisationReach.condition("s.authority_id", scopes))
                """)
    } line: { _ in nil }

    /// A queue of those who hold that role, over what they hold it for.
    private static func queue(
        _ title: Phrase, _ role: Role, path: String, isUrgent: Bool = false,
        from source: @escaping @Sendable ([Scope], ID<Account>) throws -> DeskQueue.Source, line: @escaping @Sendable (DeskQueue.Record) throws -> DeskCard.Line?
    ) -> DeskQueue {
        DeskQueue(title, path: path, order: 18, isUrgent: isUrgent) { identity in
            let scopes = identity.grants.filter { $0.role == role }.map(\.scope)
            return scopes.isEmpty ? nil : try source(scopes, identity.account.id)
        } line: { try line($0) }
    }

    /// Applications as `x` of calls `c`; the note is the body of the call, which names it.
    private static func application(_ condition: SQL, joining: SQL = "") -> DeskQueue.Source {
        DeskQueue.Source(
            id: "x.id", since: "x.changed_at", name: holder, note: "c.body", key: "c.key",
            from: "calls_application x JOIN calls_call c ON c.id = x.call_id \(sql: joining) \(sql: Holder.join("x")) WHERE \(sql: condition)")
    }

    /// Assessments as `a` of titles `x`; the key is the title's number.
    private static func assessment(_ condition: SQL, joining: SQL = "") -> DeskQueue.Source {
        DeskQueue.Source(
            id: "a.id", since: "a.year", name: holder, key: "x.number", number: "a.year",
            from: "calls_assessment a JOIN calls_title x ON x.id = a.title_id \(sql: joining) \(sql: Holder.join("x")) WHERE \(sql: condition)")
    }

    private static var holder: DeskQueue.Name { DeskQueue.Name(zh: Holder.zh, en: Holder.en) }

    private static func applicationLine(_ application: DeskQueue.Record, _ path: String) throws -> DeskCard.Line {
        let call: Phrase = try DeclaredValue(json: application.note).map { try DeclaredRecord($0).name("name").phrase } ?? Phrase(same: application.key)
        return DeskCard.Line(application.name, meta: call, path: path + application.idText)
    }

    private static func assessmentLine(_ assessment: DeskQueue.Record, _ path: String) -> DeskCard.Line {
        let (year, number) = (assessment.number, assessment.key)
        return DeskCard.Line(assessment.name, meta: Phrase("\(year)年考核 · \(number)", "Assessment of \(year) · \(number)"), path: path + assessment.idText)
    }
}
