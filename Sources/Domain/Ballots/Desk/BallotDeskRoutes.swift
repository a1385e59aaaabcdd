import Access
import Activities
import Bookings
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// The organiser's side: a ballot for some sessions of an activity, and calling it off.
enum BallotDeskRoutes {
    static let routes: [Route] = [
        .get("/desk/activities/{id}/ballot", .permitted(Bookings.rule), filters: []) { visit in try await page(visit, nil) },
        .post("/desk/activities/{id}/ballot", .permitted(Bookings.rule)) { visit in try await open(visit) },
        .get("/desk/ballots/{id}", .permitted(Bookings.rule), filters: []) { visit in try await show(visit) },
        .post("/desk/ballots/{id}/cancellation", .permitted(Bookings.rule)) { visit in
            let identity = try visit.signedIn()
            let id: ID<Ballot> = try visit.id("id", of: Ballot.noun)
            try await visit.database.write { tx in
                try identity.require(Bookings.rule, within: tx.entryScopes(tx.requireBallot(id).activity))
                try tx.cancelBallot(id, by: identity.account.id.number)
            }
            return visit.see("/desk/ballots/\(id.text)", saying: Phrase("抽签已取消，报名者会收到通知。", "The ballot is called off; those who entered will be told."))
        },
    ]

    private static func form(_ sessions: [ActivitySession]) -> Form {
        let kinds = PartyKind.allCases.filter { !$0.isLed }
        return Form(
            [
                FormField(
                    "sessions", "参加抽签的场次", "Sessions in the ballot", .choices(sessions.map { .init($0.id.text, Phrase($0.words(.zh), $0.words(.en))) }), required: true)
            ]
                + kinds.map { kind in
                    FormField("places_\(kind.rawValue)", "每场名额：\(kind.title.zh)", "Places in each session: \(kind.title.en)", .integer(0...100_000))
                }
                + [
                    FormField("opens", "报名开始", "Entries open", .localTime, required: true, hint: Phrase("北京时间", "Beijing time")),
                    FormField("closes", "报名截止", "Entries close", .localTime, required: true, hint: Phrase("截止后几分钟内抽签", "The draw follows within minutes")),
                    FormField(
                        "accept_hours", "抽中后多少小时内确认", "Hours to accept", .integer(Ballot.acceptRange), required: true,
                        hint: Phrase("逾期未确认的名额转给候补", "Places that are not accepted go to the waiting list")),
                ])
    }

    private static func load(_ visit: Visit) async throws -> (id: ID<Activity>, title: Wording, sessions: [ActivitySession]) {
        let identity = try visit.signedIn()
        let id: ID<Activity> = try visit.id("id", of: Activity.noun)
        return try await visit.database.read { tx in
            _ = try tx.requireActivity(id)
            try identity.require(Bookings.rule, within: tx.entryScopes(id))
            let title = try tx.row("SELECT title_zh, title_en FROM view_activities_title WHERE activity_id = \(id)") { try $0.wording("title") }
            let sessions = try tx.sessions(of: id).filter { $0.begin > tx.now && $0.status != .cancelled }
            return (id, title ?? Wording(""), Array(sessions.prefix(100)))
        }
    }

    private static func page(_ visit: Visit, _ posted: FormReading?) async throws -> Answer {
        let (id, title, sessions) = try await load(visit)
        let reading = posted ?? form(sessions).filled(["accept_hours": "48"])
        return visit.desk(
            Phrase("改为抽签", "Use a ballot"), lede: title.phrase, trail: [("/desk/activities/\(id.text)", title.phrase)], status: posted == nil ? 200 : 422
        ) {
            p {
                visit.say(
                    Phrase(
                        "名额不再先到先得，而是在报名截止后抽签。所选场次的预约随即关闭；种子的承诺值马上公布，种子在抽签后公布。",
                        "Places are no longer first come, first served, but drawn after entries have closed. Booking of these sessions closes at once; what binds the seed is published now, the seed after the draw."))
            }
            if sessions.isEmpty {
                div(.class("empty-state")) { h2 { visit.say(Phrase("没有即将举行的场次", "There is no session to come")) } }
            } else {
                visit.formHTML(reading, action: "/desk/activities/\(id.text)/ballot", submit: Phrase("开放抽签", "Open the ballot"), makes: true)
            }
            p { a(.href("/rules/ballot")) { visit.say(Phrase("抽签规则", "How ballots are drawn")) } }
        }
    }

