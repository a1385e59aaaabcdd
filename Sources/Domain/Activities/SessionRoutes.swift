import Access
import Kernel
import Markup
import Rooms
import Storage
import Web

/// Sessions at the desk: one more, many by a rule, changing one, taking one away.
enum SessionRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .post("/desk/activities/{id}/sessions", .permitted(Activities.enter)) { visit in try await add(visit, house) },
            .post("/desk/activities/{id}/recurrences", .permitted(Activities.enter)) { visit in try await addMany(visit, house) },
            .get("/desk/activities/{id}/sessions/{session}", .permitted(Activities.enter)) { visit in
                let session = try await load(visit)
                return try await SessionPage.answer(session, SessionForm.existing.filled(SessionForm.values(of: session)), nil, visit, house)
            },
            .post("/desk/activities/{id}/sessions/{session}", .permitted(Activities.enter)) { visit in try await change(visit, house) },
            .post("/desk/activities/{id}/sessions/{session}/removal", .permitted(Activities.enter)) { visit in
                let (identity, session) = (try visit.signedIn(), try await load(visit))
                try await visit.database.write { tx in
                    try identity.require(Activities.enter, within: tx.entryScopes(session.activity))
                    try tx.changingTimes(of: session.activity, by: identity) {
                        try tx.removeSession(session, house: house, by: identity.account.id.number)
                    }
                }
                return visit.see("/desk/activities/\(session.activity.text)", saying: Phrase("场次已删除。", "The session is removed."))
            },
        ]
    }

    private static func load(_ visit: Visit) async throws -> ActivitySession {
        let identity = try visit.signedIn()
        let activity: ID<Activity> = try visit.id("id", of: Activity.noun)
        let id: ID<ActivitySession> = try visit.id("session", of: ActivitySession.noun)
        return try await visit.database.read { tx in
            try identity.require(Activities.enter, within: tx.entryScopes(activity))
            guard let session = try tx.session(activity, id) else { throw Refusal.notFound(ActivitySession.noun) }
            return session
        }
    }

    private static func add(_ visit: Visit, _ house: House) async throws -> Answer {
        var page = try await DeskActivityPage.load(visit, house)
        let (identity, model) = (try visit.signedIn(), page.model)
        var reading = SessionForm.new.read(visit.posted)
        let parts = SessionParts(house, posted: visit.posted)
        if var draft = SessionForm.draft(from: &reading, zone: model.version.content.zone), parts.isGood {
            if draft.capacity == nil, visit.posted.fields["capacity"] == nil { draft.capacity = model.version.content.capacity }
            do {
                return try await visit.making { [draft] tx in
                    try identity.require(Activities.enter, within: tx.entryScopes(model.activity.id))
                    try tx.refuseIdentical(draft, in: model.activity.id)
                    let id = try tx.changingTimes(of: model.activity.id, by: identity) {
                        try tx.addSession(draft, to: model.activity.id, by: identity.account.id.number)
                    }
                    try parts.save(id, by: identity.account.id.number, in: tx)
                    return Made(at: "/desk/activities/\(model.activity.id.text)", saying: Phrase("场次已添加。", "The session is added."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
        }
        (page.sessionReading, page.sessionParts, page.status) = (reading, parts, 422)
        return page.answer
    }

    private static func addMany(_ visit: Visit, _ house: House) async throws -> Answer {
        var page = try await DeskActivityPage.load(visit, house)
        let (identity, model) = (try visit.signedIn(), page.model)
        var reading = SessionForm.rule.read(visit.posted)
        let parts = SessionParts(house, posted: visit.posted)
        if let rule = SessionForm.recurrence(from: &reading), parts.isGood {
            let capacity = reading.integer("capacity").map { Int($0) }
            do {
                return try await visit.making { tx in
                    try identity.require(Activities.enter, within: tx.entryScopes(model.activity.id))
                    try tx.refuseIdentical(rule, capacity: capacity, in: model.activity.id)
                    let id = try tx.changingTimes(of: model.activity.id, by: identity) {
                        try tx.addRecurrence(
                            rule, to: model.activity.id, zone: model.version.content.zone, capacity: capacity, by: identity.account.id.number)
                    }
                    for session in try tx.sessions(of: model.activity.id) where session.recurrence == id {
                        try parts.save(session.id, by: identity.account.id.number, in: tx)
                    }
                    return Made(at: "/desk/activities/\(model.activity.id.text)", saying: Phrase("已按规则添加场次。", "The rule's sessions are added."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
        }
        (page.ruleReading, page.ruleParts, page.status) = (reading, parts, 422)
        return page.answer
    }

    private static func change(_ visit: Visit, _ house: House) async throws -> Answer {
        let (identity, session) = (try visit.signedIn(), try await load(visit))
        var reading = SessionForm.existing.read(visit.posted)
        let parts = SessionParts(house, posted: visit.posted)
        let seen = reading.integer("seen").map { Int($0) } ?? -1, isConfirmed = reading.isChecked("confirmed")
        let status = ActivitySession.Status(rawValue: reading.text("status")) ?? session.status
        if let draft = SessionForm.draft(from: &reading, zone: session.zone), parts.isGood {
            do {
                try await visit.database.write { tx in
                    try identity.require(Activities.enter, within: tx.entryScopes(session.activity))
                    guard seen == session.changes else { throw Refusal.sessionChanged }
                    try tx.askMove(session, to: draft, confirmed: isConfirmed, house: house)
                    try tx.changingTimes(of: session.activity, by: identity) {
                        try tx.changeSession(session, to: draft, status: status, house: house, by: identity.account.id.number)
                    }
                    try parts.save(session.id, by: identity.account.id.number, in: tx)
                }
                return visit.see("/desk/activities/\(session.activity.text)", saying: Phrase("场次已更改。", "The session is changed."))
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                if refusal.field == "confirmed" { reading = SessionForm.confirming.read(visit.posted) }
                reading.remark(refusal)
            }
        }
        return try await SessionPage.answer(session, reading, parts, visit, house, status: 422)
    }
}
