import Access
import Activities
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/activities/{id}/sessions/{session}/bookings`: who booked, for the host whose scope covers it.
struct DeskBookings: Sendable {
    struct Line: Sendable {
        let booking: Booking
        let person: BookingPerson?
        let details: PartyDetails?
        let strike: Strike?
    }

    static let pageSize = 200

    let model: BookedSession
    /// Of one page of them.
    let lines: [Line]
    /// How many parties of the session stand in each state, with how many persons.
    let counts: [Booking.State: (parties: Int, persons: Int)]
    /// The state that is asked for; nil for all of them.
    let state: Booking.State?
    /// A letter to those who booked, with what is wrong with it.
    var message: FormReading = DeskBookings.messageForm.empty
    var problem: Refusal?

    static let messageForm = Form(
        FormField(
            "to", "发给", "To", .choice([.init("booked", Phrase("已预约的", "Those who booked")), .init("waiting", Phrase("候补中的", "Those who wait")), .init("all", Phrase("全部", "All of them"))]),
            required: true),
        FormField("text", "内容", "What to tell", .longText(max: 500), required: true))

    init(_ visit: Visit, _ tx: Transaction, _ activity: ID<Activity>, _ session: ID<ActivitySession>) throws {
        model = try BookedSession(tx, activity, session)
        (counts, state) = (try tx.bookingCounts(activity: activity, session: session), try Self.state(visit))
        try visit.requirePage(of: Self.total(counts, state), by: Self.pageSize)
        let page = try tx.bookings(activity: activity, session: session, state: state, from: (visit.pageNumber - 1) * Self.pageSize, limit: Self.pageSize)
        let (persons, details, strikes) = (try tx.bookingPersons(of: page), try tx.details(of: page), try tx.strikes(of: page))
        lines = page.map { Line(booking: $0, person: persons[$0.id], details: details[$0.id], strike: strikes[$0.id]) }
    }

    private static func total(_ counts: [Booking.State: (parties: Int, persons: Int)], _ state: Booking.State?) -> Int {
        state.map { counts[$0]?.parties ?? 0 } ?? counts.values.reduce(0) { $0 + $1.parties }
    }

    private static func state(_ visit: Visit) throws(Refusal) -> Booking.State? {
        guard let text = visit.query["state"], !text.isEmpty else { return nil }
        guard let state = Booking.State(rawValue: text) else {
            let known = Booking.State.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(.invalid, "filter-value", "没有“\(text.prefix(40))”这一状态。state 可以是：\(known)。", "There is no state “\(text.prefix(40))”; state is one of: \(known).", field: "state")
        }
        return state
    }

    private var path: String { "/desk/activities/\(model.session.activity.text)/sessions/\(model.session.id.text)/bookings" }

    func answer(_ visit: Visit, status: Int = 200) -> Answer {
        let session = model.session
        return visit.desk(
            Phrase("预约名单", "Bookings"), lede: model.title.phrase,
            trail: [
                ("/desk/activities", Phrase("我的活动", "My activities")), ("/desk/activities/\(session.activity.text)", model.title.phrase),
                ("/desk/activities/\(session.activity.text)/sessions/\(session.id.text)", Phrase("场次", "Session")),
            ], status: status
        ) {
            p(.class("meta")) { session.words(visit.language) }
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            inAll(visit)
            if counts.count > 1 { tabs(visit) }
            if counts.isEmpty {
                div(.class("empty-state")) {
                    p { visit.say(Phrase("还没有预约。", "There are no bookings yet.")) }
                    p(.class("meta")) { visit.say(Phrase("预约在活动的公开页面上进行；规则在场次表单和预约规则中设置。", "People book on the activity's public page; the session's form and the booking rules say how.")) }
                }
            } else if lines.isEmpty {
                div(.class("empty-state")) { p { visit.say(Phrase("没有这一状态的预约。", "No booking stands in this state.")) } }
            } else {
                table(visit)
                Pager(path: path, query: visit.query.asked, page: visit.pageNumber, total: Self.total(counts, state), size: Self.pageSize).html(visit)
            }
            if !counts.isEmpty { tell(visit) }
        }
        .header("cache-control", "no-store")
    }

    private func inAll(_ visit: Visit) -> HTML {
        let waiting = counts[.waiting] ?? (0, 0), asked = counts[.requested]?.parties ?? 0
        return p {
            visit.say(Phrase("已预约 ", "Booked: "))
            Figure.html("booked", model.booked, visit)
            if let capacity = model.session.capacity { " / \(capacity)" }
            if asked > 0 { visit.say(Phrase(" · 待确认 \(asked)", " · waiting for your answer \(asked)")) }
            if waiting.parties > 0 { visit.say(Phrase(" · 候补 \(waiting.parties) 个（\(waiting.persons) 人）", " · on the waiting list \(waiting.parties) (\(waiting.persons) persons)")) }
        }
    }

    private func tabs(_ visit: Visit) -> HTML {
        ul(.class("tabs"), .role("list")) {
            li { tab(nil, Phrase("全部", "All"), visit) }
            for one in Booking.State.allCases where counts[one] != nil || one == state { li { tab(one, one.title, visit) } }
        }
    }

    private func tab(_ one: Booking.State?, _ title: Phrase, _ visit: Visit) -> HTML {
        a(.href(.within(path, query: Query(one.map { [("state", $0.rawValue)] } ?? []))), .aria("current", "page").when(one == state)) {
            visit.say(title)
            span(.class("badge")) { Numerals.count(Self.total(counts, one), visit.language) }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        let heads = [
            Phrase("时间", "Made"), Phrase("人数", "Persons"), Phrase("状态", "State"), Phrase("联系人", "Contact person"), Phrase("电话", "Telephone"), Phrase("办理", "To do"),
        ]
        return div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("预约名单", "Bookings"))), .tabindex(0)) {
            Markup.table(.class("table")) {
                thead { tr { for head in heads { th(.scope("col")) { visit.say(head) } } } }
                tbody { for line in lines { row(line, visit) } }
            }
        }
    }

    private func row(_ line: Line, _ visit: Visit) -> HTML {
        tr {
            td { a(.href(.within("\(path)/\(line.booking.id.text)"))) { Dates.moment(line.booking.madeAt, model.session.zone, visit.language) } }
            td { String(line.booking.party) }
            td {
                span(.class("badge")) { visit.say(line.booking.state.title) }
                if let strike = line.strike { span(.class("badge")) { visit.say(strike.reason.title) } }
            }
            if let person = line.person {
                td {
                    person.name
                    if let unit = line.details?.unit, !unit.isEmpty { p(.class("meta")) { unit } }
                }
                td { person.phone }
            } else {
                td(.colspan(2)) { visit.say(Phrase("已清除", "Erased")) }
            }
            td { if line.booking.state == .requested { Self.decision("\(path)/\(line.booking.id.text)", visit) } }
        }
    }

    /// The two buttons of a party that asks.
    static func decision(_ path: String, _ visit: Visit) -> HTML {
        div(.class("actions")) {
            visit.postButton(Phrase("确认", "Confirm"), posts: path + "/answer", fields: [("confirmed", "1")])
            visit.postButton(Phrase("不接待", "Decline"), posts: path + "/answer", fields: [("confirmed", "0")], style: "button-quiet")
        }
    }

    private func tell(_ visit: Visit) -> HTML {
        details(.open().when(!message.isGood), .id("tell")) {
            summary { visit.say(Phrase("通知预约者", "Tell those who booked")) }
            visit.formHTML(message, action: path + "/message", submit: Phrase("发送通知", "Send"), makes: true)
        }
    }
}
