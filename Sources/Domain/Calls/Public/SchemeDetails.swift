import Kernel
import Language
import Markup
import Venues
import Web

/// The rules of a scheme that its short form leaves out: paper, limits, recommenders, checks, exclusions, lists, assessment, money.
struct SchemeDetails {
    let scheme: Scheme

    @HTMLBuilder func html(_ visit: Visit) -> HTML {
        let all = sections.filter { !$0.lines.isEmpty }
        for one in all {
            section(.class("stack")) {
                h2 { visit.say(one.title) }
                bullets { for line in one.lines { li { visit.say(line) } } }
            }
        }
    }

    private var sections: [(title: Phrase, lines: [Phrase])] {
        [
            (Phrase("申报与办理", "Applying and deciding"), applying), (Phrase("评审", "Review"), review), (Phrase("公示", "Public notice"), notice),
            (Phrase("考核", "Assessment"), assessment),
        ]
    }

    private var applying: [Phrase] {
        var out: [Phrase] = []
        switch scheme.paperCopies {
        case nil: break
        case .some(0): out.append(Phrase("全程网办，不收纸质材料。", "Wholly online; no paper is taken."))
        case .some(let copies): out.append(Phrase("网上填报，另交纸质材料 \(copies) 份。", "Online, and \(copies) on paper beside."))
        }
        let rule = scheme.recommendation
        if rule.isNeeded, rule.isOnlyOne { out.append(Phrase("由且仅由一个单位推荐。", "One body recommends, and no other.")) }
        if rule.isOnSite { out.append(Phrase("推荐单位实地评估并写明意见。", "The recommender looks on site and writes what it saw.")) }
        if rule.daysForCorrection > 0 {
            out.append(Phrase("截止后 \(rule.daysForCorrection) 天内可补正和推荐。", "For \(rule.daysForCorrection) days after the close, what came in time is corrected and recommended."))
        }
        if let days = scheme.decisionDays { out.append(Phrase("自提交起 \(days) 个自然日内作出决定。", "Decided within \(days) natural days of the submission.")) }
        if let years = scheme.listYears { out.append(Phrase("每 \(years) 年重新公布名单。", "The list is published anew every \(years) years.")) }
        for one in scheme.categories {
            guard let most = one.grantMost else { continue }
            out.append(Phrase("\(one.name.zh)：补助不超过 \(most) 元。", "\(one.name(.en)): up to \(most) yuan."))
        }
        return out
    }

    private var review: [Phrase] {
        let rule = scheme.review
        var out = [Phrase("每份申报由 \(rule.experts) 位专家评审。", "\(rule.experts) experts review each application.")]
        if rule.isBlind { out.append(Phrase("盲评：专家看不到申报单位。", "Blind: experts do not see who applies.")) }
        if rule.mostExcluded > 0 {
            let letter = rule.exclusionNeedsLetter ? Phrase("，凭盖章公函并说明理由", ", by a sealed letter, with reasons") : Phrase("，并说明理由", ", with reasons")
            out.append(Phrase("申报单位可要求最多 \(rule.mostExcluded) 位专家回避\(letter.zh)。", "An applicant may exclude \(rule.mostExcluded) experts at most\(letter.en)."))
        }
        for one in rule.checks { out.append(Phrase("列入名单前须通过：\(one.name.zh)。", "To be passed before anybody is proposed: \(one.name(.en)).")) }
        if rule.needsInspection { out.append(Phrase("须实地考察。", "There is a look on site.")) }
        if let most = rule.mostInRegion { out.append(Phrase("每个下级地区最多 \(most) 个。", "At most \(most) in each region of the level below.")) }
        return out
    }

    private var notice: [Phrase] {
        let rule = scheme.notice
        let (zh, en) = (rule.lists.map(\.title.zh).joined(separator: "、"), rule.lists.map(\.title.en).joined(separator: ", "))
        var out = [Phrase("一次公示可列：\(zh)。", "One notice may list: \(en).")]
        if rule.namesLastDay { out.append(Phrase("截止日由办理机关写明，不少于规定的工作日。", "The office names the last day, no fewer working days on.")) }
        out.append(
            rule.mayBeCorrected
                ? Phrase("异议成立的一项，补正后可重新公示。", "An item against which an objection was upheld may be published anew once put right.")
                : Phrase("异议成立的一项，从名单中除名。", "An item against which an objection was upheld is struck."))
        out.append(rule.allowsAnonymous ? Phrase("可以匿名提出异议。", "One may object without a name.") : Phrase("须实名提出异议。", "One objects in one's real name."))
        if rule.needsSecond { out.append(Phrase("有异议成立的，其余各项再次公示。", "After an upheld objection the rest is published a second time.")) }
        return out
    }

    private var assessment: [Phrase] {
        guard let rule = scheme.assessment else { return [] }
        var out = [Phrase("次年 \(rule.opensInMonth) 月起填报，共 \(rule.days) 天。", "Filed from month \(rule.opensInMonth) of the year after, for \(rule.days) days.")]
        if rule.leastMonths > 0 {
            let held = Plural.en(rule.leastMonths, "month", "months")
            out.append(Phrase("授予当年持有不足 \(rule.leastMonths) 个月的，自次年起考核。", "The year of the grant is looked at where the title was held for \(held) of it."))
        }
        if !rule.outcomes.isEmpty {
            let (zh, en) = (rule.outcomes.map(\.title.zh).joined(separator: "、"), rule.outcomes.map(\.title.en).joined(separator: ", "))
            out.append(Phrase("结论：\(zh)。", "Decided as: \(en)."))
        }
        for one in rule.report {
            let least = one.atLeast.map { Phrase("，不少于 \($0)\(one.unit?.phrase.zh ?? "")", ", at least \($0) \(one.unit?.phrase.en ?? "")") } ?? Phrase(same: "")
            out.append(Phrase("材料：\(one.name.zh)\(least.zh)。", "To be reported: \(one.name(.en))\(least.en)."))
        }
        if rule.lateIsFailed { out.append(Phrase("逾期未填报视为不合格。", "Late is failed.")) }
        if let months = rule.monthsToRectify { out.append(Phrase("整改期 \(months) 个月，期满再评。", "\(months) months to put right, then evaluated again.")) }
        if let by = rule.rectifyBy { out.append(Phrase("整改至 \(by.month) 月 \(by.day) 日，并提交报告。", "Put right by \(by.month)/\(by.day) (month/day), with a report.")) }
        if let months = rule.monthsToCultivate { out.append(Phrase("培育期 \(months) 个月，期满再评。", "\(months) months under cultivation, then evaluated again.")) }
        if rule.givingUpRevokes { out.append(Phrase("放弃考核的，取消称号。", "Giving up takes the title.")) }
        if rule.failingRevokes { out.append(Phrase("考核不合格的，取消称号。", "Failing takes the title.")) }
        return out
    }
}
