import Access
import Kernel
import Rooms
import Storage
import Venues
import Web

/// `/desk/agreements`: for the parties.
enum AgreementRoutes {
    static let item = DeskItem("/desk/agreements", "合作协议", "Agreements", permission: Plans.carryOut, in: .plans, order: 15)

    static let routes: [Route] = [
        .get("/desk/agreements", .permitted(Plans.carryOut), filters: ["page"]) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try AgreementListPage(visit, for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/agreements/new", .permitted(Plans.steer), filters: []) { visit in AgreementForm.page(visit, AgreementForm.form.empty) },
        .post("/desk/agreements/new", .permitted(Plans.steer)) { visit in try await AgreementForm.receive(visit) },
        .get("/desk/agreements/{id}", .permitted(Plans.carryOut), filters: []) { visit in try await page(visit).answer(visit) },
        .get("/desk/agreements/{id}/edit", .permitted(Plans.steer), filters: []) { visit in try await AgreementForm.filled(visit, try visit.id("id", of: noun, Agreement.self)) },
        .post("/desk/agreements/{id}/edit", .permitted(Plans.steer)) { visit in try await AgreementForm.receive(visit, changing: try visit.id("id", of: noun, Agreement.self)) },
        .post("/desk/agreements/{id}/removal", .permitted(Plans.steer)) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: noun, Agreement.self))
            do {
                try await visit.database.write { tx in
                    try tx.lockAgreement(id)
                    try tx.withdraw(tx.changeableAgreement(id, for: identity), by: identity)
                }
                return visit.see("/desk/agreements", saying: Phrase("协议已移除。", "The agreement is removed."))
            } catch let refusal as Refusal where refusal.kind == .conflict {
                var page = try await page(visit)
                page.problem = refusal
                return page.answer(visit)
            }
        },
        .post("/desk/agreements/{id}/tasks", .permitted(Plans.carryOut)) { visit in
            let (identity, id, fields) = (try visit.signedIn(), try visit.id("id", of: noun, Agreement.self), visit.posted.fields)
            do {
                guard let due = Day(iso: Typed.trimmed(fields["due"] ?? "")) else {
                    throw Refusal(.invalid, "day", "请填写完成期限，写作 2023-06-30。", "Give the day by which it is due, like 2023-06-30.", field: "due")
                }
                guard let lead = ID<Organisation>(fields["lead"] ?? "") else { throw Refusal(.invalid, "unit-unknown", "请选择负责的单位。", "Choose the unit that answers for it.", field: "lead") }
                let made = try await visit.database.write { tx in
                    try tx.lockAgreement(id)
                    return try tx.commit(fields["commitment"] ?? "", of: try tx.deskAgreement(id, for: identity), lead: lead, due: due, by: identity)
                }
                return visit.see("/desk/duties/\(made.task.id.text)", saying: made.isNew ? Phrase("已立为任务，由对方核验。", "It is a task now; the other side verifies it.") : there(made.task))
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                var page = try await page(visit)
                (page.problem, page.posted) = (refusal, fields)
                return page.answer(visit)
            }
        },
        .post("/desk/agreements/{id}/agree", .permitted(Plans.carryOut)) { visit in
            try await answer(visit) { tx, agreement, party, seen, identity in
                let state = try tx.agree(to: agreement, for: party, seen: seen, by: identity)
                return state == .agreed
                    ? Phrase("已确认。各方都已确认，协议公开。", "Agreed. All parties have agreed, and the agreement is public.") : Phrase("已确认，等待其他各方。", "Agreed; it waits for the other parties.")
            }
        },
        .post("/desk/agreements/{id}/decline", .permitted(Plans.carryOut)) { visit in
            let reading = AgreementAnswerView.declining.read(visit.posted)
            guard reading.isGood else {
                var page = try await page(visit)
                (page.declining, page.posted) = (reading, visit.posted.fields)
                return page.answer(visit)
            }
            return try await answer(visit, reading) { tx, agreement, party, seen, identity in
                try tx.decline(agreement, for: party, because: reading.text("says"), seen: seen, by: identity)
                return Phrase("已谢绝，各方会看到原因。", "Declined; all parties read why.")
            }
        },
    ]

    /// A party's word. What is refused shows the agreement as it is now, with the reason that was typed.
    private static func answer(
        _ visit: Visit, _ reading: FormReading? = nil, _ act: @escaping @Sendable (Transaction, Agreement, ID<Organisation>, Int64?, Identity) throws -> Phrase
    ) async throws -> Answer {
        let (identity, id, fields) = (try visit.signedIn(), try visit.id("id", of: noun, Agreement.self), visit.posted.fields)
        do {
            let says = try await visit.database.write { tx in
                try tx.lockAgreement(id)
                let agreement = try tx.deskAgreement(id, for: identity)
                guard let party = ID<Organisation>(fields["party"] ?? "") else { throw Refusal(.invalid, "agreement-party", "请选择代表哪家单位。", "Say for which body.", field: "party") }
                return try act(tx, agreement, party, Int64(fields["seen"] ?? ""), identity)
            }
            return visit.see("/desk/agreements/\(id.text)", saying: says)
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            var page = try await page(visit)
            (page.problem, page.posted, page.declining) = (refusal, fields, reading)
            return page.answer(visit)
        }
    }

    /// The side had a task of it before, whatever day was asked for now.
    private static func there(_ task: KeyTask) -> Phrase {
        guard let due = task.due else { return Phrase("这项约定早已立为任务，没有再立。", "It was a task already; nothing was made anew.") }
        return Phrase(
            "这项约定早已立为任务，期限 \(due.iso)，没有再立，期限也没有更改。", "It was a task already, due by \(due.iso); nothing was made anew, and its day was not changed.")
    }

    private static let noun = Phrase("这份协议", "agreement")

    private static func page(_ visit: Visit) async throws -> AgreementPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: noun, Agreement.self))
        return try await visit.database.read { tx in AgreementPage(desk: try AgreementDesk(try tx.deskAgreement(id, for: identity), for: identity, in: tx)) }
    }
}
