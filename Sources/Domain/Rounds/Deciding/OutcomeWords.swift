import Kernel
import Language

/// Why a unit received what it did, in a sentence.
enum OutcomeWords {
    static func says(_ outcome: RoundTrial.Outcome, of line: RoundTrial.Line, in trial: RoundTrial) -> Phrase {
        let lot = trial.round.rule.lots[outcome.lot], name = lot.name.phrase, own = Points.text(line.score.score)
        guard let hindrance = outcome.hindrance else {
            return Phrase("“\(name.zh)”申报 \(outcome.asked) 套，全部配发。", "All \(Plural.en(outcome.asked, "set", "sets")) of “\(name.en)” that you asked for.")
        }
        let given = outcome.given == 0
            ? Phrase("“\(name.zh)”申报 \(outcome.asked) 套，未获配发：", "Nothing of the \(Plural.en(outcome.asked, "set", "sets")) of “\(name.en)” that you asked for: ")
            : Phrase("“\(name.zh)”申报 \(outcome.asked) 套，配发 \(outcome.given) 套：", "\(outcome.given) of the \(Plural.en(outcome.asked, "set", "sets")) of “\(name.en)”: ")
        return given + why(hindrance, lot, own, line, trial) + queue(outcome)
    }

    private static func why(_ hindrance: Allocation.Hindrance, _ lot: Lot, _ own: String, _ line: RoundTrial.Line, _ trial: RoundTrial) -> Phrase {
        switch hindrance {
        case .enough:
            let most = trial.round.rule.mostPerUnit ?? 0
            return Phrase("每家单位合计最多 \(most) 套，已按志愿顺序配满。", "one unit receives \(Plural.en(most, "set", "sets")) in all at most, which yours has, by its own order of preference.")
        case .quota(let last):
            let most = trial.round.rule.quota.most(of: lot, in: line.declaration.province)
            let end = end(last, line, trial, own)
            return Phrase("本省最多 \(most) 套，已由得分更高的单位用完", "your province may have \(Plural.en(most, "set", "sets")) at most, and units with higher scores used them up") + end
        case .stock(let last, let setAside):
            var says = Phrase("\(lot.sets) 套已由得分更高的单位配完", "the \(Plural.en(lot.sets, "set", "sets")) went to units with higher scores")
            if last == nil { says = Phrase("\(lot.sets) 套都在各省保底之内配完", "the \(Plural.en(lot.sets, "set was", "sets were")) set aside for provinces") }
            says = says + (last.map { end($0, line, trial, own) } ?? Phrase("。", "."))
            if setAside > 0 { says = says + Phrase("另有 \(setAside) 套按规则先保证其他省。", " \(setAside) more went first to other provinces, as the rule sets aside.") }
            return says
        }
    }

    /// Who was the last to be given any, and how far off this unit stood.
    private static func end(_ last: Int, _ line: RoundTrial.Line, _ trial: RoundTrial, _ own: String) -> Phrase {
        let other = trial.lines[last]
        if other.place == line.place { return Phrase("，最后一套配到贵单位为止（\(own) 分）。", "; yours (\(own)) was the last to be given any.") }
        if other.score.total == line.score.total {
            return Phrase("；最后一家与贵单位同为 \(own) 分，按同分规则排在前面。", "; the last one placed had \(own) as you have, and stood before you by the rule for equal scores.")
        }
        let score = Points.text(other.score.score)
        return Phrase("；最后一家得 \(score) 分，贵单位得 \(own) 分。", "; the last one placed had \(score), you have \(own).")
    }

    private static func queue(_ outcome: RoundTrial.Outcome) -> Phrase {
        outcome.queue.map { Phrase("候补第 \($0) 位。", " You are number \($0) on the waiting list.") } ?? Phrase("", "")
    }
}
