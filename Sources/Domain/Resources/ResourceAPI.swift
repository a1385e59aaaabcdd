import API
import Files
import Kernel
import Language
import Packs
import Storage
import Web

/// The catalogue at `/api/v1`.
enum ResourceAPI {
    static let resources = [list, item]

    private static func choice<Choice: CaseIterable & RawRepresentable>(_ name: String, _ zh: String, _ en: String, _: Choice.Type, _ title: (Choice) -> Phrase) -> FormField
    where Choice.RawValue == String { FormField(name, zh, en, .choice(Choice.allCases.map { .init($0.rawValue, title($0)) })) }

    private static let parameters = [
        APIParameter(FormField("q", "关键词", "Words", .text(max: CatalogueFilter.longestWords)), example: "健康"),
        APIParameter(choice("nature", "形式", "Form", ResourceKind.Nature.self) { $0.title }, example: "digital"),
        APIParameter(choice("kind", "种类", "Kind", ResourceKind.self) { $0.title }, example: "panels"),
        APIParameter(choice("subject", "主题", "Subject", Subject.self) { $0.title }, example: "health"),
        APIParameter(choice("stage", "学段", "Grades", Stage.self) { $0.title }, example: "junior"),
        APIParameter(FormField("age", "年龄", "A year of age", .integer(0...120)), example: "10"),
        APIParameter(FormField("minutes", "最多分钟数", "At most so many minutes", .integer(1...100_000)), example: "45"),
        APIParameter(choice("language", "语言", "Language", ResourceTongue.self) { $0.title }, example: "zh"),
        APIParameter(FormField("copy", "可以复制的", "May be copied", .choice([.init("1", Phrase("是", "Yes"))])), example: "1"),
        APIParameter(FormField("authoritative", "权威资源", "Authoritative ones", .choice([.init("1", Phrase("是", "Yes"))])), example: "1"),
        APIParameter(FormField("campaign", "联合行动的 key", "The key of a joint action", .text(max: 64)), isOpen: true),
        APIParameter(FormField("owner", "提供单位的标识", "The identity of a unit", .text(max: 13)), isOpen: true),
    ]

    private static let list = APIResource.list(
        "/resources", name: "listResources", Phrase("资源目录", "The catalogue of resources"),
        says: Phrase("按录入的先后排列，只有上架的。", "Those that are listed, in the order in which they were entered."), parameters, of: json,
        examples: [APIExample("数字资源", "Digital resources", ("nature", "digital"), ("limit", "5"))]
    ) { call in
        let filter = try CatalogueFilter(call.filters)
        let (after, limit) = (call.afterNumber, call.limit)
        return try await call.visit.database.read { tx in
            let found = try tx.withPacks(try tx.catalogue(filter, after: after ?? 0, limit: limit + 1))
            let total = after == nil ? try tx.catalogueCount(filter) : nil
            return APIPage(upTo: limit, of: found, total: total) { [String($0.resource.id.number)] }
        }
    }

    private static let item = APIResource.item(
        "/resources/{id}", name: "readResource", Phrase("一项资源", "One resource"), [.path("id", "资源的标识", "The resource's identity")], of: json,
        examples: [
            APIExample(Phrase("一项资源", "One resource")) { tx in
                try tx.catalogue(CatalogueFilter(Query()), after: 0, limit: 1).first.map { [("id", $0.resource.id.text)] }
            }
        ]
    ) { call in
        let id: ID<Resource> = try call.visit.id("id", of: Resource.noun)
        guard let entry = try await call.visit.database.read({ tx in try tx.entryWithPack(id) }) else { throw Refusal.notFound(Resource.noun) }
        return entry
    }

