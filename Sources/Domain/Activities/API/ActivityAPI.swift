import API
import Campaigns
import Kernel
import Language
import Regions
import Rooms
import Storage
import Web

/// Activities and their sessions at `/api/v1`, with the filters of the list.
enum ActivityAPI {
    static func resources(_ house: House) -> [APIResource] { [list(house), item, sessions] }

    /// Parameters whose values are records.
    private static let open: Set<String> = ["region", "campaign", "venue", "theme"]
    private static let samples = [
        "q": "科普", "region": "610000", "begin": "2023-09-01", "end": "2033-09-30", "kind": "lecture", "age": "7", "places": "2", "mode": "onsite",
        "access": "wheelchair", "free": "1", "near": "34.26,108.94",
    ]

    private static func list(_ house: House) -> APIResource {
        let form = ActivityFilter.form(campaigns: [], region: nil, regions: .china2023, house: house)
        let parameters = form.fields.map { APIParameter($0, isOpen: open.contains($0.name), example: samples[$0.name]) }
        return .list(
            "/activities", name: "listActivities", Phrase("活动", "Activities"),
            says: Phrase(
                "与 /activities 页面相同的筛选条件，可任意组合。用 q 或 near 时按页面的顺序：题目相符的、将要举行的、近的、早的在前；否则按录入的先后，翻页时不重不漏。",
                "The filters of the page /activities, in any combination. With q or near in the order of the page: what fits in its title, what is to come, what is near, what is soon. Without them in the order in which they were entered, so that paging neither repeats nor passes over."),
            parameters, of: ListedActivity.json,
            examples: [
                APIExample("陕西省的活动", "Activities in Shaanxi", ("region", "610000"), ("limit", "3")),
                APIExample("适合七岁、无障碍、有余位", "For a seven-year-old, step-free, with places left", ("age", "7"), ("access", "wheelchair"), ("places", "1")),
                APIExample("离西安钟楼十公里以内", "Within ten kilometres of a place", ("near", "34.26,108.94"), ("within", "10")),
                APIExample("线上免费", "Online and free", ("mode", "online"), ("free", "1")),
                APIExample(Phrase("一个活动项目", "One campaign")) { tx in try tx.campaigns().first.map { [("campaign", $0.key)] } },
            ],
            form: { visit in
                let campaigns = try await visit.database.read { try $0.campaigns() }
                return ActivityFilter.form(campaigns: campaigns, region: visit.query["region"], regions: visit.regions, house: house)
            }
        ) { call in
            let (filter, reading) = ActivityFilter.read(call.filters, form: call.reading.form, house: house)
            if let remark = reading.remarks.first { throw Refusal(.invalid, "parameter-value", remark.says, field: remark.field) }
            let (last, after, limit) = (call.after, call.afterNumber, call.limit)
            return try await call.visit.database.read { tx in
                if filter.isRanked { return try tx.rankedPage(filter, after: last, limit: limit) }
                let ids = try tx.publicIDs(filter, after: after ?? 0, limit: limit + 1)
                let total = after == nil ? try tx.countListed(filter) : nil
                let items = try tx.listed(Array(ids.prefix(limit)))
                let next = ids.count > limit ? [String(ids[limit - 1].number)] : nil
                return APIPage(items: items, next: next, total: total)
            }
        }
    }

    private static let one = APIExample(Phrase("一个活动", "One activity")) { tx in
        try tx.publicIDs(ActivityFilter(), after: 0, limit: 1).first.map { [("id", $0.text)] }
    }

    private static let id = APIParameter.path("id", "活动的标识", "The activity's identity")

    private static let item = APIResource.item(
        "/activities/{id}", name: "readActivity", Phrase("一个活动", "One activity"), [id], of: PublicActivity.json, examples: [one]
    ) { call in
        let id: ID<Activity> = try call.visit.id("id", of: Activity.noun)
        return try await call.visit.database.read { try $0.publicActivity(id) }
    }

    private static let sessions = APIResource.list(
        "/activities/{id}/sessions", name: "listSessions", Phrase("一个活动的场次", "The sessions of one activity"),
        says: Phrase("先开始的在前，已取消的也在内。", "The earliest first; cancelled ones too."), [id], of: ActivitySession.json, examples: [one]
    ) { call in
        let id: ID<Activity> = try call.visit.id("id", of: Activity.noun)
        let all = try await call.visit.database.read { try $0.publicActivity(id).sessions }
        return call.page(of: all) { $0.id.text }
    }
}

extension Transaction {
    /// What the public list holds for this filter, in the order of the identities.
    func publicIDs(_ asked: ActivityFilter, after: Int64, limit: Int) throws -> [ID<Activity>] {
        let filter = try resolved(asked)
        return try rows("SELECT n.id FROM (\(sql: filter.ids(at: now))) n WHERE n.id > \(after) ORDER BY n.id LIMIT \(limit)") { row in
            try row.id("id", Activity.self)
        }
    }
}
