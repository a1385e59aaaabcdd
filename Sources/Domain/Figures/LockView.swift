import Campaigns
import Kernel
import Language
import Markup
import Participation
import Venues
import Web

/// A locked edition: the values as published beside those of today, and every correction since.
struct LockView {
    let key: String
    let lock: FigureLock
    /// The campaign whose lock it was, where that is another.
    let root: Campaign?
    let zone: Zone
    let live: FigureAnswer
    let corrections: [Correction]
    let terms: [FigureTerm]
    let movements: LockMovements
    /// Activities of the corrections and movements that are for minors alone.
    var minors: Set<Int64> = []

    func html(_ visit: Visit) -> HTML {
        section(.class("stack"), .id("locked")) {
            h2 { visit.say(Phrase("锁定值与现值", "As locked, and now")) }
            div(.class("notice", "notice-info")) {
                p {
                    strong { visit.say(Phrase("已锁定", "Locked")) }
                    " " + Dates.moment(lock.at, zone, visit.language)
                    if let root { visit.say(Phrase("，随“\(root.name(.zh))”一起", ", together with “\(root.name(.en))”")) }
                }
                p {
                    visit.say(
                        Phrase(
                            "锁定值不再改变；之后的更正、取消和新增列在下面，只进入现值。",
                            "Locked values never change; what was corrected, called off or added later is listed below and is in today's values only."))
                }
            }
            table(visit)
            correctionList(visit)
            MovementTable(movements: movements, minors: minors).html(visit)
        }
    }

    private func table(_ visit: Visit) -> HTML {
        div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("锁定值与现值", "As locked, and now"))), .tabindex(0)) {
            Markup.table(.class("table")) {
                thead {
                    tr {
                        th(.scope("col")) { visit.say(Phrase("指标", "Figure")) }
                        th(.scope("col"), .class("number")) { visit.say(Phrase("锁定值", "Locked")) }
                        th(.scope("col"), .class("number")) { visit.say(Phrase("现值", "Now")) }
                        th(.scope("col"), .class("number")) { visit.say(Phrase("相差", "Difference")) }
                    }
                }
                tbody {
                    for term in [FigureTerm.activities, .sessions, .venues, .venueTimes, .counties] { row(term, lock.values.value(of: term), live.value(of: term), visit) }
                    for term in terms where lock.values.indicators[term.key] != nil || live.indicators[term.key] != nil {
                        row(term, lock.values.indicators[term.key]?.total, live.indicators[term.key]?.total, visit)
                        if term.key == "visits", live.hidden["visits"] == nil, !live.withoutShares.contains("visits") { for method in CountingMethod.allCases { share(method, visit) } }
                    }
                    row(.booked, lock.values.booked, live.booked, visit)
                }
            }
        }
    }

    private func share(_ method: CountingMethod, _ visit: Visit) -> HTML {
        let title = Phrase("其中\(method.title.zh)", "of these, \(method.title.en.lowercased())")
        return line(
            title, name: method.rawValue, lock.values.visits?[method], live.visits?[method],
            address: "/figures/\(key)/visits?method=\(method.rawValue)", visit)
    }

    private func row(_ term: FigureTerm, _ locked: Int64?, _ today: Int64?, _ visit: Visit) -> HTML {
        let hidden = live.hidden[term.key]
        return line(term.title, name: term.figure, locked, today, hidden, ofMinors: SmallGroups.isOfMinors(term.key, atMinors: hidden != nil), address: "/figures/\(key)/\(term.key)", visit)
    }

    private func line(_ title: Phrase, name: String, _ locked: Int64?, _ today: Int64?, _ hidden: ToldNumber? = nil, ofMinors: Bool = false, address: Address, _ visit: Visit) -> HTML {
        let sides = [locked.map { SmallGroups.told($0, ofMinors: ofMinors) }, hidden ?? today.map { SmallGroups.told($0, ofMinors: ofMinors) }]
        return tr {
            th(.scope("row")) { visit.say(title) }
            td(.data("label", visit.say(Phrase("锁定值", "Locked"))), .class("number")) {
                if let told = sides[0] { visit.toldHTML("locked-" + name, told) } else { visit.unknownHTML }
            }
            td(.data("label", visit.say(Phrase("现值", "Now"))), .class("number")) {
                if let told = sides[1] { a(.href(address)) { visit.toldLineHTML(name, told) } } else { visit.unknownHTML }
            }
            td(.data("label", visit.say(Phrase("相差", "Difference"))), .class("number")) {
                if let locked, let today, sides.allSatisfy({ $0?.value != nil }) { difference(today - locked, visit) } else { "–" }
            }
        }
    }

    private func difference(_ amount: Int64, _ visit: Visit) -> String {
        amount > 0 ? "+" + Numerals.count(amount, visit.language) : Numerals.count(amount, visit.language)
    }

    private func correctionList(_ visit: Visit) -> HTML {
        HTML {
            h3 {
                visit.say(Phrase("锁定后的更正 ", "Corrections since the lock: "))
                visit.figureHTML("corrections", Int64(corrections.count))
            }
            if corrections.isEmpty {
                p(.class("meta")) { visit.say(Phrase("锁定后没有更正。", "Nothing has been corrected since.")) }
            } else {
                CorrectionTable(corrections: corrections, zone: zone, terms: terms, minors: minors).html(visit)
            }
        }
    }
}

