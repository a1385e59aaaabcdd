package import Kernel

/// Which claim counts, and why the others do not (counting.md §2). Pure.
package enum ClaimRules {
    /// The one claim of a subject and indicator that counts, or nil. `claims` are all of that one subject and indicator.
    package static func counted(of claims: [Claim]) -> Claim? {
        claims.filter { rank($0) != nil }.max { a, b in
            let (left, right) = (rank(a) ?? 0, rank(b) ?? 0)
            return left == right ? order(a) < order(b) : left < right
        }
    }

    /// How strong a claim is; nil where it cannot count.
    package static func rank(_ claim: Claim) -> Int? {
        guard claim.method != .booked else { return nil }
        if claim.isCorrection { return claim.state == .accepted ? 5 : nil }
        switch claim.method {
        case .measured where claim.state == .rejected || claim.state == .returned: return nil
        // A door that saw nobody and did not cover the session has measured nothing: unknown, not 0.
        case .measured where claim.source == Claim.door && !claim.coversWhole && claim.value == 0: return nil
        case .measured: return claim.coversWhole ? 4 : 1
        case .reported: return claim.state == .accepted ? 3 : nil
        case .estimated: return claim.state == .accepted ? 2 : nil
        case .booked: return nil
        }
    }

    /// Among equals the newest counts; a door that scans tickets knows better than a counter beside it.
    private static func order(_ claim: Claim) -> (Int, Int64) {
        (claim.source == Claim.door ? 1 : 0, claim.id.number)
    }

    /// Why a claim is not counted beside `counted`; nil for the counted claim itself.
    /// - Parameter sessionsCount: the claim is about the whole activity, and its sessions have counted claims.
    package static func whyNot(_ claim: Claim, counted: Claim?, sessionsCount: Bool = false) -> Phrase? {
        if let counted, counted.id == claim.id { return nil }
        if claim.method == .booked { return Phrase("预约不是到场，只并列显示", "Places booked are no visits; they stand beside") }
        switch claim.state {
        case .received where claim.method != .measured: return Phrase("尚未核验", "Not checked yet")
        case .returned: return Phrase("已退回", "Returned") + because(claim)
        case .rejected: return Phrase("不予认定", "Rejected") + because(claim)
        default: break
        }
        if sessionsCount { return Phrase("各场次已有计入的数据，整项数据不再计", "Its sessions have counted claims, so none for the whole counts") }
        guard let counted else { return Phrase("未计入", "Not counted") }
        if counted.supersedes == claim.id { return Phrase("已更正为 \(counted.value)", "Corrected to \(counted.value)") }
        if counted.isCorrection { return Phrase("以更正后的数据为准", "A correction counts instead") }
        if counted.method == claim.method, counted.coversWhole == claim.coversWhole {
            return counted.source == Claim.door && claim.source != Claim.door
                ? Phrase("以检票数据为准", "The door's scans count instead") : Phrase("以较新的同类数据为准", "A newer claim of the same kind counts instead")
        }
        switch counted.method {
        case .measured: return Phrase("以全程实测为准", "A measurement of the whole session counts instead")
        case .reported: return Phrase("以已认定的上报为准", "An accepted report counts instead")
        case .estimated: return Phrase("以已认定的估算为准", "An accepted estimate counts instead")
        case .booked: return Phrase("未计入", "Not counted")
        }
    }

    private static func because(_ claim: Claim) -> Phrase {
        claim.decision.isEmpty ? Phrase("", "") : Phrase("：\(claim.decision)", ": \(claim.decision)")
    }

    /// Accepting a report or an estimate needs evidence, or a reason that somebody states.
    package static func checkDecision(_ event: ClaimEvent, on claim: Claim, reason: String) throws(Refusal) {
        if claim.method == .booked {
            throw Refusal(.conflict, "booked-claim", "预约数由系统随预约更新，无须核验。", "The program keeps the booked claim in step; there is nothing to decide.")
        }
        if claim.method == .measured, event != .accept {
            throw Refusal(
                .conflict, "measured-claim", "实测数据到达即计入，只能确认；如有错误，请更正并说明理由。",
                "A measured claim counts on arrival and can only be confirmed; where it is wrong, correct it and say why.")
        }
        if event == .accept, claim.method != .measured, !claim.hasEvidence, claim.reason.isEmpty, reason.isEmpty {
            throw Refusal(
                .invalid, "accept-without-evidence", "没有证据也没有说明：认定须写明理由，或退回请对方补充。",
                "There is neither evidence nor a reason: say why you accept it, or return it.", field: "reason")
        }
        if event == .accept, !claim.warnings.isEmpty, claim.reason.isEmpty, reason.isEmpty {
            throw Refusal(
                .invalid, "accept-unusual", "这个数不同寻常，对方没有说明：认定须写明理由，或退回请对方说明。",
                "The number is unusual and nothing was said about it: say why you accept it, or return it.", field: "reason")
        }
        if event != .accept, reason.isEmpty {
            throw Refusal(.invalid, "no-reason", "退回或不予认定须说明理由。", "Give the reason when you return or reject a claim.", field: "reason")
        }
    }
}
