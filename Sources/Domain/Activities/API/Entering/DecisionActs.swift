import API
import Access
import Campaigns
import Formats
import Kernel
import Rooms
import Storage
import Web

/// What moderators decide at `/api/v1`: one activity in one campaign, or many alike.
enum DecisionActs {
    static func operations(_ house: House) -> [APIOperation] { [decide(house), decideMany(house)] }

    /// The words of the desk's buttons.
    private static let events: [PlacementEvent] = [.publish, .clear, .giveBack, .refuse]

    private static func form(_ events: [PlacementEvent]) -> APIForm {
        APIForm(
            Form(
                FormField("decision", "决定", "What is decided", .choice(events.map { .init($0.rawValue, $0.title) }), required: true),
                FormField("reason", "理由，填报单位会看到", "Why; the host reads it", .longText(max: 1000))))
    }

    private static func decide(_ house: House) -> APIOperation {
        let form = form(events)
        let remarks = APISchema.closed(
            ModerationFields.all.map { APISchema.Member($0.name, $0.title, .orNull(.text(longest: 1000)), isRequired: false) })
        let member = APISchema.Member("remarks", Phrase("退回时，对各字段的意见", "When it is returned: what is said about its fields"), remarks, isRequired: false)
        return .act(
            APIAct(
                "/activities/{id}/submissions/{campaign}/decisions", name: "decideSubmission", Phrase("发布、退回或不予采用", "Publish, return or refuse"),
                says: Phrase(
                    "退回时至少写一条意见或理由，不予采用时写理由。If-Match 为该提交的 ETag：所见与现状不同则不生效。",
                    "To return takes a remark or a reason at least, to refuse a reason. If-Match takes the ETag of the submission: where it is another by now, nothing is decided."),
                [Activities.moderate], [ActivityActs.id, SubmissionActs.campaign, APIAct.confirmed],
                examples: [
                    SubmissionActs.example(
                        "退回，指明字段", "Returned, with a remark on a field",
                        body: "{\"decision\":\"return\",\"remarks\":{\"title\":\"请写明主讲内容 Say what it is about\"}}")
                ]),
            APIBodySchema(form.schema("Decision", isNew: true, adding: [member]), form: form), Submission.record
        ) { request, submission, tx in
            var flaws: [APIFlaw] = []
            let reading = try APIRefusal.gather(&flaws) { try form.reading(request.body, beside: ["remarks"]) }
            let remarks = Self.remarks(request.body["remarks"], &flaws)
            guard let reading, flaws.isEmpty, let event = PlacementEvent(rawValue: reading.text("decision")) else { throw APIRefusal.body(flaws) }
            let placement = submission.placement
            try request.identity.require(Activities.moderate, within: tx.moderationScopes(placement.activity, in: placement.campaign))
            try tx.askUnpublication(placement, by: event, confirmed: request.isConfirmed, house: house)
            try tx.decide(
                event, on: placement.activity, in: placement.campaign, seen: placement.number, remarks: remarks, reason: reading.text("reason"),
                by: request.identity)
        }
    }

    private static func remarks(_ datum: Datum?, _ flaws: inout [APIFlaw]) -> [FieldRemark] {
        guard let datum, datum != .null else { return [] }
        guard case .object(let members) = datum else {
            flaws.append(.kind("/remarks", Phrase("对象", "an object"), datum))
            return []
        }
        var all: [FieldRemark] = []
        for member in members {
            let place = "/remarks" + APIFlaw.step(member.key)
            guard ModerationFields.all.contains(where: { $0.name == member.key }) else {
                flaws.append(.unknown(place))
                continue
            }
            switch member.value {
            case .null: continue
            case .text(let text) where text.count > 1000 || text.utf8.contains(0):
                flaws.append(APIFlaw(place, "最多 1000 个字符，不含空字符。", "1000 characters at most, without NUL."))
            case .text(let text): if !text.allSatisfy(\.isWhitespace) { all.append(FieldRemark(field: member.key, text: text)) }
            default: flaws.append(.kind(place, Phrase("文字", "a text"), member.value))
            }
        }
        return all
    }

    /// What became of a batch.
    struct Outcome: Sendable {
        let done: Int
        let left: [ModerationBatch.Left]
        let language: Tongue
    }

