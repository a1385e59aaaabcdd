import API
import Access
import Kernel
import Language
import Storage
import Venues
import Web
import Workflow

/// A request for a talk as those see it whom it concerns. The contact is told to people alone.
struct TalkTold: Sendable {
    let talk: TalkRequest
    let title: Wording
    let unit: Wording
    let expert: String?

    init(_ talk: TalkRequest, in tx: Transaction) throws {
        self.talk = talk
        title = try tx.talkTitle(talk)
        unit = try tx.organisation(talk.unitID)?.name ?? Wording("")
        expert = try talk.expertID.flatMap { try tx.speaker($0)?.name }.flatMap { $0.isEmpty ? nil : $0 }
    }

    static let record = APIRecord<TalkTold>(
        json, version: { [$0.talk.id.text, $0.talk.state.rawValue, String($0.talk.changedAt.microseconds)] },
        find: { request, tx in try TalkTold(try tx.deskTalk(try request.id("id", of: TalkRequest.noun), for: request.identity).0, in: tx) })

    static let json = APIObject<TalkTold>("Talk") {
        APIField("id", .id, "标识", "Its identity") { $0.talk.id.text }
        APIField("state", .choice(TalkState.self), "进展", "How far it has come") { $0.talk.state }
        APIField("title", .wording, "讲什么", "What it is about") { $0.title }
        APIField("resource", .orNull(.id), "所点的报告（资源）的标识", "The talk of the catalogue, by the identity of its resource") { $0.talk.resourceID?.text }
        APIField("unit", .id, "单位的标识", "The identity of the unit that asks") { $0.talk.unitID.text }
        APIField("unit_name", .wording, "单位", "The unit that asks") { $0.unit }
        APIField("audience", .text, "听众", "The audience") { $0.talk.audience }
        APIField("purpose", .text, "用于什么", "What for") { $0.talk.purpose }
        APIField("people", .orNull(.integer), "预计人数；不计入参与人次", "How many are expected; it counts as no visit") { $0.talk.people }
        APIField("region", .text, "行政区划代码", "The code of the region in which it is held") { $0.talk.region }
        APIField("place", .text, "地点", "Where") { $0.talk.place }
        APIField("minutes", .integer, "时长（分钟）", "Its length in minutes") { $0.talk.minutes }
        APIField("wishes", .list(.text), "希望的时间（北京时间）", "The times that the unit wishes for, by the clocks of China") { $0.talk.wishes.map { $0.begin.local(in: .china).minuteText } }
        APIField("expert", .orNull(.id), "所请的专家", "The expert who is asked, or comes") { $0.talk.expertID?.text }
        APIField("expert_name", .orNull(.text), "专家姓名", "Their name") { $0.expert }
        APIField("answer_by", .orNull(.instant), "专家答复的期限", "By when the expert answers") { $0.talk.answerBy }
        APIField("begin", .orNull(.instant), "接单的时间", "When it is held, once accepted") { $0.talk.begin }
        APIField("end", .orNull(.instant), "结束", "When it is over") { $0.talk.end }
        APIField("activity", .orNull(.id), "所在的活动", "The activity in which it is held") { $0.talk.activityID?.text }
        APIField("session", .orNull(.id), "所在的场次", "Its session") { $0.talk.sessionID?.text }
        APIField("reason", .text, "婉拒或取消的原因", "Why it was declined or cancelled, as was said last") { $0.talk.reason }
        APIField("rating", .orNull(.integer), "接待单位的评价，1 至 5", "What the host gave, 1 to 5") { $0.talk.rating }
        APIField("remark", .text, "接待单位的意见", "What the host said of it") { $0.talk.remark }
        APIField("page", .address, "网页，登录后打开", "Its page for those who are signed in") { "/desk/talks/" + $0.talk.id.text }
    }
}

extension LocalTime {
    /// `2026-05-01T09:30`, as forms have it.
    var minuteText: String { String(iso.prefix("2026-05-01T09:30".count)) }
}
