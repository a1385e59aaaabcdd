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
                try await visit.database.write { tx in try tx.withdraw(tx.changeableAgreement(id, for: identity), by: identity) }
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
                let task = try await visit.database.write { tx in
                    try tx.commit(fields["commitment"] ?? "", of: try tx.deskAgreement(id, for: identity), lead: lead, due: due, by: identity)
                }
                return visit.see("/desk/duties/\(task.id.text)", saying: Phrase("已立为任务，由对方核验。", "It is a task now; the other side verifies it."))
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                var page = try await page(visit)
                (page.problem, page.posted) = (refusal, fields)
                return page.answer(visit)
            }
        },
    ]

    private static let noun = Phrase("这份协议", "agreement")

    private static func page(_ visit: Visit) async throws -> AgreementPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: noun, Agreement.self))
        return try await visit.database.read { tx in AgreementPage(desk: try AgreementDesk(try tx.deskAgreement(id, for: identity), for: identity, in: tx)) }
    }
}
