import Declaration
import Kernel

/// The fields of `schemes` in a campaign file.
enum SchemeShape {
    static let scheme = Shape(
        .key, .required("name", .wording(max: 200), about: Phrase("办法或称号的名称", "The name of the measure or of the title")),
        .optional("title", .wording(max: 200), about: Phrase("称号，印在证书上；不填则同名称", "What one holds, as on the certificate; absent: the name")),
        .optional("campaign", .reference(to: "campaigns"), about: Phrase("所属活动项目", "The campaign under which it runs")),
        .required("authority", .reference(to: "organisations"), about: Phrase("认定机关", "Who grants the title")),
        .required("level", .choice(Scheme.Level.self)),
        .optional("region", .region, about: Phrase("适用地区；不填为全国", "Where it holds; absent: the whole country")),
        .optional("period", .record(period), about: Phrase("本批次的期限", "The period of the batch")),
        .optional("validity", .wording(max: 500), about: Phrase("有效期的说明", "How long a title lasts, in words")),
        .optional("valid", .record(valid), about: Phrase("有效期的计算：months，或 batch_end；都不填则长期有效", "How it is computed: months, or to the end of the batch; neither: until it is taken back")),
        .optional("categories", .records(category)), .optional("fields", .records(field), about: Phrase("各类别共有的申报项目", "What every application says")),
        .optional("recommendation", .record(recommendation)), .optional("steps", .records(named)), .optional("review", .record(review)),
        .optional("notice", .record(notice)), .optional("assessment", .record(assessment)),
        .optional("paper_copies", .integer(0...20), about: Phrase("纸质份数；0 为全程网办", "Copies on paper; 0: wholly online")),
        .optional("decision_days", .integer(1...1000), about: Phrase("自提交起的办理期限，自然日", "Natural days from the submission to the decision")),
        .optional("list_years", .integer(1...20), about: Phrase("每几年重新公布名单", "Every how many years the list is published anew")),
        .optional("renewal", .record(renewal), about: Phrase("续期的简化申报", "How a title that is about to end is renewed")),
        .optional("sealed", .boolean, about: Phrase("是否须上传盖章页扫描件", "Whether a scan of the printed form, signed and sealed, is handed in")),
        .optional("rules", .records(rule)), .optional("grounds", .records(ground), about: Phrase("撤销称号的情形及条款", "Grounds of revocation with their clause")), .source, .note
    ) { record in
        var remarks = coveredTwice(record.records("grounds"))
        guard let valid = try? record.recordOrNil("valid") else { return remarks }
        if valid.has("months"), valid.has("batch_end") {
            remarks.append(.init("valid", found: Phrase("两者都有", "both"), expected: Phrase("`months` 与 `batch_end` 择一", "one of `months` and `batch_end`")))
        }
        if (try? valid.booleanOrNil("batch_end")) == true, !record.has("period") {
            remarks.append(.init("period", found: Phrase("没有", "none"), expected: Phrase("批次的期限，因为称号到批次期满为止", "the batch's period, because titles last to its end")))
        }
        return remarks
    }

    /// One thing has one ground, else nobody knows which is cited.
    private static func coveredTwice(_ grounds: [DeclaredRecord]) -> [Shape.Remark] {
        var seen: Set<String> = []
        for one in grounds.flatMap({ $0.texts("covers") }) where !seen.insert(one).inserted {
            return [.init("grounds", found: Phrase("两处 `covers: \(one)`", "`covers: \(one)` twice"), expected: Phrase("每种结果只依一个情形", "one ground for each"))]
        }
        return []
    }

    private static let period = Shape(.required("from", .roughDay), .required("until", .roughDay))
    private static let valid = Shape(.optional("months", .integer(1...600)), .optional("batch_end", .boolean))
    static let named = Shape(.key, .required("name", .wording(max: 200)))
    static let rule = Shape(.key, .required("text", .wording(max: 1000)), .source)
    private static let ground = Shape(.key, .required("text", .wording(max: 1000)), .optional("clause", .text(max: 100)),
        .optional("covers", .list(of: .choice(GroundCase.self)), about: Phrase("考核的哪些结果依此撤销称号", "What of an assessment takes the title on this ground")), .source)

    static let field = Shape(
        .key, .required("name", .wording(max: 200)), .required("kind", .choice(SchemeField.Kind.self)), required, hint, atLeast, unit, choices, known, profile,
        .optional("blind", .boolean, about: Phrase("盲评时专家可见；不填则附件和单位资料不可见", "Whether experts see it in a blind review; absent: not files, nor what the profile answers"))
    ) { one in flaws(one, kind: (try? one.textOrNil("kind")) ?? "") }

    /// A question of an assessment's report: answered in words where its kind is not named.
    private static let question = Shape(
        .key, .required("name", .wording(max: 200)),
        .optional("kind", .choice(SchemeField.Kind.self), about: Phrase("不填为 paragraphs", "Absent: paragraphs")), required, hint, atLeast, unit, choices, known, profile
    ) { one in flaws(one, kind: (try? one.textOrNil("kind")) ?? SchemeField.Kind.paragraphs.rawValue) }

