import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What units and offices are told of rounds.
enum RoundLetter {
    static let declaring = MessageKind("rounds.declaring", "实体资源申报", "What became of a declaration")
    static let appealing = MessageKind("rounds.appealing", "配发申诉", "Appeals in rounds")

    static let kinds = [declaring, appealing]
}

extension Transaction {
    private func tellUnit(_ unit: ID<Organisation>, _ kind: MessageKind, _ subject: Phrase, _ body: Phrase, path: String, except actor: ID<Account>? = nil) throws {
        for account in try holders(of: .host, exactlyOver: .organisation(unit.number)) where account != actor {
            try tell(Message(kind, to: .account(account), subject: subject, body: body, path: path))
        }
    }

    /// Returned, accepted, declined: its unit is told.
    func tell(of declaration: RoundDeclaration, _ step: DeclarationStep, in round: Round, by actor: ID<Account>) throws {
        let name = round.name.phrase
        let why = step.says.isEmpty ? Phrase("", "") : Phrase("\n\n理由：\(step.says)", "\n\nReason: \(step.says)")
        let said: (Phrase, Phrase)
        switch step.event {
        case .giveBack: said = (Phrase("申报被退回：\(name.zh)", "Returned: \(name.en)"), Phrase("请修改后重新提交。", "Mend it and hand it in again."))
        case .decline: said = (Phrase("申报不予受理：\(name.zh)", "Declined: \(name.en)"), Phrase("贵单位的申报不予受理。", "Your declaration was declined."))
        case .accept: said = (Phrase("申报已受理：\(name.zh)", "Accepted: \(name.en)"), Phrase("截止后统一按公布的标准配发，先后不影响结果。", "After the close everything is allocated by the published rule; who came first does not count."))
        default: return
        }
        try tellUnit(declaration.organisationID, RoundLetter.declaring, said.0, said.1 + why, path: "/desk/declarations/\(declaration.id.text)", except: actor)
    }

    func tellResult(of line: RoundTrial.Line, in trial: RoundTrial, by actor: ID<Account>) throws {
        let name = trial.round.name.phrase, score = Points.text(line.score.score)
        var body = Phrase("得 \(score) 分，本轮第 \(line.place) 名，本省第 \(line.provincePlace) 名。", "You have \(score) points: place \(line.place) of all, \(line.provincePlace) in your province.")
        for outcome in line.wants { body = body + Phrase("\n\n", "\n\n") + OutcomeWords.says(outcome, of: line, in: trial) }
        try tellUnit(
            line.declaration.organisationID, RoundLetter.declaring, Phrase("配发结果：\(name.zh)", "The result: \(name.en)"), body,
            path: "/desk/declarations/\(line.declaration.id.text)", except: actor)
    }

    /// The round is settled: whoever was given something is told how it is received.
    func tellSettled(_ round: Round, by actor: ID<Account>) throws {
        let name = round.name.phrase
        let given = try rows(
            """
            SELECT DISTINCT d.id, d.organisation_id FROM rounds_want w JOIN rounds_declaration d ON d.id = w.declaration_id
            WHERE w.round_id = \(round.id) AND w.given > 0 ORDER BY d.id
            """) { (declaration: try $0.id("id", RoundDeclaration.self), unit: try $0.id("organisation_id", Organisation.self)) }
        for one in given {
            try tellUnit(
                one.unit, RoundLetter.declaring, Phrase("已定案：\(name.zh)", "Settled: \(name.en)"),
                Phrase("本轮已定案，可以交接。请打开申报，约定借用日期。", "The round is settled and the sets can be handed over. Open your declaration to agree on the days."),
                path: "/desk/declarations/\(one.declaration.text)", except: actor)
        }
    }

    func tellMore(_ sets: Int, _ lot: Lot, _ declaration: RoundDeclaration, in round: Round) throws {
        let name = lot.name.phrase
        try tellUnit(
            declaration.organisationID, RoundLetter.declaring, Phrase("候补获配：\(name.zh)", "From the waiting list: \(name.en)"),
            Phrase("他人交回后，贵单位从候补名单获配 \(sets) 套。", "After others gave some back, your unit receives \(Plural.en(sets, "set", "sets")) from the waiting list."),
            path: "/desk/declarations/\(declaration.id.text)")
    }

    func tellDecision(of appeal: Appeal, _ event: Appeal.Event, _ says: String, in round: Round) throws {
        let declaration = try requireDeclaration(appeal.declarationID), name = round.name.phrase
        let subject = event == .uphold ? Phrase("申诉成立：\(name.zh)", "Your appeal was upheld: \(name.en)") : Phrase("申诉不成立：\(name.zh)", "Your appeal was dismissed: \(name.en)")
        try tellUnit(declaration.organisationID, RoundLetter.appealing, subject, Phrase("理由：\(says)", "Reason: \(says)"), path: "/desk/declarations/\(declaration.id.text)")
    }
}
