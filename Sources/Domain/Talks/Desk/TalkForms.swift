import Kernel
import Language
import Participation
import Regions
import Resources
import Storage
import Venues
import Web

/// The forms of the room.
enum TalkForms {
    static let longestReason = 500

    /// A unit's wish.
    static func request(_ units: [(id: ID<Organisation>, name: Wording)], asksTopic: Bool) -> Form {
        var fields = [FormField("unit", "单位", "Unit", .choice(units.map { .init($0.id.text, $0.name.phrase) }), required: true)]
        if asksTopic { fields.append(FormField("topic", "想听什么", "What about", .text(max: 200), required: true)) }
        fields += [
            FormField("wish_1", "希望的时间一", "First wish", .localTime, required: true, hint: Phrase("北京时间。多给几个时间，更容易约到专家。", "Beijing time. With several times an expert is found more easily.")),
            FormField("wish_2", "希望的时间二", "Second wish", .localTime, required: true), FormField("wish_3", "希望的时间三", "Third wish", .localTime),
            FormField("minutes", "时长（分钟）", "Length in minutes", .integer(TalkDraft.lengths), required: true),
            FormField("audience", "听众", "Audience", .text(max: 200), required: true, hint: Phrase("例如：初二年级学生。", "Such as: pupils of grade 8.")),
            FormField("people", "预计人数", "How many are expected", .integer(1...100_000), hint: Phrase("只用于准备，不计入参与人次。", "For preparing only; it counts as no visit.")),
            FormField("region", "行政区划", "Region", .text(max: 60), hint: Phrase("区县名称或六位代码；不填为单位所在地。", "A county's name or its code; empty: where the unit sits.")),
            FormField("place", "地点", "Place", .text(max: 200), required: true, hint: Phrase("例如：教学楼三层报告厅。", "Such as: the hall on the third floor.")),
            FormField("purpose", "用于什么", "What for", .longText(max: 500), hint: Phrase("会作为活动的简介公开。", "It becomes the activity's summary, for everybody.")),
            FormField("contact_name", "联系人", "Contact", .text(max: 60), required: true, hint: Phrase("只给专家和主管部门看，结束 30 天后清除。", "Seen by the expert and the office alone; erased 30 days after it is over.")),
            FormField("contact_phone", "联系电话", "Telephone", .phone, required: true, autocomplete: "tel"),
        ]
        return Form(fields)
    }

    static func dispatch(_ speakers: [FormField.Choice]) -> Form {
        Form(
            FormField("expert", "专家", "Expert", .choice(speakers), required: true), FormField("fallback", "候补专家", "Fallback", .choice(speakers), hint: Phrase("前一位不能来时自动转派。", "Asked by itself where the first cannot come.")),
            FormField("days", "几天内答复", "Answer within days", .integer(DispatchDraft.days), required: true),
            FormField("confirmed", "已知不便，仍然派单", "Ask all the same", .checkbox))
    }

    static func schedule(_ sessions: [TalkSession]) -> Form {
        Form(
            FormField(
                "session", "放入哪个场次", "In which session",
                .choice(sessions.map {
                    .init($0.value, Phrase("\($0.title(.zh)) \(Dates.session($0.begin, $0.end, .china, .zh))", "\($0.title(.en)) \(Dates.session($0.begin, $0.end, .china, .en))"))
                }), hint: Phrase("不选则为这场报告新建一项活动。", "None: an activity is made for the talk.")))
    }

    static func confirmation(needsPeople: Bool) -> Form {
        Form(
            FormField("people", "到场人数", "How many came", .integer(0...1_000_000), required: needsPeople, hint: needsPeople ? nil : Phrase("这个场次已有人次数据，可不填。", "There are figures for this session already; it may stay empty.")),
            FormField(
                "method", "怎样得知", "How it is known",
                .choice([ClaimMethod.reported, .estimated].map { .init($0.rawValue, $0.title) }), required: needsPeople),
            FormField(
                "rating", "评价", "Rating", .choice((1...5).reversed().map { .init(String($0), Phrase("\($0) 分", "\($0) of 5")) }), required: true),
            FormField("remark", "意见", "Remark", .longText(max: 1000), hint: Phrase("专家和主管部门能看到。", "The expert and the office see it.")))
    }

    static let reason = Form(FormField("says", "原因", "Why", .longText(max: longestReason), required: true))

    /// What a unit asks for; nil where the form is not good. Without a region it is held where the unit sits.
    static func draft(_ reading: FormReading, of resource: ID<Resource>?, regions: RegionTable, in tx: Transaction) throws -> TalkDraft? {
        guard reading.isGood, let unit = ID<Organisation>(reading.text("unit")), let minutes = reading.integer("minutes") else { return nil }
        guard let code = try region(reading.text("region"), in: regions) ?? tx.organisation(unit)?.region else {
            throw Refusal(.invalid, "talk-region", "请填写报告所在的行政区划。", "Say in which region it is held.", field: "region")
        }
        return TalkDraft(
            unit: unit, resource: resource, topic: reading.text("topic"), purpose: reading.text("purpose"), audience: reading.text("audience"),
            people: reading.integer("people").map { Int($0) }, region: code, place: reading.text("place"),
            begins: ["wish_1", "wish_2", "wish_3"].compactMap { reading.localTime($0)?.instant(in: .china) }, minutes: Int(minutes),
            contact: TalkContact(name: reading.text("contact_name"), phone: reading.text("contact_phone")))
    }

    /// The code of the region that was written, if it can only be that one.
    static func region(_ text: String, in regions: RegionTable) throws(Refusal) -> String? {
        let text = Typed.trimmed(Typed.number(text))
        if text.isEmpty { return nil }
        if text.count == 6, text.allSatisfy(\.isNumber), !regions.path(of: text).isEmpty { return text }
        let found = regions.find(text)
        if found.count == 1 { return found[0].code }
        if found.isEmpty {
            throw Refusal(
                .invalid, "talk-region", "没有找到地区“\(text.prefix(40))”。请填写区县名称或六位代码，例如 610113。", "There is no region “\(text.prefix(40))”. Give a county's name or its code, such as 610113.", field: "region")
        }
        let names = found.prefix(4).map { region in regions.path(of: region.code).map(\.nameZH).joined() + " " + region.code }.joined(separator: "、")
        throw Refusal(.invalid, "talk-region-which", "“\(text.prefix(40))”有几处，请填写代码：\(names)。", "There are several called “\(text.prefix(40))”. Give the code: \(names).", field: "region")
    }
}

extension TalkConfirmation {
    /// What the host entered.
    init(_ reading: FormReading) {
        self.init(
            people: reading.integer("people"), method: ClaimMethod(rawValue: reading.text("method")) ?? .reported, rating: Int(reading.integer("rating") ?? 0),
            remark: reading.text("remark"))
    }
}
