import API
import Access
import Activities
import Calls
import Kernel
import Participation
import Resources
import Storage
import Venues
import Web

/// Talks at `/api/v1`, for those whom they concern: the unit asks, schedules and confirms, the office dispatches, the expert answers.
enum TalkActs {
    static let operations = [list, item, ask, dispatch, accept, decline, schedule, confirm, cancel]

    private static let id = APIParameter.path("id", "点单的标识", "The request's identity")
    private static let concerned = [Talks.ask, Talks.dispatch, Talks.answer]

    private static func example(_ zh: String, _ en: String, _ state: TalkState?, _ body: @escaping @Sendable (TalkRequest, Transaction) throws -> String?) -> APIActExample {
        APIActExample(Phrase(zh, en)) { tx in
            let condition: SQL = state.map { "state = \($0)" } ?? "1 = 1"
            guard let talk = try tx.row("SELECT * FROM talks_request WHERE \(sql: condition) ORDER BY id LIMIT 1", TalkRequest.init) else { return nil }
            return ([("id", talk.id.text)], try body(talk, tx))
        }
    }

    private static let list = APIOperation.list(
        APIAct(
            "/talks", name: "listTalks", Phrase("报告点单", "Requests for talks"),
            says: Phrase("与令牌主人有关的：所代表的单位点的、应由其派单的、请其作的；按点单的先后排列。", "Those that concern the token's owner, as the unit that asks, the office, or the expert; in the order in which they were asked for."), concerned,
            [APIParameter(FormField("state", "进展", "How far", .choice(TalkState.allCases.map { .init($0.rawValue, $0.title) })), example: "requested")],
            examples: [APIActExample(Phrase("全部", "All of them")) { _ in ([], nil) }]), of: TalkTold.json
    ) { request, tx in
        let call = request.call, mine = try TalkList.reach(of: request.identity)
        let state: SQL = call.filters["state"].flatMap { TalkState(rawValue: $0) }.map { "q.state = \($0)" } ?? "1 = 1"
        let found = try tx.rows(
            "SELECT q.* FROM talks_request q WHERE \(sql: mine) AND \(sql: state) AND q.id > \(call.afterNumber ?? 0) ORDER BY q.id LIMIT \(call.limit + 1)", TalkRequest.init)
        return APIPage(upTo: call.limit, of: try found.map { try TalkTold($0, in: tx) }, total: nil) { [String($0.talk.id.number)] }
    }

    private static let item = APIOperation.read(
        APIAct("/talks/{id}", name: "readTalk", Phrase("一份点单", "One request"), concerned, [id], examples: [example("一份点单", "One request", nil) { _, _ in nil }]), TalkTold.record)

    private static let request: APIForm = {
        let fields = TalkForms.request([], asksTopic: false).fields
        return APIForm(
            Form(
                [
                    FormField("resource", "所点的报告（资源）的标识", "The talk of the catalogue, by the identity of its resource", .text(max: 13)),
                    FormField("topic", "想听什么；点了报告可不写", "What about; not needed where a talk is named", .text(max: 200)),
                ] + fields), ids: ["resource", "unit"], begins: ["minutes": String(TalkOffer.usualMinutes)])
    }()

