import Kernel
import Language
import Web

extension SchemeForm {
    /// The rules under one heading.
    struct Group: Sendable {
        let title: Phrase
        let rules: [Rule]
    }

    /// All that the form asks but the lists, by heading.
    var groups: [Group] {
        [
            Group(title: Phrase("名称", "Names"), rules: names), Group(title: Phrase("推荐", "Recommendation"), rules: recommendation),
            Group(title: Phrase("评审", "Review"), rules: review), Group(title: Phrase("公示", "Public notice"), rules: notice),
            Group(title: Phrase("有效期与考核", "Validity and assessment"), rules: afterwards),
        ]
    }

    private var names: [Rule] {
        [
            text(["name", "zh"], "name_zh", "办法名称", "Name in Chinese"), text(["name", "en"], "name_en", "英文名称", "Name in English"),
        ]
            + (body.at(["title"]) == nil
                ? [] : [text(["title", "zh"], "title_zh", "称号", "Title in Chinese"), text(["title", "en"], "title_en", "英文称号", "Title in English")])
    }

    private var recommendation: [Rule] {
        [
            check(["recommendation", "needed"], "needed", "须经推荐", "A recommendation is needed"),
            check(["recommendation", "only_one"], "only_one", "只能由一个单位推荐", "By one body alone"),
            check(["recommendation", "on_site"], "on_site", "推荐单位须实地评估", "The recommender looks on site"),
            number(["recommendation", "most"], "most", "每个推荐单位的名额", "The most that one body may recommend", 1...10_000),
            number(["recommendation", "days_for_correction"], "days_for_correction", "截止后可补正的天数", "Days after the close for corrections", 0...365, required: true),
        ]
    }

    private var review: [Rule] {
        [
            number(["review", "experts"], "experts", "每份申报的专家数", "Experts to an application", 1...50, required: true),
            check(["review", "inspection"], "inspection", "须现场考察", "Inspected on the spot"),
            check(["review", "blind"], "blind", "盲评：专家看不到单位名称", "Blind: experts do not see the unit's name"),
            check(["review", "drop_highest"], "drop_highest", "去掉一个最高分", "Drop the highest"),
            check(["review", "drop_lowest"], "drop_lowest", "去掉一个最低分", "Drop the lowest"),
            check(["review", "normalise"], "normalise", "按专家的宽严校正", "Even out strict and mild experts"),
            number(["review", "most_excluded"], "most_excluded", "可要求回避的专家数", "Experts that an applicant may exclude", 0...20, required: true),
            check(["review", "exclusion_letter"], "exclusion_letter", "要求回避须凭盖章公函", "An exclusion needs a sealed letter"),
            number(["review", "most_in_region"], "most_in_region", "每个下级地区的名额", "The most in one region of the level below", 1...10_000),
        ]
    }

    private var notice: [Rule] {
        [
            number(["notice", "workdays"], "workdays", "公示的工作日", "Working days of a notice", 1...60, required: true),
            check(["notice", "first_day_counts"], "first_day_counts", "首日计入", "The first day counts"),
            check(["notice", "to_date"], "to_date", "截止日由办理机关写明", "The office names the last day"),
            check(["notice", "second_notice"], "second_notice", "异议成立后须再次公示", "A second notice after an upheld objection"),
        ]
    }

    private var afterwards: [Rule] {
        let term = body.at(["valid", "batch_end"]) == nil ? [number(["valid", "months"], "months", "有效期（月）", "Months of validity", 1...600)] : []
        return term + [
            check(["assessment"], "assessed", "定期考核", "Titles are assessed"),
            number(["assessment", "years"], "years", "每几年考核一次", "Every how many years", 1...10, required: true),
            number(["assessment", "opens_in_month"], "opens_in_month", "开放填报的月份", "Month in which filing opens", 1...12, required: true),
            number(["assessment", "days"], "days", "填报的天数", "Days for filing", 1...366, required: true),
            check(["assessment", "late_is_failed"], "late_is_failed", "逾期视为不合格", "Late is failed"),
            check(["assessment", "giving_up_revokes"], "giving_up_revokes", "放弃即取消称号", "Giving up takes the title"),
            check(["assessment", "failing_revokes"], "failing_revokes", "不合格即取消称号", "Failing takes the title"),
            number(["assessment", "months_to_rectify"], "months_to_rectify", "整改的月数", "Months to put right", 1...36),
            number(["assessment", "rectify_by", "month"], "rectify_month", "整改截止日：月", "To be put right by: month", 1...12),
            number(["assessment", "rectify_by", "day"], "rectify_day", "整改截止日：日", "To be put right by: day", 1...31),
            Rule(
                path: ["assessment", "outcomes"],
                field: FormField(
                    "outcomes", "可作的结论", "What may be decided", .choices(AssessmentOutcome.allCases.map { .init($0.rawValue, $0.title) }),
                    hint: Phrase("都不选则由其他规定决定。", "None chosen: whatever the other rules allow."))),
            number(["assessment", "months_to_cultivate"], "months_to_cultivate", "培育的月数", "Months under cultivation", 1...36),
        ]
    }

    private func text(_ path: [String], _ name: String, _ zh: String, _ en: String) -> Rule {
        Rule(path: path, field: FormField(name, zh, en, .text(max: 200), required: true))
    }

    private func check(_ path: [String], _ name: String, _ zh: String, _ en: String) -> Rule { Rule(path: path, field: FormField(name, zh, en, .checkbox)) }

    private func number(_ path: [String], _ name: String, _ zh: String, _ en: String, _ range: ClosedRange<Int64>, required: Bool = false) -> Rule {
        Rule(path: path, field: FormField(name, zh, en, .integer(range), required: required))
    }
}
