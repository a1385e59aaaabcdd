import Access
import Calls
import Dispatch
import Kernel
import Language
import Rooms
import Storage
import Venues
import Web
import Workflow

/// `/desk/declarations`: what a unit asks for.
enum DeclaringRoutes {
    static let item = DeskItem("/desk/declarations", "申报实体资源", "Declare for shared sets", permission: Rounds.declare, in: .resources, order: 31)

    static let routes: [Route] = [
        .get("/desk/declarations", .permitted(Rounds.declare), filters: []) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try DeclarationListPage(for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/rounds/{key}/declare", .permitted(Rounds.declare), filters: []) { visit in try await start(visit).answer(visit) },
        .post("/desk/rounds/{key}/declare", .permitted(Rounds.declare)) { visit in
            var page = try await start(visit)
            page.reading = page.form.read(visit.posted)
            guard page.reading.isGood, let unit = ID<Organisation>(page.reading.text("unit")) else { return page.answer(visit) }
            let (identity, round) = (try visit.signedIn(), page.round)
            do {
                return try await visit.making { tx in
                    let id = try tx.startDeclaration(in: round, of: unit, by: identity)
                    return Made(at: "/desk/declarations/\(id.text)", saying: Phrase("草稿已建好，已填入上次申报的内容。", "A draft is ready, filled in from your last declaration."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
        },
        .get("/desk/declarations/{id}", .permitted(Rounds.declare), filters: []) { visit in try await page(visit).answer(visit) },
        .post("/desk/declarations/{id}", .permitted(Rounds.declare)) { visit in try await save(visit) },
        .post("/desk/declarations/{id}/draft", .permitted(Rounds.declare)) { visit in
            let (page, identity) = (try await page(visit), try visit.signedIn())
            let body = DeclarationForm.body(page.reading.form.entered(visit.posted.fields), page.round.rule)
            let (id, seen) = (page.declaration.id, visit.posted.fields["version"])
            try await visit.database.write { tx in try tx.saveDeclaration(id, body, seen: seen, by: identity) }
            return ApplicationKeeping.kept(DeclarationForm.mark(of: body), at: page.path, visit, adding: DeclarationView.total(of: body, page.round.rule))
        },
        .get("/desk/declarations/{id}/preview", .permitted(Rounds.declare), filters: []) { visit in try await preview(visit).answer(visit) },
        .get("/desk/declarations/{id}/form.pdf", .permitted(Rounds.declare), filters: []) { visit in
            let page = try await page(visit)
            guard page.declaration.number != nil else { throw Refusal.notFound(Phrase("打印件：申报提交后才能打印", "printed form: a declaration is printed once it is handed in")) }
            let form = PrintedDeclaration(page: page, origin: visit.origin, language: visit.language, now: visit.now)
            // Drawing takes its time, and waits for nobody: not on the threads that everybody else's requests need.
            let bytes = try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async { continuation.resume(with: Result { try form.bytes() }) }
            }
            return Answer(mediaType: "application/pdf", body: bytes).header("content-disposition", "inline; filename=\"declaration-\(page.declaration.number ?? 0).pdf\"")
                .header("cache-control", "private, no-store")
        },
        .post("/desk/declarations/{id}/steps", .permitted(Rounds.declare)) { visit in try await step(visit) },
        .post("/desk/declarations/{id}/appeals", .permitted(Rounds.declare)) { visit in
            var page = try await page(visit)
            let (identity, id, text) = (try visit.signedIn(), page.declaration.id, String((visit.posted.fields["text"] ?? "").prefix(Appeal.longest)))
            do {
                return try await visit.making { tx in
                    _ = try tx.fileAppeal(id, Typed.trimmed(text), by: identity)
                    return Made(at: "/desk/declarations/\(id.text)", saying: Phrase("申诉已提出，由监督部门处理。", "The appeal is filed; the supervision office decides it."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.problem = refusal
                return page.answer(visit)
            }
        },
        .post("/desk/declarations/{id}/returns", .permitted(Rounds.declare)) { visit in
            var page = try await page(visit)
            let (identity, id, lot) = (try visit.signedIn(), page.declaration.id, visit.posted.fields["lot"] ?? "")
            let sets = Int(Typed.number(visit.posted.fields["sets"] ?? "").prefix(6)) ?? 0, had = visit.posted.fields["had"].flatMap { Int($0) }
            do {
                try await visit.database.write { tx in try tx.handBack(sets, of: lot, from: id, had: had, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.problem = refusal
                return page.answer(visit)
            }
            return visit.see(page.path, saying: Phrase("已交回，由候补名单上的下一家获配。", "Given back; the next on the waiting list receives it."))
        },
    ]

    private static func start(_ visit: Visit) async throws -> DeclarationStart {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        return try await visit.database.read { tx in try DeclarationStart(try tx.requireRound(key), for: identity, in: tx) }
    }

    /// The declaration of this address, where it is theirs; somebody else's does not exist for them.
    static func page(_ visit: Visit) async throws -> DeclarationPage {
        let (identity, id): (Identity, ID<RoundDeclaration>) = (try visit.signedIn(), try visit.id("id", of: RoundDeclaration.noun))
        return try await visit.database.read { tx in try DeclarationPage(try tx.ownDeclaration(id, identity), in: tx) }
    }

    private static func preview(_ visit: Visit) async throws -> PreviewPage {
        let (identity, id): (Identity, ID<RoundDeclaration>) = (try visit.signedIn(), try visit.id("id", of: RoundDeclaration.noun))
        return try await visit.database.read { tx in try PreviewPage(try tx.ownDeclaration(id, identity), in: tx) }
    }

    private static func save(_ visit: Visit) async throws -> Answer {
        var page = try await page(visit)
        page.reading = page.reading.form.entered(visit.posted.fields)
        // What cannot be read is told beside its field; what is merely missing is no fault of a draft.
        let checked = page.reading.form.read(visit.posted)
        for remark in checked.remarks where checked.textOrNil(remark.field) != nil { page.reading.remark(remark.field, remark.says) }
        guard page.reading.isGood else { return page.answer(visit) }
        let (identity, id, seen) = (try visit.signedIn(), page.declaration.id, visit.posted.fields["version"])
        let body = DeclarationForm.body(page.reading, page.round.rule)
        do {
            try await visit.database.write { tx in try tx.saveDeclaration(id, body, seen: seen, by: identity) }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            page.reading.remark(refusal)
            return page.answer(visit)
        }
        if visit.posted.fields["act"] == "preview" { return visit.see(page.path + "/preview") }
        return visit.see(page.path, saying: Phrase("草稿已保存。", "The draft is kept."))
    }

    private static func step(_ visit: Visit) async throws -> Answer {
        let events: [DeclarationEvent] = [.submit, .withdraw]
        guard let event = events.first(where: { $0.rawValue == visit.posted.fields["event"] }) else { throw OfficeRoutes.unknown }
        let (identity, id): (Identity, ID<RoundDeclaration>) = (try visit.signedIn(), try visit.id("id", of: RoundDeclaration.noun))
        var page = try await preview(visit)
        if event == .withdraw, visit.posted.fields["sure"] == nil {
            var own = try await self.page(visit)
            own.problem = Refusal(.invalid, "withdraw-sure", "请勾选确认后再撤回。", "Tick that you mean it, then withdraw.", field: "sure")
            return own.answer(visit)
        }
        do {
            try await visit.database.write { tx in try tx.step(id, DeclarationStep(event), by: identity) }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            page.problem = refusal
            return page.answer(visit)
        }
        let said = event == .submit ? Phrase("已提交。受理和结果会通知您。", "It is handed in. You are told when it is accepted, and of the result.") : Phrase("申报已撤回。", "The declaration is withdrawn.")
        return visit.see("/desk/declarations/\(id.text)", saying: said)
    }
}

extension Transaction {
    fileprivate func ownDeclaration(_ id: ID<RoundDeclaration>, _ identity: Identity) throws -> RoundDeclaration {
        let found = try requireDeclaration(id)
        guard identity.may(Rounds.declare, within: try organisationScopes(found.organisationID)) else { throw Refusal.notFound(RoundDeclaration.noun) }
        return found
    }
}
