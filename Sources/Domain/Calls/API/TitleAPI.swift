import API
import Kernel
import Language
import Storage
import Web

/// The register at `/api/v1`: every title that was granted here, present and past.
enum TitleAPI {
    static let resources = [list, item]

    private static let parameters = [
        APIParameter(FormField("q", "持有者或编号", "Holder or number", .text(max: 100)), example: "2022"),
        APIParameter(FormField("scheme", "认定办法的 key", "A scheme's key", .text(max: 100)), isOpen: true),
        APIParameter(FormField("region", "地区", "Region", .text(max: 12), hint: Phrase("行政区划代码", "the code of an administrative unit")), isOpen: true, example: "610000"),
        APIParameter(
            FormField(
                "state", "状态", "State",
                .choice([.init("valid", Phrase("有效", "In force")), .init("past", Phrase("已结束", "Past"))])), example: "valid"),
    ]

    private static let list = APIResource.list(
        "/titles", name: "listTitles", Phrase("称号名册", "The register of titles"),
        says: Phrase("按授予的先后排列；已到期、已撤销的也在内。", "In the order in which they were granted; those that ran out or were revoked too."), parameters, of: json,
        examples: [APIExample("有效的称号", "Titles in force", ("state", "valid"), ("limit", "5")), APIExample("陕西省的称号", "Titles in Shaanxi", ("region", "610000"))]
    ) { call in
        let condition = try RegisterFilter(call.filters, regions: call.visit.regions).condition
        let (after, limit) = (call.afterNumber, call.limit)
        return try await call.visit.database.read { tx in
            let found = try tx.register(condition, after: after ?? 0, limit: limit + 1, try tx.schemesByKey())
            let total = after == nil ? try tx.registerCount(condition) : nil
            return APIPage(upTo: limit, of: found, total: total) { [String($0.title.id.number)] }
        }
    }

    private static let item = APIResource.item(
        "/titles/{id}", name: "readTitle", Phrase("一项称号", "One title"), [.path("id", "称号的标识", "The title's identity")], of: json,
        examples: [
            APIExample(Phrase("一项称号", "One title")) { tx in
                try tx.row("SELECT id FROM calls_title ORDER BY id LIMIT 1") { try $0.id("id", Title.self) }.map { [("id", $0.text)] }
            }
        ]
    ) { call in
        let id: ID<Title> = try call.visit.id("id", of: Title.noun)
        guard let line = try await call.visit.database.read({ tx in try tx.registerLine(id) }) else { throw Refusal.notFound(Title.noun) }
        return line
    }

    static let json = APIObject<RegisterLine>("Title") {
        APIField("id", .id, "标识", "Its identity") { $0.title.id.text }
        APIField("number", .text, "证书编号", "Its number, as on the certificate") { $0.title.number }
        APIField("scheme", .text, "认定办法的 key", "The key of its scheme") { $0.schemeKey }
        APIField("name", .wording, "称号", "What one holds") { $0.scheme }
        APIField("authority", .id, "认定机关的标识", "The identity of who granted it") { $0.authorityID.text }
        APIField("authority_name", .wording, "认定机关", "Who granted it") { $0.authority }
        APIField("holder", .wording, "持有者：场馆或单位", "Who holds it: a venue, or a unit itself") { $0.holder }
        APIField("organisation", .id, "持有单位的标识", "The identity of the unit") { $0.title.organisationID.text }
        APIField("venue", .orNull(.id), "场馆的标识；null 表示单位自身", "The identity of the venue; null where the unit itself holds it") { $0.title.venueID?.text }
        APIField("category", .orNull(.text), "类别的 key", "The key of its category") { $0.title.category }
        APIField("region", .orNull(.text), "申报时所在地的行政区划代码", "The code of the unit's seat when it applied") { $0.title.region }
        APIField("batch", .orNull(.integer), "批次", "The batch") { $0.title.batch }
        APIField("granted_on", .day, "授予日期", "The day of the grant") { $0.title.grantedOn }
        APIField("valid_until", .orNull(.day), "有效期的最后一天；null 为长期有效", "The last day; null: until it is taken back") { $0.title.validUntil }
        APIField("state", .choice(TitleState.self), "状态", "How it stands") { $0.title.state }
        APIField("ended_on", .orNull(.day), "终止日期：从这一天起无效", "From this day on it is void") { $0.title.endedOn }
        APIField("ground", .text, "撤销的理由", "The ground on which it was taken back") { $0.title.ground }
        APIField("clause", .text, "依据条款", "The clause that says so") { $0.title.clause }
        APIField("page", .address, "查验页", "The page on which anybody checks it") { "/verify/" + $0.title.code }
        APIField("credential", .address, "签名的凭证（VC-JWT）", "The signed credential (VC-JWT)") { "/verify/" + $0.title.code + "/credential.jwt" }
    }
}
