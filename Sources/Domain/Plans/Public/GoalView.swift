import Figures
import Kernel
import Language
import Markup
import Participation
import Venues
import Web

/// A goal with its number, opening to its records.
struct GoalView {
    let progress: GoalProgress
    let names: PlanNames
    let visit: Visit
    /// Small groups of minors are told to nobody but the desk.
    var isPublic = true

    private var goal: Goal { progress.goal }

    private var words: GoalWords { names.words(progress, isPublic: isPublic) }
    private var campaign: String { words.campaign }

    /// `120 / 490 sessions`, the number a link to what it is made of.
    @HTMLBuilder var short: HTML {
        visit.say(words.name) + visit.say(Phrase("：", ": "))
        number
        if let target = progress.target {
            " / "
            Numerals.count(target.value, visit.language)
        }
        " "
        span(.class("meta")) { visit.say(words.unit) }
        if goal.own != nil {
            " "
            span(.class("badge", "badge-warning")) { visit.say(Phrase("手填", "stated by hand")) }
        }
    }

    @HTMLBuilder private var number: HTML {
        if words.isHidden {
            words.number(visit.language)
        } else if goal.own != nil, let value = words.value {
            // Who stated it, why, and the computed one stand beside it: no record is behind this number.
            element("data", .value("\(value)"), .data("goal", goal.key)) { Numerals.count(value, visit.language) }
        } else {
            a(.href(progress.address(in: campaign))) {
                if let value = words.value {
                    element("data", .value("\(value)"), .data("goal", goal.key)) { Numerals.count(value, visit.language) }
                } else {
                    words.number(visit.language)
                }
            }
        }
    }

    /// Everything about it: number, light, what is due, what it rests on.
    var full: HTML {
        article(.class("card"), .id("goal-\(goal.key)")) {
            div(.class("card-body")) {
                h3(.class("card-title")) { visit.say(words.name) }
                p {
                    visit.lightHTML(progress.light)
                    " "
                    strong { number }
                    if let target = progress.target { visit.say(Phrase("，目标 \(Numerals.count(target.value, .zh))", " of \(Numerals.count(target.value, .en))")) }
                    " "
                    visit.say(words.unit)
                }
                if let share = progress.share, !words.isHidden {
                    element("progress", .value("\(share)"), .max("100"), .aria("label", visit.say(Phrase("完成 \(share)%", "\(share) % done")))) { "\(share) %" }
                }
                own
                dl(.class("facts")) {
                    if !goal.targets.isEmpty {
                        visit.fact(Phrase("今天应达到", "Due by today")) { HTML(text: Numerals.count(progress.expected, visit.language)) }
                        visit.fact(Phrase("目标", "Targets")) {
                            for target in goal.targets {
                                p {
                                    visit.say(Phrase("\(Dates.plain(target.day, .zh)) 前 \(Numerals.count(target.value, .zh))", "\(Numerals.count(target.value, .en)) by \(Dates.plain(target.day, .en))"))
                                }
                            }
                        }
                    }
                    if let shares = progress.counted?.shares, !words.isHidden {
                        visit.fact(Phrase("依据", "Rests on")) {
                            visit.say(
                                Phrase(
                                    "实测 \(Numerals.count(shares.measured, .zh))，上报 \(Numerals.count(shares.reported, .zh))，估计 \(Numerals.count(shares.estimated, .zh))",
                                    "measured \(Numerals.count(shares.measured, .en)), reported \(Numerals.count(shares.reported, .en)), estimated \(Numerals.count(shares.estimated, .en))"))
                        }
                    }
                    visit.fact(Phrase("取数", "Where the number comes from")) { source }
                }
            }
        }
    }

    @HTMLBuilder private var own: HTML {
        if let own = goal.own {
            div(.class("notice", "notice-warning")) {
                p {
                    visit.say(
                        Phrase(
                            "这个数是\(words.stater.zh)在 \(Dates.moment(own.at, .china, .zh)) 手填的，不是计算值。理由：\(own.reason)",
                            "This number was stated by hand by \(words.stater.en), on \(Dates.moment(own.at, .china, .en)); it is not the computed one. Why: \(own.reason)"))
                }
                p {
                    if words.isHidden {
                        visit.say(SmallGroups.note)
                    } else if let counted = progress.counted {
                        visit.say(Phrase("计算值：", "The computed one: "))
                        a(.href(progress.address(in: campaign))) { Numerals.count(counted.value, visit.language) }
                    } else {
                        visit.say(Phrase("计算值未知。", "The computed one is unknown."))
                    }
                }
            }
        }
    }

    @HTMLBuilder private var source: HTML {
        a(.href(progress.wish.address(in: campaign))) { visit.say(Phrase("打开到每一条记录", "Open it to its records")) }
        if goal.reads == .locked {
            " · "
            visit.say(progress.isNotLockedYet ? Phrase("锁定值；尚未锁定，暂用实时数", "as published; not locked yet, so the live number stands in") : Phrase("锁定公布的数", "as the edition was published"))
        }
        if case .within(let code) = progress.wish.question.place, let place = visit.regionName(code) { " · " + place }
    }
}