    private static func open(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let (id, _, sessions) = try await load(visit)
        var reading = form(sessions).read(visit.posted)
        guard reading.isGood, let opens = reading.localTime("opens"), let closes = reading.localTime("closes"), let hours = reading.integer("accept_hours") else {
            return try await page(visit, reading)
        }
        var places: [PartyKind: Int] = [:]
        for kind in PartyKind.allCases { if let count = reading.integer("places_\(kind.rawValue)"), count > 0 { places[kind] = Int(count) } }
        let draft = BallotDraft(
            sessions: reading.texts("sessions").compactMap { ID<ActivitySession>($0) }, places: places, opens: opens.instant(in: .china), closes: closes.instant(in: .china),
            acceptHours: Int(hours))
        do {
            return try await visit.making { tx in
                try identity.require(Bookings.rule, within: tx.entryScopes(id))
                let ballot = try tx.openBallot(draft, activity: id, by: identity.account.id.number)
                return Made(at: "/desk/ballots/\(ballot.text)", saying: Phrase("抽签已开放，承诺值已公布。", "The ballot is open; what binds it is published."))
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            return try await page(visit, reading)
        }
    }

    private static func show(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let id: ID<Ballot> = try visit.id("id", of: Ballot.noun)
        let (ballot, title, states) = try await visit.database.read { tx in
            let ballot = try tx.requireBallot(id)
            try identity.require(Bookings.rule, within: tx.entryScopes(ballot.activity))
            let title = try tx.row("SELECT title_zh, title_en FROM view_activities_title WHERE activity_id = \(ballot.activity)") { try $0.wording("title") }
            let states = try tx.rows(
                "SELECT state, COUNT(*) AS count FROM ballots_entry WHERE activity_id = \(ballot.activity) AND ballot_id = \(id) GROUP BY state ORDER BY state"
            ) { (state: try $0.choice("state", BallotEntry.State.self), count: try $0.int64("count")) }
            return (ballot, title ?? Wording(""), states)
        }
        return visit.desk(Phrase("抽签", "Ballot"), lede: title.phrase, trail: [("/desk/activities/\(ballot.activity.text)", title.phrase)]) {
            dl(.class("facts")) {
                dt { visit.say(Phrase("状态", "State")) }
                dd { visit.say(word(ballot, visit)) }
                dt { visit.say(Phrase("报名", "Entries")) }
                dd { Numerals.count(ballot.entries, visit.language) }
                for one in states where states.count > 1 {
                    dt { visit.say(word(one.state)) }
                    dd { Numerals.count(one.count, visit.language) }
                }
            }
            p(.class("actions")) { a(.class("button"), .href(.within("/ballots/\(id.text)"))) { visit.say(Phrase("公开页面", "The public page")) } }
            if ballot.state == .open {
                visit.postButton(Phrase("取消抽签", "Call the ballot off"), posts: "/desk/ballots/\(id.text)/cancellation", style: "button-quiet")
            }
        }
    }

    private static func word(_ ballot: Ballot, _ visit: Visit) -> Phrase {
        switch ballot.state {
        case .cancelled: Phrase("已取消", "Called off")
        case .drawn: Phrase("已抽签", "Drawn")
        case .open: ballot.takesEntries(at: visit.now) ? Phrase("接受报名", "Takes entries") : visit.now < ballot.opens ? Phrase("尚未开始", "Not open yet") : Phrase("等待抽签", "Waits for the draw")
        }
    }

    private static func word(_ state: BallotEntry.State) -> Phrase {
        switch state {
        case .entered: Phrase("等待结果", "Wait for the result")
        case .withdrawn: Phrase("已撤回", "Withdrawn")
        case .won: Phrase("抽中", "Drawn")
        case .void: Phrase("抽中但未能给出", "Drawn, not to be given")
        case .waiting: Phrase("候补", "On the waiting list")
        case .lost: Phrase("未抽中", "Not drawn")
        }
    }
}