    private static let left = APIObject<(left: ModerationBatch.Left, language: Tongue)>("DecisionLeft") {
        APIField("activity", .id, "活动", "The activity") { $0.left.entry.activity.text }
        APIField("campaign", .text, "活动项目的 key", "The campaign's key") { $0.left.entry.campaign }
        APIField("version", .integer, "所见的版本", "The version that was seen") { $0.left.entry.seen }
        APIField("code", .text, "供程序识别的短词", "A short fixed word for programs") { $0.left.refusal.code }
        APIField("detail", .text, "为什么没有处理", "Why it was left as it was") { $0.left.refusal.phrase($0.language) }
    }

    private static let outcome = APIObject<Outcome>("DecisionOutcome") {
        APIField("done", .integer, "已处理的数目", "How many were decided") { $0.done }
        APIField("left", .list(.object(left)), "没有处理的，各附原因", "Those left as they were, each with the reason") { one in
            one.left.map { (left: $0, language: one.language) }
        }
    }

    private static let many = APIForm(
        Form(
            FormField("activity", "活动的标识", "The activity's identity", .text(max: 13), required: true),
            FormField("campaign", "活动项目的 key", "The campaign's key", .text(max: 100), required: true),
            FormField("version", "所见的版本", "The version that was seen", .integer(1...1_000_000), required: true)), ids: ["activity"])

    private static func decideMany(_ house: House) -> APIOperation {
        let form = form(ModerationBatch.events)
        let entries = APISchema.Member(
            "entries", Phrase("要处理的活动，最多 \(most) 项", "Which: at most \(most)"), .list(many.schema("DecisionEntry", isNew: true)))
        return .many(
            APIAct(
                "/decisions", name: "decideMany", Phrase("批量处理", "Decide many alike"),
                says: Phrase(
                    "各自处理：版本已变、无权或不能处理的保持原样并说明原因。退回和不予采用须写理由。",
                    "Each by itself: what has a newer version, is not yours or cannot be decided is left as it was, and told. To return or to refuse takes a reason."),
                [Activities.moderate],
                examples: [
                    APIActExample(Phrase("退回一项", "One is returned")) { tx in
                        guard let id = try ActivityActs.first(tx), let placement = try tx.placements(of: id).first(where: { $0.isPublished }),
                            let campaign = try tx.campaign(placement.campaign)
                        else { return nil }
                        let entry = JSONText.object([
                            ("activity", JSONText.quote(id.text)), ("campaign", JSONText.quote(campaign.key)), ("version", String(placement.number)),
                        ])
                        let reason = JSONText.quote("请补充无障碍信息 Say how it is accessible")
                        return ([], JSONText.object([("decision", JSONText.quote("return")), ("reason", reason), ("entries", JSONText.list([entry]))]))
                    }
                ]),
            APIBodySchema(form.schema("DecisionBatch", isNew: true, adding: [entries]), form: form), of: outcome
        ) { request, tx in
            let batch = try batch(request, form)
            let left = try tx.decide(batch, house: house, by: request.identity)
            return Outcome(done: batch.entries.count - left.count, left: left, language: request.visit.language)
        }
    }

    private static var most: Int { QueueFilter.sizes[QueueFilter.sizes.count - 1] }

    private static func batch(_ request: APIRequest, _ form: APIForm) throws -> ModerationBatch {
        var flaws: [APIFlaw] = []
        let reading = try APIRefusal.gather(&flaws) { try form.reading(request.body, beside: ["entries"]) }
        var posted = reading?.posted ?? .nothing
        if case .list(let items) = request.body["entries"], (1...most).contains(items.count) {
            for (number, item) in items.enumerated() {
                guard let one = try APIRefusal.gather(&flaws, { try many.reading(item, in: "/entries/\(number)") }) else { continue }
                posted.fields.pairs.append(("entry", "\(one.text("activity")):\(one.text("version")):\(one.text("campaign"))"))
            }
        } else {
            flaws.append(APIFlaw("/entries", "请列出 1 至 \(most) 项。", "List 1 to \(most) of them."))
        }
        guard flaws.isEmpty else { throw APIRefusal.body(flaws) }
        return try form.naming { try ModerationBatch(posted) }
    }
}
