import API
import Access
import Campaigns
import Kernel
import Regions
import Storage
import Web

/// The moderators' queue at `/api/v1`.
enum QueueActs {
    static let operations = [list]

    /// A line of the queue, with how its campaign reckons.
    private struct Waiting: Sendable {
        let line: QueueLine
        let isOverdue: Bool
        var place: [String] { [String(line.since.microseconds), String(line.activity.number), String(line.campaignID.number)] }
    }

    private static let parameters = [
        APIParameter(FormField("state", "状态", "State", .choice(PlacementState.allCases.map { .init($0.rawValue, $0.title) })), example: "published"),
        APIParameter(
            FormField("campaign", "活动项目的 key", "A campaign's key", .text(max: 100), hint: Phrase("包括其下级项目", "with the campaigns below it")),
            isOpen: true),
        APIParameter(FormField("region", "地区", "Region", .text(max: 12), hint: Phrase("行政区划代码", "the code of an administrative unit")), isOpen: true),
        APIParameter(
            FormField(
                "all", "有权处理的全部", "Everything that may be decided", .checkbox,
                hint: Phrase("1：不只是轮到您的", "1, for more than what has come to whoever asks"))),
    ]

    private static let list = APIOperation.list(
        APIAct(
            "/moderation", name: "listModerationQueue", Phrase("审核队列", "The moderators' queue"),
            says: Phrase(
                "轮到令牌主人审核的，等待最久的在前；已处理的状态则最近的在前。逐项处理用 submissions 的 decisions，批量用 /decisions，其中的 version 即此处所见。",
                "What has come to the token's owner, the longest waiting first; of what is done the latest. Decide one by the decisions of its submission, many by /decisions, with the version that is told here."
            ),
            [Activities.moderate], parameters,
            examples: [
                APIActExample(Phrase("等待审核的", "What waits")) { _ in ([], nil) },
                APIActExample(Phrase("最近发布的两项", "The two that were published last")) { _ in
                    ([("state", "published"), ("limit", "2"), ("all", "1")], nil)
                },
            ]),
        of: json
    ) { request, tx in
        let call = request.call
        let filter = QueueFilter(call.filters)
        try check(filter, request, tx)
        let reach = try tx.moderationReach(of: request.identity)
        let found = try tx.queue(
            for: request.identity, filter, reach: filter.isWide ? nil : reach, after: place(call.after), limit: call.limit + 1)
        let lines = found.map { Waiting(line: $0, isOverdue: $0.state == .toModerate && reach.isOverdue($0.campaignID, since: $0.since)) }
        return APIPage(upTo: call.limit, of: lines, total: nil) { $0.place }
    }

    /// What names a record must name one.
    private static func check(_ filter: QueueFilter, _ request: APIRequest, _ tx: Transaction) throws {
        if let key = filter.campaign, try tx.campaign(key: key) == nil {
            throw Refusal.parameterValue(
                "campaign", Phrase("没有 key 为“\(key.prefix(40))”的活动项目。", "There is no campaign with the key “\(key.prefix(40))”."))
        }
        if let code = filter.region, request.visit.regions[code] == nil {
            throw Refusal.parameterValue(
                "region", Phrase("没有代码为“\(code.prefix(12))”的行政区划。", "There is no administrative unit with the code “\(code.prefix(12))”."))
        }
    }

    private static func place(_ after: [String]?) -> QueuePlace? {
        guard let numbers = after?.compactMap({ Int64($0) }), numbers.count == 3 else { return nil }
        return QueuePlace(since: Instant(microseconds: numbers[0]), activity: ID(numbers[1]), campaign: ID(numbers[2]))
    }

    private static let json = APIObject<Waiting>("QueueLine") {
        APIField("activity", .id, "活动", "The activity") { $0.line.activity.text }
        APIField("campaign", .text, "活动项目的 key", "The campaign's key") { $0.line.campaignKey }
        APIField("version", .integer, "要处理的版本", "The version that is to be decided") { $0.line.number }
        APIField("state", .choice(PlacementState.self), "状态", "Its state") { $0.line.state }
        APIField("title", .wording, "活动名称", "The activity's title") { $0.line.title }
        APIField("organiser", .wording, "填报单位", "The unit that entered it") { $0.line.organiser }
        APIField("region", .orNull(.text), "行政区划代码", "The code of its region") { $0.line.region }
        APIField("since", .instant, "何时进入此状态", "Since when it has been in this state") { $0.line.since }
        APIField("overdue", .boolean, "是否已超过该活动项目的时限", "Whether it has waited longer than the campaign promises") { $0.isOverdue }
        APIField("revision", .boolean, "是否为已发布内容的新版本", "Whether the campaign shows an earlier version") { $0.line.isRevision }
        APIField("reason", .text, "退回或不予采用的理由", "Why it was returned or refused") { $0.line.reason }
        APIField("submission", .address, "在该活动项目中的状态", "Its state in the campaign") { waiting in
            APIService.root + "/activities/\(waiting.line.activity.text)/submissions/\(Query.encode(waiting.line.campaignKey))"
        }
    }
}