    private static let ask = APIOperation.make(
        APIAct(
            "/talks", name: "askForTalk", Phrase("点一场报告", "Ask for a talk"), says: Phrase("时间为北京时间。主管部门会收到通知。", "Times are those of the clocks of China. The office is told."), [Talks.ask],
            examples: [
                APIActExample(Phrase("学校想听材料", "A school asks about materials")) { tx in
                    guard let unit = try tx.organisations().first(where: { $0.region != nil }) else { return nil }
                    let day = tx.now.day(in: .china)
                    let members = [
                        ("unit", unit.id.text), ("topic", "身边的材料 Materials around us"), ("wish_1", "\(day.adding(days: 30).iso)T14:00"), ("wish_2", "\(day.adding(days: 31).iso)T14:00"),
                        ("audience", "初二年级 Grade 8"), ("place", "礼堂 Hall"), ("contact_name", "示例老师 Sample teacher"), ("contact_phone", "13800000000"),
                    ]
                    return ([], JSONText.object(members.map { ($0.0, JSONText.quote($0.1)) }))
                }
            ]),
        APIBodySchema(request.schema("NewTalk", isNew: true), form: request), TalkTold.record
    ) { asked, tx in
        let reading = try request.reading(asked.body, onto: request.begins)
        let resource = ID<Resource>(reading.text("resource"))
        if let unit = ID<Organisation>(reading.text("unit")), try tx.organisation(unit) == nil {
            throw APIRefusal.body([APIFlaw("/unit", "没有这个单位。", "There is no such unit.")])
        }
        guard let draft = try TalkForms.draft(reading, of: resource, regions: asked.visit.regions, in: tx) else { throw APIRefusal.body(request.flaws(of: reading)) }
        let id = try tx.askForTalk(draft, by: asked.identity)
        return (try TalkTold(try tx.requireTalk(id), in: tx), "/talks/\(id.text)")
    }

    private static let dispatching = APIForm(TalkForms.dispatch([]), ids: ["expert", "fallback"])

    private static let dispatch = APIOperation.act(
        APIAct(
            "/talks/{id}/dispatch", name: "dispatchTalk", Phrase("派单", "Dispatch"),
            says: Phrase("时间重叠、审核过期的不能派；其他不便写 confirmed 才派。", "An overlap or a vetting that ran out is refused; what else speaks against it is overridden by “confirmed”."), [Talks.dispatch], [id],
            examples: [
                example("请一位专家", "An expert is asked", .requested) { talk, tx in
                    guard let day = talk.wishes.first?.begin.day(in: .china), let speaker = try tx.speakersToDispatch(on: day, first: nil, most: 1).first else { return nil }
                    return JSONText.object([("expert", JSONText.quote(speaker.id.text)), ("days", "3"), ("confirmed", "true")])
                }
            ]),
        APIBodySchema(dispatching.schema("TalkDispatch", isNew: true), form: dispatching), TalkTold.record
    ) { asked, told, tx in
        let reading = try dispatching.reading(asked.body)
        guard let expert = ID<Expert>(reading.text("expert")), let days = reading.integer("days") else { throw APIRefusal.body(dispatching.flaws(of: reading)) }
        let draft = DispatchDraft(expert: expert, fallback: ID(reading.text("fallback")), days: Int(days), isConfirmed: reading.isChecked("confirmed"))
        try tx.dispatchTalk(told.talk.id, draft, by: asked.identity)
    }

    private static let accepting = APIForm(
        Form(FormField("wish", "单位希望的哪个时间（北京时间）", "Which of the unit's times, by the clocks of China", .localTime, required: true)))

    private static let accept = APIOperation.act(
        APIAct(
            "/talks/{id}/acceptance", name: "acceptTalk", Phrase("接单", "Accept"), says: Phrase("由所请的专家本人；与其他报告重叠的时间被拒。", "By the expert who is asked; a time that overlaps another talk of theirs is refused."), [Talks.answer], [id],
            examples: [
                example("第一个时间", "The first of the times", .dispatched) { talk, _ in
                    talk.wishes.first.map { JSONText.object([("wish", JSONText.quote($0.begin.local(in: .china).minuteText))]) }
                }
            ]),
        APIBodySchema(accepting.schema("TalkAcceptance", isNew: true), form: accepting), TalkTold.record
    ) { asked, told, tx in
        let reading = try accepting.reading(asked.body)
        try tx.acceptTalk(told.talk.id, at: reading.localTime("wish")?.instant(in: .china) ?? Instant(microseconds: 0), by: asked.identity)
    }

    /// After this the request is no affair of the expert's any more, so that no more is told than that.
    struct Declined: Sendable { let id: ID<TalkRequest> }

    private static let declined = APIObject<Declined>("TalkDeclined") {
        APIField("id", .id, "点单的标识", "The request's identity") { $0.id.text }
        APIField("declined", .boolean, "已婉拒", "It is declined") { _ in true }
    }

    private static let declining = APIForm(Form(FormField("says", "原因", "Why", .longText(max: TalkForms.longestReason))))

