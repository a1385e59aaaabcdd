package import Kernel

/// A rule in words, as the public reads it: a heading and what holds.
package struct RuleSentence: Sendable, Hashable {
    package let about: Phrase
    package let says: Phrase
}

extension RulesInForce {
    /// Everything that holds, in the order in which a visitor asks.
    package var sentences: [RuleSentence] {
        var out: [RuleSentence] = []
        func say(_ about: Phrase, _ says: Phrase?) { if let says { out.append(RuleSentence(about: about, says: says)) } }
        for rule in kinds { say(rule.kind.title, rule.sentence) }
        say(Phrase("开放", "Opens"), opens?.opening)
        say(Phrase("截止", "Closes"), closes?.ending)
        for release in releases { say(Phrase("放票", "Release"), Phrase("\(release.at.opening.zh)放出 \(release.percent)% 的名额", "\(release.percent) % of the places \(release.at.opening.en)")) }
        say(Phrase("每场名额", "Places"), places.map { Phrase("工作日 \($0.workdays) 个，休息日 \($0.daysOff) 个", "\($0.workdays) on working days, \($0.daysOff) on days off") })
        say(Phrase("每天", "A day"), aDay.map { Phrase("各场合计最多 \($0) 人", "at most \($0) persons over all sessions") })
        say(Phrase("同时在馆", "At once"), atOnce.map { Phrase("最多 \($0) 人", "at most \($0) persons") })
        if let walkIns = stated.lazy.compactMap({ $0.rules.walkIns }).first {
            say(
                Phrase("未预约者", "Without a booking"),
                walkIns == 0 ? Phrase("不设现场名额，须先预约", "nobody is let in without a booking") : Phrase("每场留 \(walkIns) 个名额给现场来的人", "\(walkIns) places of each session are kept for those who just come"))
        }
        for limit in limits { say(Phrase("每人限额", "For one person"), limit.sentence) }
        say(Phrase("更改和退回", "Change and return"), changeUntil.map { Phrase("\($0.ending.zh)可更改或退回", "possible \($0.ending.en)") })
        say(Phrase("保留", "Kept"), holdMinutes.map { Phrase("资料未齐时，名额保留 \(RuleMoment.span($0).zh)", "while names or papers are missing, places are kept for \(RuleMoment.span($0).en)") })
        if hasWaitingList {
            say(
                Phrase("候补", "Waiting list"),
                Phrase(
                    "按登记先后，名额够全体同行的一方先得；名额不够的一方保留顺位。有名额时通知，\(offerHours) 小时内确认有效。",
                    "in the order of joining, the first party that fits whole; a party that does not fit keeps its turn. An offer stands for \(offerHours) hours."))
        }
        say(Phrase("爽约", "Not coming"), noShows?.sentence)
        say(Phrase("最后入场", "Last entry"), lastEntry?.ending)
        return out
    }
}

extension PersonLimit {
    var sentence: Phrase {
        let parts = [
            bookings.map { Phrase("\($0) 次预约", $0 == 1 ? "1 booking" : "\($0) bookings") }, persons.map { Phrase("\($0) 人", $0 == 1 ? "1 person" : "\($0) persons") },
        ].compactMap { $0 }
        return Phrase("\(period.title.zh)最多 " + parts.map(\.zh).joined(separator: "、"), "at most " + parts.map(\.en).joined(separator: " and ") + " " + period.title.en)
    }
}

extension KindRule {
    /// What holds for this kind of party, in one line.
    var sentence: Phrase {
        var parts = [
            party.lowerBound == party.upperBound
                ? Phrase("每次 \(party.lowerBound) 人", "\(party.lowerBound) persons")
                : Phrase("每次 \(party.lowerBound) 至 \(party.upperBound) 人", "\(party.lowerBound) to \(party.upperBound) persons")
        ]
        if days != .any { parts.append(Phrase("\(days.title.zh)接待", days.title.en)) }
        if let opens { parts.append(opens.opening) }
        if let closes { parts.append(closes.ending) }
        if let places { parts.append(Phrase("每场专留 \(places) 个名额", "\(places) places of each session are theirs")) }
        if let most { parts.append(Phrase("每场最多 \(most) 人", "at most \(most) in each session")) }
        if let aDay { parts.append(Phrase("每天最多 \(aDay) 人", "at most \(aDay) a day")) }
        if names != .contact { parts.append(names.title) }
        if let ratio {
            let small = ratio.preschool.map { Phrase("（学龄前每 \($0) 人一位）", " (before school: for \($0))") } ?? Phrase(same: "")
            parts.append(Phrase("每 \(ratio.pupils) 个孩子一位老师或家长", "one grown-up for \(ratio.pupils) children") + small)
        }
        if let ageFrom { parts.append(Phrase("年满 \(ageFrom) 岁", "from \(ageFrom) years of age")) }
        if needsLetter { parts.append(Phrase("须附公函", "with a letter")) }
        if needsApproval { parts.append(Phrase("由主办单位确认", "confirmed by the host")) }
        if isContactFixed { parts.append(Phrase("领队须到场，不能更换", "the leader has to come and cannot be changed")) }
        if let changeUntil { parts.append(Phrase("\(changeUntil.ending.zh)可更改", "changes \(changeUntil.ending.en)")) }
        return Phrase(parts.map(\.zh).joined(separator: "；"), parts.map(\.en).joined(separator: "; "))
    }
}
