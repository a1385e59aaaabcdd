import Access
import Activities
import Bookings
import Kernel
import Language
import Markup
import Participation
import Storage
import Web

/// `/door`: which sessions are near, scanning, closing.
enum DoorRoutes {
    static let routes: [Route] = [
        .get("/door", .permitted(Bookings.door)) { visit in try await list(visit) },
        .get("/door/{activity}/{session}", .permitted(Bookings.door)) { visit in
            let model = try await load(visit)
            return DoorPage(model: model, reading: DoorPage.form.empty, visit: visit).answer
        },
        .post("/door/{activity}/{session}/scans", .permitted(Bookings.door)) { visit in try await scan(visit) },
        .post("/door/{activity}/{session}/closing", .permitted(Bookings.door)) { visit in
            let identity = try visit.signedIn()
            let model = try await load(visit)
            let session = model.session
            let isWhole = visit.posted.fields["covered"] == "1", isNobody = visit.posted.fields["nobody"] == "1"
            do {
                try await visit.database.write { tx in
                    try identity.require(Bookings.door, within: tx.activityScopes(session.activity))
                    // An estimate that is being noted is seen here, or sees that the door was closed.
                    try tx.lockClaims(of: session.activity)
                    if isWhole { try tx.checkNothingEstimated(session) }
                    try tx.closeDoor(
                        activity: session.activity, session: session.id, coveredWhole: isWhole, nobodyCame: isNobody, by: identity.account.id.number)
                }
            } catch let refusal as Refusal where refusal.kind == .conflict {
                return DoorPage(model: model, reading: DoorPage.form.empty, closingProblem: refusal, visit: visit, status: 422).answer
            }
            let said = isWhole
                ? Phrase("检票已结束：全程覆盖，人数按检票计。", "The door is closed; it covered the whole session.")
                : Phrase("检票已结束：只覆盖了一部分。", "The door is closed; it covered a part of the session.")
            return visit.see("/door/\(session.activity.text)/\(session.id.text)", saying: said)
        },
    ]

    static func load(_ visit: Visit) async throws -> DoorModel {
        let identity = try visit.signedIn()
        let activity: ID<Activity> = try visit.id("activity", of: Activity.noun)
        let id: ID<ActivitySession> = try visit.id("session", of: ActivitySession.noun)
        return try await visit.database.read { tx in
            try identity.require(Bookings.door, within: tx.activityScopes(activity))
            return try DoorModel(tx, activity, id, for: identity)
        }
    }

    private static func scan(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let session = try await load(visit).session
        var reading = DoorPage.form.read(visit.posted)
        var results: [(line: DoorLine, result: DoorResult)] = []
        if reading.isGood {
            do {
                let (text, device, now) = (reading.text("tickets"), reading.text("device"), visit.now)
                let lines = try DoorLine.read(text, now: now, device: device)
                results = try await visit.database.write { tx in
                    try identity.require(Bookings.door, within: tx.activityScopes(session.activity))
                    return try tx.takeScans(lines, activity: session.activity, session: session.id, by: identity.account.id.number)
                }
            } catch let refusal as Refusal where refusal.field != nil || refusal.kind == .conflict { reading.remark(refusal) }
        }
        let model = try await load(visit)
        // The next ticket: an empty box, the same device.
        let next = reading.isGood ? DoorPage.form.filled(["device": reading.text("device")]) : reading
        return DoorPage(model: model, reading: next, results: results, visit: visit, status: reading.isGood ? 200 : 422).answer
    }

    private static func list(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let near = try await visit.database.read { try $0.doorSessions(for: identity) }
        return visit.desk(
            Phrase("检票", "Door"), lede: Phrase("今天和近日的场次", "Sessions of today and the days around it")
        ) {
            if near.isEmpty {
                div(.class("empty-state")) {
                    p { visit.say(Phrase("近日没有可检票的场次。", "No session is near whose door you keep.")) }
                    p(.class("meta")) {
                        visit.say(
                            Phrase(
                                "已公开活动的场次，从前一天到后三天都列在这里，是否接受预约均可。",
                                "Sessions of public activities stand here from the day before to three days ahead, whether they take bookings or not."))
                    }
                }
            } else {
                ul(.class("session-list"), .role("list")) {
                    for one in near { li { line(one, visit) } }
                }
                if near.count == NearSession.most {
                    p(.class("meta")) {
                        visit.say(
                            Phrase(
                                "只列出时间最近的 \(NearSession.most) 场；其他场次请从活动页面进入。",
                                "These are the \(NearSession.most) nearest; others are opened from the page of their activity."))
                    }
                }
            }
        }
    }

    @HTMLBuilder private static func line(_ one: NearSession, _ visit: Visit) -> HTML {
        let session = one.session, booked = one.booked
        div {
            p { a(.href("/door/\(session.activity)/\(session.id)")) { strong { one.title(visit.language) } } }
            p(.class("meta")) { session.words(visit.language) + " · " + visit.say(Phrase("已预约 \(booked)", "booked \(booked)")) }
        }
        div(.class("actions")) {
            a(.class("button", "button-primary"), .href("/door/\(session.activity)/\(session.id)")) { visit.say(Phrase("检票", "Open the door")) }
            one.ways.bookings(session, visit, booked: booked)
        }
    }
}
