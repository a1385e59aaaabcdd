import API
import Access
import Kernel
import Storage
import Web

/// Assessments at `/api/v1`, for those whom they concern: the holder of the title, and the authority that granted it.
enum AssessmentActs {
    static let operations = [list, item]

    private static let permissions = [Calls.apply, Calls.review]

    private static let parameters = [
        APIParameter(FormField("state", "状态", "State", .choice(AssessmentState.allCases.map { .init($0.rawValue, $0.title) })), example: "filed"),
        APIParameter(FormField("scheme", "认定办法的 key", "A scheme's key", .text(max: 100)), isOpen: true),
        APIParameter(FormField("year", "年度", "The year that is looked at", .integer(1900...2999)), example: "2025"),
    ]

    private static let list = APIOperation.list(
        APIAct(
            "/assessments", name: "listAssessments", Phrase("考核", "Assessments"),
            says: Phrase(
                "令牌主人所代表的单位的，以及由其评定的；按开放的先后排列。没有填报的草稿不在内。",
                "Those of the units for which the token's owner files, and those that they rate, in the order in which they were opened. Drafts are not told."),
            permissions, parameters,
            examples: [
                APIActExample(Phrase("全部", "All of them")) { _ in ([], nil) },
                APIActExample(Phrase("等待评定的", "What waits to be rated")) { _ in ([("state", "filed"), ("limit", "5")], nil) },
            ]),
        of: json
    ) { request, tx in
        let (call, filters) = (request.call, request.call.filters)
        var conditions: [SQL] = []
        if let state = filters["state"] { conditions.append("a.state = \(state)") }
        if let scheme = filters["scheme"] { conditions.append("s.key = \(scheme)") }
        if let year = filters["year"].flatMap({ Int($0) }) { conditions.append("a.year = \(year)") }
        if let after = call.afterNumber { conditions.append("a.id > \(after)") }
        let found = try tx.assessments(for: request.identity, where: conditions, limit: call.limit + 1)
        return APIPage(upTo: call.limit, of: found, total: nil) { [String($0.assessment.id.number)] }
    }

    private static let item = APIOperation.read(
        APIAct(
            "/assessments/{id}", name: "readAssessment", Phrase("一次考核", "One assessment"), permissions, [.path("id", "考核的标识", "The assessment's identity")],
            examples: [
                APIActExample(Phrase("一次考核", "One assessment")) { tx in
                    try tx.row("SELECT id FROM calls_assessment ORDER BY id LIMIT 1") { try $0.id("id", Assessment.self) }.map { ([("id", $0.text)], nil) }
                }
            ]),
        of: json
    ) { request, tx in
        let id: ID<Assessment> = try request.id("id", of: Assessment.noun)
        // Somebody else's does not exist.
        guard let found = try tx.assessments(for: request.identity, where: ["a.id = \(id)"], limit: 1).first else { throw Refusal.notFound(Assessment.noun) }
        return found
    }

    private static let file = APIObject<ReportFile>("AssessmentFile") {
        APIField("name", .text, "文件名", "Its name") { $0.name }
        APIField("media_type", .text, "类型", "What it is") { $0.mediaType }
        APIField("size", .integer, "字节数", "How many bytes") { $0.size }
        APIField("pages", .integer, "页数", "How many pages") { $0.pages }
        APIField("sha256", .text, "SHA-256", "Its SHA-256") { $0.digest }
        APIField("page", .address, "网页地址，登录后打开", "Where it is opened by those who are signed in") { PaperView($0).path }
    }

    private static let answer = APIObject<AssessmentTold.Answer>("AssessmentAnswer") {
        APIField("key", .text, "项目的 key", "The key of the question") { $0.field.key }
        APIField("name", .wording, "项目", "What is asked") { $0.field.name }
        APIField("kind", .choice(SchemeField.Kind.self), "种类", "How it is answered") { $0.field.kind }
        APIField("answer", .orNull(.text), "填报的内容；null 为未填", "What was filed; null where nothing was") { $0.text }
        APIField("files", .list(.object(file)), "附件", "What was attached") { $0.files }
        APIField("at_least", .orNull(.integer), "最低要求", "The smallest number that qualifies") { $0.field.atLeast }
        APIField("known", .orNull(.integer), "填报时平台记录的数字", "What the platform's own records showed when it was filed") { $0.known }
        APIField("remark", .orNull(.text), "补正意见", "What was to be corrected") { $0.remark }
    }

    private static let json = APIObject<AssessmentTold>("Assessment") {
        APIField("id", .id, "标识", "Its identity") { $0.assessment.id.text }
        APIField("title", .id, "称号的标识", "The identity of the title") { $0.assessment.titleID.text }
        APIField("number", .text, "证书编号", "The title's number") { $0.number }
        APIField("scheme", .text, "认定办法的 key", "The key of its scheme") { $0.scheme.key }
        APIField("scheme_version", .integer, "授予时的版本", "The version under which the title was granted") { $0.scheme.version }
        APIField("holder", .wording, "持有者", "Who holds the title") { $0.holder }
        APIField("organisation", .id, "持有单位的标识", "The identity of the unit") { $0.organisationID.text }
        APIField("authority", .id, "认定机关的标识", "The identity of who rates it") { $0.scheme.authorityID.text }
        APIField("year", .integer, "年度", "The year that is looked at") { $0.assessment.year }
        APIField("state", .choice(AssessmentState.self), "状态", "How far it has come") { $0.assessment.state }
        APIField("opens_on", .day, "开始填报", "The first day of filing") { $0.assessment.opensOn }
        APIField("due_on", .day, "填报的最后一天", "The last day of filing") { $0.assessment.dueOn }
        APIField("rectify_until", .orNull(.day), "整改或培育的最后一天", "The last day for putting it right, or of cultivation") { $0.assessment.rectifyUntil }
        APIField("filings", .integer, "填报次数", "How often it was filed") { $0.assessment.filings }
        APIField("filed_at", .orNull(.instant), "最近一次填报", "When it was filed last") { $0.assessment.filedAt }
        APIField("decided_at", .orNull(.instant), "评定的时间", "When it was decided") { $0.assessment.decidedAt }
        APIField("says", .text, "单位的说明", "What the unit says besides") { $0.says }
        APIField("answers", .list(.object(answer)), "各项内容", "What is asked, and what was answered") { $0.answers }
        APIField("records", .map(.integer), "填报时平台记录的该年数字", "What the platform's own records showed of the year when it was filed") { $0.records }
        APIField("office_says", .text, "认定机关的意见", "What the authority says") { $0.officeSays }
        APIField("page", .address, "网页，登录后打开", "Its page for those who are signed in") { $0.page }
    }
}
