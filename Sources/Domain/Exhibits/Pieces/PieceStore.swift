import Access
import Kernel
import Resources
import Storage
import Venues

extension Transaction {
    private static var named: SQL { "SELECT p.*, r.name_zh, r.name_en FROM exhibits_piece p JOIN view_resources_resource r ON r.id = p.resource_id" }

    func piece(_ id: ID<Piece>) throws -> Piece? { try row("\(sql: Self.named) WHERE p.id = \(id)", Piece.init) }

    func pieces(_ ids: [ID<Piece>]) throws -> [Piece] {
        try rows("\(sql: Self.named) WHERE p.id IN (\(list: ids)) ORDER BY p.number, p.id", Piece.init)
    }

    /// All of an exhibit, by number, retired ones last.
    func pieces(of exhibit: ID<Resource>) throws -> [Piece] {
        try rows(
            "\(sql: Self.named) WHERE p.resource_id = \(exhibit) ORDER BY CASE WHEN p.state = \(Piece.State.retired) THEN 1 ELSE 0 END, p.number, p.id",
            Piece.init)
    }

    /// What belongs to these sets, by number; without what is retired.
    func pieces(in sets: [ID<Piece>]) throws -> [Piece] {
        try rows("\(sql: Self.named) WHERE p.set_id IN (\(list: sets)) AND p.state <> \(Piece.State.retired) ORDER BY p.number, p.id", Piece.init)
    }

    /// The sets of a unit that are not retired.
    func setPieces(of owner: ID<Organisation>) throws -> [Piece] {
        try rows(
            "\(sql: Self.named) WHERE p.owner_id = \(owner) AND r.kind = \(ResourceKind.exhibitSet) AND p.state <> \(Piece.State.retired) ORDER BY p.number, p.id",
            Piece.init)
    }

    /// Holds these things for the transaction, in the order of their identities, so that two loans never wait for each other.
    func hold(_ ids: [ID<Piece>]) throws {
        _ = try rows("SELECT id FROM exhibits_piece WHERE id IN (\(list: ids)) ORDER BY id \(.forUpdate)") { try $0.int64("id") }
    }

    /// A new thing, at its owner's. Refuses a number that another of the owner's has.
    func addPiece(of exhibit: Exhibit, number: String, place: String, set: ID<Piece>? = nil, by actor: Int64) throws -> ID<Piece> {
        let id: ID<Piece> = newID()
        try lock("exhibits.numbers.\(exhibit.ownerID.text)")
        let taken = try self.number("SELECT COUNT(*) FROM exhibits_piece WHERE owner_id = \(exhibit.ownerID) AND number = \(number)") ?? 0
        guard taken == 0 else {
            throw Refusal(
                .invalid, "piece-number", "编号“\(number)”已经用过，请换一个。", "Another of your things has the number “\(number)”. Give it another.",
                field: "number")
        }
        try execute(
            """
            INSERT INTO exhibits_piece (id, resource_id, owner_id, set_id, number, state, holder_id, place, loan_id, made_at)
            VALUES (\(id), \(exhibit.id), \(exhibit.ownerID), NULL, \(number), \(Piece.State.inService), \(exhibit.ownerID), \(place), NULL, \(now))
            """)
        try record(LedgerEntry("exhibits.piece-added", "exhibit-piece", id, by: actor, visibility: .unit))
        if let set { try move(id, into: set, by: actor) }
        return id
    }

    /// Puts a thing into a set, or takes it out. Refuses while either is out or is promised: what goes with a loan is settled when it is reserved.
    func move(_ id: ID<Piece>, into set: ID<Piece>?, by actor: Int64) throws {
        guard let seen = try piece(id) else { throw Refusal.notFound(Piece.noun) }
        let concerned = [id] + [seen.setID, set].compactMap { $0 }
        try hold(concerned)
        guard let piece = try piece(id), piece.setID == seen.setID else { throw Refusal.exhibitChanged }
        if piece.setID == set { return }
        if let set {
            guard let other = try self.piece(set), other.ownerID == piece.ownerID, other.state != .retired,
                try exhibit(other.resourceID)?.isSet == true,
                try exhibit(piece.resourceID)?.isSet == false
            else { throw Refusal(.invalid, "piece-set", "请选择本单位的一套展品。", "Choose a set of the same unit.", field: "set") }
        }
        let promised =
            try number(
                "SELECT COUNT(*) FROM exhibits_loan_piece WHERE piece_id IN (\(list: concerned)) AND is_live = 1 AND back_at IS NULL") ?? 0
        guard promised == 0 else {
            throw Refusal(
                .conflict, "piece-promised", "它或它所属的套已经预留或借出，归还验收之后才能调整归属。",
                "It, or the set, is reserved or lent. It can be moved once all loans of it are over.", field: "set")
        }
        try execute("UPDATE exhibits_piece SET set_id = \(set) WHERE id = \(id)")
        try record(LedgerEntry("exhibits.piece-moved", "exhibit-piece", id, by: actor, visibility: .unit))
    }

    /// Says where it lies at its owner's, and how it is called there.
    func change(_ piece: Piece, number: String, place: String, by actor: Int64) throws {
        try lock("exhibits.numbers.\(piece.ownerID.text)")
        let taken =
            try self.number("SELECT COUNT(*) FROM exhibits_piece WHERE owner_id = \(piece.ownerID) AND number = \(number) AND id <> \(piece.id)") ?? 0
        guard taken == 0 else {
            throw Refusal(
                .invalid, "piece-number", "编号“\(number)”已经用过，请换一个。", "Another of your things has the number “\(number)”. Give it another.",
                field: "number")
        }
        try execute("UPDATE exhibits_piece SET number = \(number), place = \(place) WHERE id = \(piece.id)")
        try record(LedgerEntry("exhibits.piece-changed", "exhibit-piece", piece.id, by: actor, visibility: .unit))
    }

    /// Takes a thing out of use for good. Refuses while it is promised or out.
    func retire(_ id: ID<Piece>, reason: String, by actor: Int64) throws {
        guard !reason.isEmpty else { throw Refusal(.invalid, "piece-retire", "请写明退役的原因。", "Say why it is retired.", field: "reason") }
        try hold([id])
        guard let piece = try piece(id), piece.state != .retired else { throw Refusal.exhibitChanged }
        let promised = try number("SELECT COUNT(*) FROM exhibits_loan_piece WHERE piece_id = \(id) AND is_live = 1 AND back_at IS NULL") ?? 0
        guard promised == 0, piece.loanID == nil else {
            throw Refusal(
                .conflict, "piece-promised", "它已经预留或借出。请先取消预留或等归还验收，再退役。",
                "It is reserved or lent. Cancel the reservation or wait until it is back, then retire it.",
                field: "reason")
        }
        try execute("UPDATE exhibits_piece SET state = \(Piece.State.retired), set_id = NULL WHERE id = \(id)")
        try execute("UPDATE exhibits_piece SET set_id = NULL WHERE set_id = \(id)")
        try record(LedgerEntry("exhibits.piece-retired", "exhibit-piece", id, by: actor, reason: reason, visibility: .unit))
    }
}

extension Refusal {
    static let exhibitChanged = Refusal(
        .conflict, "exhibit-changed", "打开本页之后情况有了变动，您的操作没有生效。请重新打开本页，看过现状再定。",
        "Something has changed since you opened the page; your step was not taken. Open the page again, look, and decide then.")
}
