import Language
package import Kernel

extension ActivityContent {
    /// Refuses what contradicts itself, naming the field of the form.
    package func check() throws(Refusal) {
        guard !title.isEmpty else {
            throw Refusal(.invalid, "title-missing", "请填写活动名称（中文或英文至少一种）。", "Give the activity a title in Chinese or English.", field: "title_zh")
        }
        try Self.check(ages: ageMin, ageMax)
        if let period, period.begin > period.end {
            throw Refusal(.invalid, "period-backwards", "结束日期早于开始日期。", "The last day lies before the first.", field: "period_end")
        }
    }

    private static func check(ages min: Int?, _ max: Int?) throws(Refusal) {
        for age in [min, max].compactMap(\.self) where !(0...120).contains(age) {
            throw Refusal(.invalid, "age-range", "年龄应在 0 至 120 岁之间，现为 \(age)。", "Ages run from 0 to 120; this is \(age).", field: "age_min")
        }
        if let min, let max, min > max {
            throw Refusal(.invalid, "age-backwards", "最小年龄 \(min) 大于最大年龄 \(max)。", "The youngest age \(min) is above the oldest \(max).", field: "age_max")
        }
    }
}
