import API
import Kernel
import Language
import Storage
import Web

/// Schemes at `/api/v1`: under which rules a title is granted, kept and taken back.
enum SchemeAPI {
    static let resources = [list, item]

    private static let list = APIResource.list(
        "/schemes", name: "listSchemes", Phrase("认定办法", "Schemes"), says: Phrase("现行版本，按 key 排列。", "In the version in force, by key."), of: json,
        examples: [APIExample("全部", "All of them")]
    ) { call in
        let all = try await call.visit.database.read { tx in try tx.schemes() }
        return call.page(of: all) { $0.key }
    }

    private static let item = APIResource.item(
        "/schemes/{key}", name: "readScheme", Phrase("一个认定办法", "One scheme"), [.path("key", "办法的 key", "The scheme's key")], of: json,
        examples: [APIExample(Phrase("一个认定办法", "One scheme")) { tx in try tx.schemes().first.map { [("key", $0.key)] } }]
    ) { call in
        let key = call.visit.parameter("key")
        guard let found = try await call.visit.database.read({ tx in try tx.scheme(key: key) }) else { throw Refusal.notFound(SchemeRecord.noun) }
        return found
    }

    private static let category = APIObject<SchemeCategory>("SchemeCategory") {
        APIField("key", .text, "key", "Its key") { $0.key }
        APIField("name", .wording, "名称", "Its name") { $0.name }
        APIField("thresholds", .list(.object(threshold)), "本类别自己的最低要求", "What this category alone asks") { SchemeAPI.thresholds($0.fields) }
    }

    private static let threshold = APIObject<Threshold>("SchemeThreshold") {
        APIField("key", .text, "项目的 key", "The key of the field") { $0.key }
        APIField("name", .wording, "项目", "What is asked") { $0.name }
        APIField("at_least", .integer, "最低要求", "The smallest number that qualifies") { $0.least }
        APIField("unit", .orNull(.wording), "单位", "In what it is counted") { $0.unit }
    }

    struct Threshold: Sendable {
        let key: String
        let name: Wording
        let least: Int
        let unit: Wording?
    }

    private static func thresholds(_ fields: [SchemeField]) -> [Threshold] {
        fields.compactMap { field in field.atLeast.map { Threshold(key: field.key, name: field.name, least: $0, unit: field.unit) } }
    }

    private static let criterion = APIObject<ReviewRule.Criterion>("SchemeCriterion") {
        APIField("key", .text, "key", "Its key") { $0.key }
        APIField("name", .wording, "名称", "Its name") { Wording($0.name.zh, $0.name.en) }
        APIField("most", .integer, "满分", "The most points") { $0.most }
        APIField("weight", .integer, "权重", "Its share in the total") { $0.weight }
    }

    private static let ground = APIObject<Scheme.Ground>("SchemeGround") {
        APIField("key", .text, "key", "Its key") { $0.key }
        APIField("text", .wording, "情形", "What it says") { $0.text }
        APIField("clause", .text, "条款", "The clause") { $0.clause }
    }

    private static let question = APIObject<SchemeField>("SchemeQuestion") {
        APIField("key", .text, "key", "Its key") { $0.key }
        APIField("name", .wording, "项目", "What is asked") { $0.name }
        APIField("kind", .choice(SchemeField.Kind.self), "种类", "How it is answered") { $0.kind }
        APIField("required", .boolean, "是否必填", "Whether it has to be answered") { $0.isRequired }
        APIField("at_least", .orNull(.integer), "最低要求", "The smallest number that qualifies") { $0.atLeast }
        APIField("unit", .orNull(.wording), "单位", "In what it is counted") { $0.unit }
        APIField("known", .orNull(.choice(KnownFigure.self)), "平台记录中对应的数字", "The platform's own figure that stands beside it") { $0.known }
    }

    static let json = APIObject<SchemeRecord>("Scheme") {
        APIField("key", .text, "key", "Its key") { $0.key }
        APIField("version", .integer, "版本", "Its version") { $0.version }
        APIField("name", .wording, "办法的名称", "The name of the measure") { $0.scheme.name }
        APIField("title", .wording, "称号", "What one holds by it") { $0.scheme.title }
        APIField("level", .choice(Scheme.Level.self), "级别", "Its level") { $0.scheme.level }
        APIField("authority", .id, "认定机关的标识", "The identity of who grants the title") { $0.authorityID.text }
        APIField("region", .orNull(.text), "适用地区的代码；null 为全国", "The code of the region; null: the whole country") { $0.region }
        APIField("categories", .list(.object(category)), "类别", "Its categories") { $0.scheme.categories }
        APIField("thresholds", .list(.object(threshold)), "各类别共有的最低要求", "What every category asks") { SchemeAPI.thresholds($0.scheme.fields) }
        APIField("criteria", .list(.object(criterion)), "评分项", "What is scored") { $0.scheme.review.criteria }
        APIField("notice_workdays", .integer, "公示的工作日", "Working days of the public notice") { $0.scheme.notice.workdays }
        APIField("first_day_counts", .boolean, "公示首日是否计入", "Whether the first day is one of them") { $0.scheme.notice.countsFirstDay }
        APIField("valid_months", .orNull(.integer), "有效的月数", "For how many months a title lasts") { $0.scheme.validity.months }
        APIField("valid_until", .orNull(.day), "批次的最后一天", "The last day of the batch") { $0.scheme.validity.end }
        APIField("assessment_years", .orNull(.integer), "每几年考核一次；null 为不考核", "Every so many years it is assessed; null: never") { $0.scheme.assessment?.years }
        APIField("report", .list(.object(question)), "考核报告的项目", "The questions of an assessment's report") { $0.scheme.assessment?.report ?? [] }
        APIField("grounds", .list(.object(ground)), "撤销的情形", "On what a title is taken back") { $0.scheme.grounds }
        APIField("rules", .list(.wording), "规则", "Its rules in words") { $0.scheme.rules.map(\.text) }
        APIField("register", .address, "名册", "Its titles") { "/register?scheme=" + $0.key }
    }
}

extension Validity {
    var months: Int? { if case .months(let months) = self { months } else { nil } }
    /// The end of the batch.
    var end: Day? { if case .until(let day) = self { day } else { nil } }
}
