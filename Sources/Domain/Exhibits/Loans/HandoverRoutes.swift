import Access
import Files
import Kernel
import Language
import Rooms
import Storage
import Venues
import Web
import Workflow

/// Packing, accepting and inspecting: what is done standing, with a phone in the hand.
enum HandoverRoutes {
    static func routes(_ house: House) -> [Route] { [
        .post("/desk/loans/{id}/packing", .permitted(Exhibits.lend)) { visit in try await scan(visit, house) },
        .post("/desk/loans/{id}/crates", .permitted(Exhibits.lend)) { visit in try await pack(visit, house) },
        .post("/desk/loans/{id}/acceptance", .permitted(Exhibits.borrow), bodyLimit: Photo.formLimit) { visit in try await hand(visit, house, .accepted) },
        .post("/desk/loans/{id}/inspection", .permitted(Exhibits.lend), bodyLimit: Photo.formLimit) { visit in try await hand(visit, house, .inspected) },
    ] }

    /// Ticks the thing whose label was scanned.
    private static func scan(_ visit: Visit, _ house: House) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Loan.noun, Loan.self))
        let code = LoanRoutes.text(visit, "code")
        return try await LoanRoutes.changing(visit, house, saying: Phrase("已勾选。", "Ticked.")) { tx in
            let list = try tx.packingList(of: id, by: identity)
            guard let piece = PieceCode.piece(code, among: list) else {
                throw Refusal(
                    .invalid, "loan-code", "装箱单上没有“\(code.prefix(60))”。请核对编号，或确认拿的是这一套里的展品。",
                    "There is no “\(code.prefix(60))” on this list. Check the number, or whether it belongs to this set.", field: "code")
            }
            try tx.tick([piece.id], of: id, by: identity)
        }
    }

    /// Keeps the ticks of the whole list; closes the crates where the button says so.
    private static func pack(_ visit: Visit, _ house: House) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Loan.noun, Loan.self))
        let ticked = visit.posted.fields.all("packed").compactMap { ID<Piece>($0) }
        let closes = visit.posted.fields["close"] != nil, reason = LoanRoutes.text(visit, "missing_reason")
        let said = closes ? Phrase("装箱完成。", "It is packed.") : Phrase("已保存勾选。", "The ticks are kept.")
        return try await LoanRoutes.changing(visit, house, saying: said) { tx in
            let known = Set(try tx.packingList(of: id, by: identity).map(\.id)), on = known.intersection(ticked)
            try tx.tick(Array(on), of: id, by: identity)
            try tx.tick(Array(known.subtracting(on)), packed: false, of: id, by: identity)
            if closes { try tx.pack(id, missing: reason, by: identity) }
        }
    }

    private static func hand(_ visit: Visit, _ house: House, _ kind: Photo.Kind) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Loan.noun, Loan.self))
        // Who may is asked before any photograph is put on the shelf.
        try await visit.database.read { tx in _ = try kind == .accepted ? tx.borrowersLoan(id, identity) : tx.ownersLoan(id, identity) }
        let fields = visit.posted.fields, remark = LoanRoutes.text(visit, "remark"), siteChecked = fields["site_checked"] != nil
        var findings: [Finding] = []
        for name in fields.pairs.map(\.name) where name.hasPrefix("condition-") {
            guard let piece = ID<Piece>(String(name.dropFirst("condition-".count))), let condition = Condition(rawValue: fields[name] ?? "") else {
                continue
            }
            findings.append(Finding(piece: piece, condition: condition, remark: LoanRoutes.text(visit, "remark-\(piece.text)")))
        }
        let found = findings
        let said =
            kind == .accepted
            ? Phrase("已验收，提供单位会收到通知。", "It is accepted; its owner is told.")
            : Phrase("已查验入库，这次借展结束。", "It is inspected and stored; the loan is over.")
        let photos: [(field: String, file: ShelvedFile)]
        do { photos = try await Photo.taken(visit) { $0 == "photos" || $0.hasPrefix("photo-") } } catch let refusal as Refusal
            where refusal.kind == .invalid
        {
            return try await LoanRoutes.changing(visit, house, saying: said) { _ in throw refusal }
        }
        do {
            try await visit.database.write { tx in
                if kind == .accepted {
                    try tx.accept(id, found, siteChecked: siteChecked, remark: remark, by: identity)
                } else {
                    try tx.inspect(id, found, remark: remark, by: identity)
                }
                try tx.add(photos, kind, of: id, by: identity)
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            // A browser does not send the photographs again by itself: those of a handover that is still to come are kept.
            let isKept = photos.isEmpty ? false : try await visit.database.write { tx in try tx.keepForLater(photos, kind, of: id, by: identity) }
            return try await LoanRoutes.changing(visit, house, saying: said) { _ in throw isKept ? refusal.photosKept : refusal }
        }
        return visit.see("/desk/loans/\(id.text)", saying: said)
    }
}

extension Refusal {
    /// The same, and that nobody has to choose the photographs again.
    fileprivate var photosKept: Refusal {
        Refusal(kind, code, phrase + Phrase("照片已保留，不用再选。", " The photographs are kept; there is no need to choose them again."), field: field)
    }
}

extension Transaction {
    fileprivate func add(_ photos: [(field: String, file: ShelvedFile)], _ kind: Photo.Kind, of id: ID<Loan>, by identity: Identity) throws {
        for one in photos {
            let piece = one.field.hasPrefix("photo-") ? ID<Piece>(String(one.field.dropFirst("photo-".count))) : nil
            try addPhoto(one.file, kind, of: id.number, piece: piece, by: identity.account.id)
        }
    }

    /// Keeps them where the handover is still to come and there is room for them. Gives whether it did.
    fileprivate func keepForLater(_ photos: [(field: String, file: ShelvedFile)], _ kind: Photo.Kind, of id: ID<Loan>, by identity: Identity) throws -> Bool {
        let loan = try kind == .accepted ? borrowersLoan(id, identity) : ownersLoan(id, identity)
        let present = try number("SELECT COUNT(*) FROM exhibits_photo WHERE kind = \(kind) AND subject = \(id)") ?? 0
        guard Loan.workflow.events(in: loan.state).contains(kind == .accepted ? .accept : .inspect), Int(present) + photos.count <= Photo.most else { return false }
        try add(photos, kind, of: id, by: identity)
        return true
    }
}

extension Transaction {
    /// What is to be packed, for the owner, while it is to be packed.
    fileprivate func packingList(of id: ID<Loan>, by identity: Identity) throws -> [Piece] {
        _ = try Loan.workflow.transition(from: try ownersLoan(id, identity).state, on: .pack)
        return try pieces(of: id).map(\.piece)
    }
}
