import Kernel
import Language
import Venues

/// What must be so for a step, beside who may make it. All times are the server's.
enum CommendationRules {
    /// Once its term has begun the deadline may only be put off, and not after it is over.
    static func mayMove(_ old: Commendation, closes: Instant?) throws(Refusal) {
        guard let before = old.closesAt, closes != before else { return }
        guard old.takenAt == nil, let closes, closes > before else {
            throw Refusal(
                .conflict, "commendation-begun", "“\(old.key)”已经开始计分：截止时间只能延后，不早于 \(Dates.moment(before, .china, .zh))；截止之后不能再改。",
                "“\(old.key)” is being scored: its deadline can only be put off, not before \(Dates.moment(before, .china, .en)), and not once it is over.", field: "closes")
        }
    }

    static func mayState(_ one: Commendation, at now: Instant) throws(Refusal) {
        switch one.phase(at: now) {
        case .counting: return
        case .announced:
            throw Refusal(.conflict, "commendation-announced", "“\(one.name.phrase.zh)”只作公布，不在此收材料。", "“\(one.name.phrase.en)” is only told here; no material is taken.")
        case .scheduled:
            throw Refusal(.conflict, "commendation-early", "“\(one.name.phrase.zh)”还没有开始计分。请从 \(one.rule.term.lowerBound.iso) 起提交。", "The term of “\(one.name.phrase.en)” has not begun. Hand it in from \(one.rule.term.lowerBound.iso) on.")
        case .judging, .published:
            throw Refusal(
                .conflict, "commendation-closed", "“\(one.name.phrase.zh)”已经截止，以服务器收到的时间为准，不再收材料。", "“\(one.name.phrase.en)” closed at its deadline, by the server's clock; no more material is taken.")
        }
    }

    static func mayJudge(_ one: Commendation) throws(Refusal) {
        guard one.publishedAt == nil else {
            throw Refusal(.conflict, "commendation-published", "名单已经公布，评分不能再改。", "The list is public; the points stand.")
        }
    }

    static func mayPublish(_ one: Commendation, waiting: Int64, at now: Instant) throws(Refusal) {
        guard one.phase(at: now) == .judging else {
            switch one.phase(at: now) {
            case .published: throw Refusal(.conflict, "commendation-published", "名单已经公布，不能再次公布。", "The list is public already.")
            default:
                throw Refusal(.conflict, "commendation-open", "还没有到截止时间，不能公布名单。", "The deadline is not over, so no list can be published yet.")
            }
        }
        guard waiting == 0 else {
            throw Refusal(
                .conflict, "commendation-waiting", "还有 \(waiting) 份材料没有评定。请先逐份评定，再公布名单。", "\(Plural.en(Int(waiting), "statement has", "statements have")) not been judged. Judge them first, then publish.")
        }
    }

    /// Why this unit is not scored; nil: it is. `codes`: those of its seat and everything above, as they were and as they are today.
    static func hindrance(_ unit: Organisation, codes: Set<String>, under rule: CommendationRule) -> Phrase? {
        let who = rule.who
        if !who.units.isEmpty, !who.units.contains(unit.key) {
            return Phrase("本办法只面向选定的单位，名单中没有贵单位。", "This commendation is for units that its office has chosen; yours is not among them.")
        }
        if !who.kinds.isEmpty, !who.kinds.contains(unit.kind) {
            return Phrase(
                "本办法只面向：\(who.kinds.map(\.title.zh).joined(separator: "、"))；贵单位登记为“\(unit.kind.title.zh)”。",
                "This commendation is for: \(who.kinds.map(\.title.en).joined(separator: ", ")); your unit is entered as “\(unit.kind.title.en)”.")
        }
        if !who.regions.isEmpty, codes.isDisjoint(with: who.regions) {
            return Phrase("本办法只面向部分地区，贵单位不在其中。", "This commendation is for some regions; your unit lies in none of them.")
        }
        return nil
    }
}