/// The corrections, one line each: what, before → after, when, with the claim that counts now.
struct CorrectionTable {
    let corrections: [Correction]
    let zone: Zone
    let terms: [FigureTerm]
    let minors: Set<Int64>

    func html(_ visit: Visit) -> HTML {
        div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("更正", "Corrections"))), .tabindex(0)) {
            Markup.table(.class("table")) {
                thead {
                    tr {
                        th(.scope("col")) { visit.say(Phrase("活动", "Activity")) }
                        th(.scope("col")) { visit.say(Phrase("指标", "Figure")) }
                        th(.scope("col"), .class("number")) { visit.say(Phrase("更正", "Correction")) }
                        th(.scope("col")) { visit.say(Phrase("时间", "When")) }
                    }
                }
                tbody { for one in corrections { row(one, visit) } }
            }
        }
    }

    private func row(_ one: Correction, _ visit: Visit) -> HTML {
        tr {
            th(.scope("row")) {
                if let claim = one.claim {
                    a(.href("/claims/\(Crockford.text(one.activity))/\(Crockford.text(claim))")) { visit.html(one.title) }
                } else {
                    visit.html(one.title)
                }
                p(.class("meta")) {
                    if let begin = one.sessionBegin {
                        Dates.session(begin, nil, one.zone, visit.language)
                    } else {
                        visit.say(Phrase("整个活动", "The whole activity"))
                    }
                }
            }
            td(.data("label", visit.say(Phrase("指标", "Figure")))) {
                visit.say(terms.first { $0.key == one.indicator }?.title ?? Phrase(same: one.indicator))
            }
            td(.data("label", visit.say(Phrase("更正", "Correction"))), .class("number")) { change(one, visit) }
            td(.data("label", visit.say(Phrase("时间", "When")))) { Dates.moment(one.at, zone, visit.language) }
        }
    }

    /// From one side and the difference of the totals the other could be computed, so a small group hides both.
    private func change(_ one: Correction, _ visit: Visit) -> String {
        let ofMinors = SmallGroups.isOfMinors(one.indicator, atMinors: minors.contains(one.activity))
        let isHidden = [one.before, one.after].contains { side in side.map { SmallGroups.told($0.value, ofMinors: ofMinors) == .few } ?? false }
        return isHidden ? visit.say(Phrase("不公布", "not shown")) : side(one.before, visit) + " → " + side(one.after, visit)
    }

    private func side(_ side: Correction.Side?, _ visit: Visit) -> String {
        guard let side else { return visit.say(Phrase("未计", "not counted")) }
        return Numerals.count(side.value, visit.language) + (visit.language == .zh ? "（" : " (") + visit.say(side.method.title).lowercased()
            + (visit.language == .zh ? "）" : ")")
    }
}
