import Kernel
import Language
import Regions
import Venues

/// What must be so for a round's steps, beside state and power. All times are the server's.
enum RoundRules {
    /// Once a round has begun its opening stands, and its close may only be put off.
    static func mayMove(_ old: Round, opens: Instant?, closes: Instant?) throws(Refusal) {
        guard opens == old.opensAt, let end = closes, let before = old.closesAt, end >= before else {
            let text = old.closesAt.map { Dates.moment($0, .china, .zh) } ?? ""
            let english = old.closesAt.map { Dates.moment($0, .china, .en) } ?? ""
            throw Refusal(
                .conflict, "round-opened", "“\(old.key)”已经开始申报：开始时间不能改，截止时间只能延后，不早于 \(text)。",
                "“\(old.key)” has begun: its opening stands, and its close can only be put off, not before \(english).", field: "closes")
        }
    }

    static func mayBeSubmitted(_ declaration: RoundDeclaration, to round: Round, at now: Instant) throws(Refusal) {
        let phase = round.phase(at: now)
        if phase == .open || phase == .correcting && declaration.state == .returned && declaration.submittedAt != nil { return }
        throw closed(round, phase)
    }

    static func closed(_ round: Round, _ phase: Round.Phase) -> Refusal {
        let name = round.name.phrase
        switch phase {
        case .announced: return Refusal(.conflict, "round-announced", "“\(name.zh)”只作公布，不在此受理申报。", "“\(name.en)” is only announced here; no declarations are taken.")
        case .scheduled:
            return Refusal(.conflict, "round-early", "“\(name.zh)”尚未开始申报。请到开始时间后再提交，草稿已保存。", "“\(name.en)” has not opened yet. Submit once it has; your draft is kept.")
        case .cancelled: return Refusal(.conflict, "round-cancelled", "“\(name.zh)”已取消。", "“\(name.en)” has been cancelled.")
        case .open, .correcting, .deciding, .published, .appealed, .settled:
            return Refusal(
                .conflict, "round-closed", "“\(name.zh)”已于截止时间关闭，以服务器收到的时间为准，逾期视为放弃本轮资格。草稿仍为您保留。",
                "“\(name.en)” closed at its deadline, by the server's clock; what comes later counts as given up for this round. Your draft is kept.")
        }
    }

    /// Nothing goes back to a unit that could not hand it in again.
    static func mayBeReturned(in phase: Round.Phase) throws(Refusal) {
        guard phase == .open || phase == .correcting else {
            throw Refusal(
                .conflict, "round-return-late", "申报和补正的时间都已过，退回后单位无法再提交。请直接受理或说明理由不予受理。",
                "The time for declarations and corrections is over: the unit could not hand it in again. Accept it, or decline it with a reason.", field: "event")
        }
    }

    /// Why this unit may not declare; nil: it may. `path` leads from its province to its seat.
    static func hindrance(of unit: Organisation, path: [Region], under rule: RoundRule) -> Phrase? {
        let who = rule.who
        if !who.units.isEmpty, !who.units.contains(unit.key) {
            return Phrase("本轮只面向办理单位选定的单位，名单中没有贵单位。", "This round is for units that its office has chosen; yours is not among them.")
        }
        if !who.kinds.isEmpty, !who.kinds.contains(unit.kind) {
            return Phrase(
                "本轮只面向：\(who.kinds.map(\.title.zh).joined(separator: "、"))；贵单位登记为“\(unit.kind.title.zh)”。如登记有误，请先更正单位资料。",
                "This round is for: \(who.kinds.map(\.title.en).joined(separator: ", ")); your unit is entered as “\(unit.kind.title.en)”. If that is wrong, mend its profile first.")
        }
        if !who.levels.isEmpty, !who.levels.contains(UnitLevel(of: path)) {
            return Phrase(
                "本轮只面向：\(who.levels.map(\.title.zh).joined(separator: "、"))；按所在地，贵单位为\(UnitLevel(of: path).title.zh)。",
                "This round is for \(who.levels.map(\.title.en).joined(separator: ", ")); by your seat, yours is among \(UnitLevel(of: path).title.en).")
        }
        if !who.regions.isEmpty, !path.contains(where: { who.regions.contains($0.code) }) {
            return Phrase("本轮不面向贵单位所在的地区。", "This round is not for the region in which your unit sits.")
        }
        return nil
    }

    /// What is missing in a declaration that is to be handed in, by the names of its fields.
    static func flaws(in body: DeclarationBody, of level: UnitLevel, under rule: RoundRule) -> [(field: String, says: Phrase)] {
        var flaws: [(field: String, says: Phrase)] = []
        if body.wants.isEmpty { flaws.append((DeclarationForm.want(rule.lots.first?.key ?? ""), Phrase("请至少申报一种资源，并填写套数。", "Ask for one thing at least: say how many sets."))) }
        for want in body.wants {
            guard let lot = rule.lot(want.lot) else { continue }
            let name = lot.name.phrase
            if want.sets > lot.sets {
                flaws.append((DeclarationForm.want(lot.key), Phrase("“\(name.zh)”共 \(lot.sets) 套，申报不能超过此数。", "There are \(lot.sets) sets of “\(name.en)”: ask for no more.")))
            }
            if !lot.levels.isEmpty, !lot.levels.contains(level) {
                let (zh, en) = (lot.levels.map(\.title.zh).joined(separator: "、"), lot.levels.map(\.title.en).joined(separator: ", "))
                flaws.append((DeclarationForm.want(lot.key), Phrase("“\(name.zh)”只面向\(zh)，贵单位为\(level.title.zh)，请删去。", "“\(name.en)” is for \(en) only; yours is among \(level.title.en). Take it out.")))
            }
        }
        if let period = body.period {
            if period.from == nil || period.to == nil {
                flaws.append((period.from == nil ? DeclarationForm.useFrom : DeclarationForm.useTo, Phrase("使用日期请从头到尾都填，或都不填。", "Give the first and the last day of use, or neither.")))
            } else if let from = period.from, let to = period.to, to < from || from.days(until: to) >= DeclarationBody.Period.longest {
                flaws.append((DeclarationForm.useTo, Phrase("结束日期应不早于开始日期，并且最多 \(DeclarationBody.Period.longest) 天。", "The last day should not be before the first, and no more than \(DeclarationBody.Period.longest) days.")))
            }
        }
        for question in rule.questions where question.isRequired && question.kind != .yes && body.answers[question.key] == nil {
            let name = question.name.phrase
            flaws.append((DeclarationForm.answer(question.key), Phrase("请填写“\(name.zh)”。", "“\(name.en)” is needed.")))
        }
        for question in rule.questions {
            guard let answer = body.answers[question.key], !question.takes(answer) else { continue }
            let name = question.name.phrase
            flaws.append((DeclarationForm.answer(question.key), Phrase("“\(name.zh)”填写得不对或太长，请重新填写。", "“\(name.en)” is not what is asked for, or too long. Enter it again.")))
        }
        return flaws
    }
}

extension UnitLevel {
    /// By the seat, as the tree leads to it.
    init(of path: [Region]) {
        switch path.last?.level {
        case .province: self = .province
        case .prefecture: self = .prefecture
        case .county: self = .county
        case nil: self = .nation
        }
    }
}
