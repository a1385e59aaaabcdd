import Access
import Kernel
import Language
import Storage
import Venues
import Web

/// One thing: at the desk, and at the address of its label.
enum PieceRoutes {
    static let routes: [Route] = [
        .get("/exhibits/{id}", .anyone, filters: []) { visit in try await open(visit).answer(visit) },
        .post("/exhibits/{id}/faults", .anyone) { visit in try await report(visit) },
        .get("/desk/pieces/{id}", .permitted(Exhibits.see), filters: []) { visit in try await page(visit).answer(visit) },
        .post("/desk/pieces/{id}", .permitted(Exhibits.keep)) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Piece.noun, Piece.self))
            var page = try await page(visit)
            var reading = PieceForm.form(page.sets).read(visit.posted)
            if reading.isGood {
                let read = reading, hasSets = !page.sets.isEmpty
                do {
                    try await visit.database.write { tx in
                        let piece = try tx.ownersPiece(id, identity)
                        try tx.change(piece, number: read.text("number"), place: read.text("place"), by: identity.account.id.number)
                        if hasSets { try tx.move(id, into: ID(read.text("set")), by: identity.account.id.number) }
                    }
                    return visit.see("/desk/pieces/\(id.text)", saying: Phrase("已保存。", "Saved."))
                } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
            }
            page.reading = reading
            return try page.answer(visit)
        },
        .post("/desk/pieces/{id}/retirement", .permitted(Exhibits.keep)) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Piece.noun, Piece.self))
            let reason = String((visit.posted.fields["reason"] ?? "").prefix(300))
            return try await asked(visit, said: Phrase("已退役。", "It is retired.")) { tx in
                _ = try tx.ownersPiece(id, identity)
                try tx.retire(id, reason: reason, by: identity.account.id.number)
            }
        },
        .post("/desk/pieces/{id}/faults", .permitted(Exhibits.keep)) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Piece.noun, Piece.self))
            let reading = FaultForm.report.read(visit.posted), says = reading.text("says")
            guard reading.isGood else {
                var page = try await page(visit)
                page.problem = Refusal(.invalid, "fault-says", reading.remark(on: "says") ?? Phrase("请写明故障。", "Say what is broken."), field: "says")
                return try page.answer(visit)
            }
            return try await visit.making { tx in
                _ = try tx.ownersPiece(id, identity)
                let fault = try tx.addFault(FaultDraft(piece: id, source: .use, says: says), by: identity.account.id)
                return Made(at: "/desk/faults/\(fault.text)", saying: Phrase("已报修。", "It is reported."))
            }
        },
    ]

    private static func page(_ visit: Visit) async throws -> PiecePage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Piece.noun, Piece.self))
        return try await visit.database.read { tx in try PiecePage(id, for: identity, in: tx) }
    }

    private static func asked(_ visit: Visit, said: Phrase, _ unit: @escaping @Sendable (Transaction) throws -> Void) async throws -> Answer {
        do { try await visit.database.write(unit) } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            var page = try await page(visit)
            page.problem = refusal
            return try page.answer(visit)
        }
        return visit.see("/desk/pieces/\(visit.parameter("id"))", saying: said)
    }

    private static func open(_ visit: Visit) async throws -> PublicPiecePage {
        let (identity, id) = (visit.identity, try visit.id("id", of: Piece.noun, Piece.self))
        guard let page = try await visit.database.read({ tx in try PublicPiecePage(id, for: identity, in: tx) }) else {
            throw Refusal.notFound(Piece.noun)
        }
        return page
    }

    /// A docent of the borrower or the owner says it for their unit; anybody else is a visitor.
    private static func report(_ visit: Visit) async throws -> Answer {
        let (identity, id) = (visit.identity, try visit.id("id", of: Piece.noun, Piece.self))
        var page = try await open(visit)
        let reading = FaultForm.report.read(visit.posted), says = reading.text("says"), network = visit.remote
        guard reading.isGood else {
            page.reading = reading
            return page.answer(visit)
        }
        try await visit.database.write { tx in
            guard let piece = try tx.piece(id) else { throw Refusal.notFound(Piece.noun) }
            let isStaff = try identity.map { try $0.may(Exhibits.keep, within: tx.scopesAround(piece)) } ?? false
            if !isStaff { try tx.takeReport(from: network) }
            _ = try tx.addFault(FaultDraft(piece: id, source: isStaff ? .use : .visitor, says: says), by: isStaff ? identity?.account.id : nil)
        }
        return visit.see("/exhibits/\(id.text)", saying: Phrase("收到了，谢谢。工作人员会来看。", "Thank you, it is noted. Somebody will look at it."))
    }
}

extension Transaction {
    /// Where a role over a thing may be held: over its owner, and over who has it now.
    func scopesAround(_ piece: Piece) throws -> [Scope] { try organisationScopes(piece.ownerID) + organisationScopes(piece.holderID) }

    func ownersPiece(_ id: ID<Piece>, _ identity: Identity) throws -> Piece {
        guard let piece = try piece(id) else { throw Refusal.notFound(Piece.noun) }
        try identity.require(Exhibits.keep, within: try organisationScopes(piece.ownerID))
        return piece
    }
}