    private static let decline = APIOperation.many(
        APIAct(
            "/talks/{id}/declination", name: "declineTalk", Phrase("婉拒", "Decline"), says: Phrase("由所请的专家本人。自动转给候补专家；没有的，由主管部门另派。", "By the expert who is asked. The fallback is asked by itself; where there is none, the office has it again."),
            [Talks.answer], [id], examples: [example("在外地", "On a journey", .dispatched) { _, _ in "{\"says\":\"在外地 On a journey\"}" }]),
        APIBodySchema(declining.schema("TalkDeclination", isNew: true), form: declining), of: declined
    ) { asked, tx in
        let id: ID<TalkRequest> = try asked.id("id", of: TalkRequest.noun)
        try tx.declineTalk(id, says: try declining.reading(asked.body).text("says"), by: asked.identity)
        return Declined(id: id)
    }

    private static let scheduling = APIForm(
        Form(
            FormField("activity", "放入哪项活动", "In which activity", .text(max: 13), hint: Phrase("与场次一并写明；都不写则新建一项活动。", "With its session; without either, an activity is made for the talk.")),
            FormField("session", "放入哪个场次", "In which session", .text(max: 13))), ids: ["activity", "session"])

    private static let schedule = APIOperation.act(
        APIAct(
            "/talks/{id}/schedule", name: "scheduleTalk", Phrase("排期", "Schedule"), says: Phrase("放入本单位当天的一个场次，或为它新建一项活动。", "Into a session of the unit on that day, or into an activity made for it."), [Talks.ask], [id],
            examples: [example("为它新建活动", "An activity is made for it", .accepted) { _, _ in "{}" }]),
        APIBodySchema(scheduling.schema("TalkSchedule", isNew: true), form: scheduling), TalkTold.record
    ) { asked, told, tx in
        let reading = try scheduling.reading(asked.body)
        let (activity, session) = (ID<Activity>(reading.text("activity")), ID<ActivitySession>(reading.text("session")))
        guard (activity == nil) == (session == nil) else {
            throw APIRefusal.body([APIFlaw(activity == nil ? "/activity" : "/session", "活动和场次要一并写明。", "Name the activity and its session both.")])
        }
        let chosen = activity.flatMap { activity in session.map { (activity, $0) } }
        try tx.scheduleTalk(told.talk.id, in: chosen, by: asked.identity)
    }

    private static let confirming = APIForm(TalkForms.confirmation(needsPeople: false))

    private static let confirm = APIOperation.act(
        APIAct(
            "/talks/{id}/confirmation", name: "confirmTalk", Phrase("确认并评价", "Confirm and rate"),
            says: Phrase("由接待单位，主讲人自己不能确认；人次待核验后计入。", "By the receiving unit, never by the speaker; the visits count once they are checked."), [Talks.ask], [id],
            examples: [
                example("到场 180 人", "180 came", .delivered) { _, _ in "{\"people\":180,\"method\":\"reported\",\"rating\":\"5\",\"remark\":\"讲得好 Well told\"}" }
            ]),
        APIBodySchema(confirming.schema("TalkConfirmation", isNew: true), form: confirming), TalkTold.record
    ) { asked, told, tx in
        let reading = try confirming.reading(asked.body)
        try tx.confirmTalk(told.talk.id, TalkConfirmation(reading), by: asked.identity)
    }

    private static let reason = APIForm(TalkForms.reason)

    private static let cancel = APIOperation.act(
        APIAct(
            "/talks/{id}/cancellation", name: "cancelTalk", Phrase("取消", "Call it off"), says: Phrase("由单位，或因无法安排由主管部门。", "By the unit; by the office where it cannot be arranged."), [Talks.ask, Talks.dispatch], [id],
            examples: [example("无法安排", "It cannot be arranged", .requested) { _, _ in "{\"says\":\"当天停课 No school on that day\"}" }]),
        APIBodySchema(reason.schema("TalkCancellation", isNew: true), form: reason), TalkTold.record
    ) { asked, told, tx in
        try tx.cancelTalk(told.talk.id, says: try reason.reading(asked.body).text("says"), by: asked.identity)
    }
}