    static let json = APIObject<CatalogueEntry>("Resource") {
        APIField("id", .id, "标识", "Its identity") { $0.resource.id.text }
        APIField("kind", .choice(ResourceKind.self), "种类", "What it is") { $0.resource.kind }
        APIField("name", .wording, "名称", "Its name") { $0.content.name }
        APIField("summary", .wording, "简介", "What it is, in a sentence or two") { $0.content.summary }
        APIField("subjects", .list(.text), "主题", "What it is about") { $0.content.subjects.map(\.rawValue) }
        APIField("stages", .list(.text), "适合学段", "For which grades") { $0.content.stages.map(\.rawValue) }
        APIField("age_from", .orNull(.integer), "年龄从；null 为不限", "The youngest; null: any age") { $0.content.ages?.lowerBound }
        APIField("age_to", .orNull(.integer), "年龄到", "The oldest") { $0.content.ages?.upperBound }
        APIField("minutes", .orNull(.integer), "所需分钟数", "Minutes that it takes") { $0.content.minutes }
        APIField("languages", .list(.text), "语言", "In which languages") { $0.content.languages.map(\.rawValue) }
        APIField("licence", .text, "许可（SPDX 标识或本平台的 key）", "Its licence: an SPDX identifier or a key of ours") { $0.content.licence.id }
        APIField("may_copy", .boolean, "是否可以复制", "Whether it may be copied") { $0.content.licence.isForEverybody }
        APIField("credit", .text, "署名", "How its maker is to be named") { $0.content.credit }
        APIField("owner", .id, "提供单位的标识", "The identity of the unit that offers it") { $0.resource.ownerID.text }
        APIField("owner_name", .wording, "提供单位", "The unit that offers it") { $0.owner }
        APIField("authoritative", .boolean, "科学内容经专家审核", "Whether named experts have checked its science") { $0.resource.isAuthoritative }
        APIField("version", .integer, "版本", "The version") { $0.version.number }
        APIField("used_by", .integer, "报告使用过的单位数", "Units that said they used it") { $0.users }
        APIField("pack", .orNull(.object(pack)), "资源包的文件；不是资源包或还没有打包为 null", "The archive of a pack; null: it is no pack, or none was built") { $0.pack }
        APIField("page", .address, "公开页面", "Its page") { "/resources/" + $0.resource.id.text }
    }

    private static let pack = APIObject<ListedPack>("ResourcePack") {
        APIField("version", .text, "资源包的版本", "The version that the archive states") { String($0.archive.label) }
        APIField("address", .address, "下载地址，支持断点续传", "Where it is fetched, also by ranges") { $0.path }
        APIField("size", .integer, "字节数", "Bytes") { Int($0.archive.byteCount) }
        APIField("sha256", .text, "SHA-256，十六进制", "SHA-256 in hexadecimal digits") { $0.archive.digest.text }
        APIField("signed_by", .text, "签名公钥的地址", "The address of the key by which it is signed") { $0.archive.signedBy }
        APIField("for_units", .boolean, "仅限参加单位", "Only for the units that take part") { $0.archive.isForUnits }
        APIField("stopped", .boolean, "其中有内容被下架，停止发放", "Something in it was withdrawn; it is not handed out") { $0.isStopped }
        APIField("deltas", .list(.object(delta)), "从较早版本更新的文件", "Updates from earlier versions") { one in one.updates }
    }

    private static let delta = APIObject<PackUpdate>("ResourcePackDelta") {
        APIField("from", .text, "从哪个版本", "From which version") { String($0.from) }
        APIField("address", .address, "下载地址", "Where it is fetched") { "/resources/\($0.packID.text)/pack/from/\($0.from)" }
        APIField("size", .integer, "字节数", "Bytes") { Int($0.byteCount) }
        APIField("sha256", .text, "SHA-256，十六进制", "SHA-256 in hexadecimal digits") { $0.digest.text }
    }

    static let changes = [
        APIChanges(of: "resource") { _, record in
            let id = Crockford.text(record.entry.subject)
            let kinds: [String: APIChange.Kind] = ["resources.listed": .added, "resources.withdrawn": .removed]
            return APIChange("resource", id, kinds[record.entry.kind] ?? .updated, path: "/resources/\(id)")
        }
    ]
}
