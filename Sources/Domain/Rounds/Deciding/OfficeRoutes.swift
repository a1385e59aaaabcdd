import Access
import Kernel
import Language
import Rooms
import Storage
import Venues
import Web
import Workflow

/// `/desk/rounds`: the office that opens a round, checks what comes, allocates and publishes.
enum OfficeRoutes {
    static let item = DeskItem("/desk/rounds", "实体资源配发", "Rounds and allocation", permission: Rounds.run, in: .resources, order: 65)

    static let unknown = Refusal(.invalid, "round-step", "没有这样的操作。请用页面上的按钮。", "There is no such step. Use the buttons of the page.", field: "event")

    static let routes: [Route] = [
        .get("/desk/rounds", .permitted(Rounds.run), filters: []) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try OfficeListPage(for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/rounds/{key}", .permitted(Rounds.run), filters: ["state", "page"]) { visit in try await page(visit).answer(visit) },
        .post("/desk/rounds/{key}/decisions", .permitted(Rounds.run)) { visit in try await decideMany(visit) },
        .get("/desk/rounds/{key}/trial", .permitted(Rounds.run), filters: []) { visit in try await trial(visit).answer(visit) },
        .post("/desk/rounds/{key}/publication", .permitted(Rounds.run)) { visit in
            let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
            do {
                try await visit.database.write { tx in try tx.publish(key, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                var page = try await page(visit)
                page.problem = refusal
                return page.answer(visit)
            }
            return visit.see("/desk/rounds/\(key)", saying: Phrase("结果已公布，各单位会收到通知。", "The result is public; every unit is told."))
        },
        .post("/desk/rounds/{key}/settlement", .permitted(Rounds.run)) { visit in
            let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
            do {
                try await visit.database.write { tx in try tx.settle(key, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                var page = try await page(visit)
                page.problem = refusal
                return page.answer(visit)
            }
            return visit.see("/desk/rounds/\(key)", saying: Phrase("本轮已定案，可以交接。", "The round is settled; sets can be handed over."))
        },
        .get("/desk/rounds/{key}/declarations/{id}", .permitted(Rounds.run), filters: []) { visit in try await one(visit).answer(visit) },
        .post("/desk/rounds/{key}/declarations/{id}", .permitted(Rounds.run)) { visit in
            let (identity, id, step) = (try visit.signedIn(), try visit.id("id", of: RoundDeclaration.noun, RoundDeclaration.self), try step(visit))
            do {
                try await visit.database.write { tx in try tx.step(id, step, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                var page = try await one(visit)
                page.problem = refusal
                return page.answer(visit)
            }
            return visit.see("/desk/rounds/\(visit.parameter("key"))", saying: Phrase("已办理。", "Done."))
        },
    ]

    private static func step(_ visit: Visit) throws -> DeclarationStep {
        let events: [DeclarationEvent] = [.accept, .giveBack, .decline]
        guard let event = events.first(where: { $0.rawValue == visit.posted.fields["event"] }) else { throw unknown }
        let says = Typed.trimmed(String((visit.posted.fields["says"] ?? "").prefix(OfficePage.longestReason)))
        return DeclarationStep(event, says: event == .accept ? "" : says)
    }

    private static func round(_ visit: Visit, _ identity: Identity, in tx: Transaction) throws -> Round {
        let round = try tx.requireRound(visit.parameter("key"))
        try tx.require(Rounds.run, over: round, identity)
        return round
    }

    private static func page(_ visit: Visit) async throws -> OfficePage {
        let identity = try visit.signedIn()
        return try await visit.database.read { tx in try OfficePage(try round(visit, identity, in: tx), visit, in: tx) }
    }

    private static func trial(_ visit: Visit) async throws -> TrialPage {
        let identity = try visit.signedIn()
        return try await visit.database.read { tx in try TrialPage(try round(visit, identity, in: tx), in: tx) }
    }

    private static func one(_ visit: Visit) async throws -> OfficeDeclarationPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: RoundDeclaration.noun, RoundDeclaration.self))
        return try await visit.database.read { tx in try OfficeDeclarationPage(id, in: try round(visit, identity, in: tx), tx) }
    }

    /// Many at once; what cannot be is left as it was and told.
    private static func decideMany(_ visit: Visit) async throws -> Answer {
        let (identity, step) = (try visit.signedIn(), try step(visit))
        let ids = visit.posted.fields.all("declaration").prefix(OfficePage.pageSize).compactMap { ID<RoundDeclaration>($0) }
        let left = try await visit.database.write { tx -> [Phrase] in
            let own = try round(visit, identity, in: tx)
            var left: [Phrase] = []
            for id in ids where try tx.declaration(id)?.roundID == own.id {
                do {
                    try tx.attempt { try tx.step(id, step, by: identity) }
                } catch let refusal as Refusal {
                    let unit = try tx.declaration(id).flatMap { try tx.organisation($0.organisationID) }?.name.phrase ?? Phrase(same: id.text)
                    left.append(Phrase("\(unit.zh)：\(refusal.phrase.zh)", "\(unit.en): \(refusal.phrase.en)"))
                }
            }
            return left
        }
        if left.isEmpty, !ids.isEmpty {
            return visit.see("/desk/rounds/\(visit.parameter("key"))", saying: Phrase("已办理 \(ids.count) 份。", "\(Plural.en(ids.count, "declaration", "declarations")) decided."))
        }
        var page = try await page(visit)
        page.left = left
        if ids.isEmpty { page.problem = Refusal(.invalid, "none-ticked", "请先勾选要办理的申报。", "Tick the declarations to decide on first.") }
        return page.answer(visit)
    }
}