    private static let required = Field.optional("required", .boolean, default: false)
    private static let hint = Field.optional("hint", .wording(max: 500))
    private static let atLeast = Field.optional("at_least", .integer(0...1_000_000_000), about: Phrase("最低要求", "The smallest number that qualifies"))
    private static let unit = Field.optional("unit", .wording(max: 40))
    private static let choices = Field.optional("choices", .list(of: .text(max: 100)))
    private static let known = Field.optional("known", .choice(KnownFigure.self), about: Phrase("平台已有的数据", "What the platform's own records tell"))
    private static let profile = Field.optional("profile", .choice(ProfileFact.self), about: Phrase("由单位资料自动填入", "What the unit's profile answers"))

    private static func flaws(_ one: DeclaredRecord, kind: String) -> [Shape.Remark] {
        if one.has("profile"), !["text", "paragraphs"].contains(kind) {
            return [.init("profile", found: Phrase("不是文字的项目", "a field that is no text"), expected: Phrase("`kind: text` 或 `paragraphs`", "`kind: text` or `paragraphs`"))]
        }
        guard kind == "choice", one.texts("choices").isEmpty else { return [] }
        return [.init("choices", found: Phrase("没有", "none"), expected: Phrase("至少一个选项", "at least one choice"))]
    }

    private static let category = Shape(
        .key, .required("name", .wording(max: 200)), .optional("fields", .records(field)),
        .optional("grant_most", .integer(1...1_000_000_000), about: Phrase("补助上限，单位为元", "The largest grant, in yuan")))

    private static let recommendation = Shape(
        .optional("needed", .boolean, default: true), .optional("only_one", .boolean, default: true),
        .optional("most", .integer(1...10_000), about: Phrase("每个推荐单位的名额", "The most that one body may recommend")),
        .optional("days_for_correction", .integer(0...365), default: 0, about: Phrase("截止后可补正、推荐的天数", "Days after the close for corrections and recommendations")),
        .optional("on_site", .boolean, about: Phrase("推荐单位须实地评估并写明意见", "The recommender looks on site and writes what it saw")))

    private static let criterion = Shape(
        .key, .required("name", .wording(max: 200)), .optional("most", .integer(1...1000), default: 100), .optional("weight", .integer(1...1000), default: 1))

    private static let review = Shape(
        .optional("experts", .integer(1...50), default: 3), .optional("criteria", .records(criterion)),
        .optional("drop_highest", .boolean, default: false), .optional("drop_lowest", .boolean, default: false),
        .optional("normalise", .boolean, default: false), .optional("blind", .boolean, default: false),
        .optional("most_excluded", .integer(0...20), default: 0), .optional("inspection", .boolean, default: false),
        .optional("inspection_points", .records(named), about: Phrase("现场考察的要点", "What is looked at on the spot, point by point")),
        .optional("most_in_region", .integer(1...10_000), about: Phrase("每个下级地区的名额", "The most in one region of the level below")),
        .optional("checks", .records(named), about: Phrase("列入名单前必须通过的核查", "Steps that must be passed before anybody is proposed")),
        .optional("exclusion_letter", .boolean, about: Phrase("要求专家回避须凭盖章公函", "Experts are excluded by a sealed letter")))

    private static let notice = Shape(
        .optional("workdays", .integer(1...60), default: 5), .optional("first_day_counts", .boolean, default: true),
        .optional("second_notice", .boolean, default: false), .optional("anonymous", .boolean, default: false),
        .optional("lists", .list(of: .choice(NoticeAction.self)), about: Phrase("一次公示可含的名单", "The lists that a notice may carry; absent: recognise and cancel")),
        .optional("correction", .boolean, about: Phrase("异议成立的一项补正后可重新公示", "An item against which an objection was upheld is published anew once put right")),
        .optional("to_date", .boolean, about: Phrase("由办理机关写明截止日，不少于规定的工作日", "The office names the last day, no fewer working days on")))

    private static let assessment = Shape(
        .optional("years", .integer(1...10), default: 1), .optional("opens_in_month", .integer(1...12), default: 1),
        .optional("days", .integer(1...366), default: 60), .optional("late_is_failed", .boolean, default: false),
        .optional("giving_up_revokes", .boolean, default: false), .optional("months_to_rectify", .integer(1...36)),
        .optional("rectify_by", .record(dayOfYear), about: Phrase("整改的截止日，代替月数", "The day by which it is put right, instead of months")),
        .optional("months_to_cultivate", .integer(1...36), about: Phrase("培育的月数，期满再评", "Months under cultivation, then evaluated again")),
        .optional("failing_revokes", .boolean, about: Phrase("不合格即取消称号", "Failing takes the title")),
        .optional("least_months", .integer(0...12), about: Phrase("授予当年至少持有几个月才考核当年；不填为 6", "The year of the grant is looked at where so many months of it were held; absent: 6")),
        .optional("outcomes", .list(of: .choice(AssessmentOutcome.self)), about: Phrase("可作的结论", "What may be decided")),
        .optional("report", .records(question), about: Phrase("考核报告的项目；不填则自由填写", "The questions of the report; absent: free text"))
    ) { record in
        guard record.has("months_to_rectify"), record.has("rectify_by") else { return [] }
        return [
            .init("rectify_by", found: Phrase("两者都有", "both"), expected: Phrase("`months_to_rectify` 与 `rectify_by` 择一", "one of `months_to_rectify` and `rectify_by`"))
        ]
    }

    private static let dayOfYear = Shape(.required("month", .integer(1...12)), .required("day", .integer(1...31)))
}
