import API
import Formats
import Kernel
import Storage
import Web

extension SessionEntries {
    /// A session that was sent: where in the body it stands, and what it says.
    struct Sent {
        let place: String
        let draft: SessionDraft
        let posted: Posted
    }

    /// So many sessions come with a new activity at most.
    static let most = 200

    /// The sessions of a new activity; what is wrong with them is added to `flaws`.
    func drafts(_ list: Datum?, of content: ActivityContent?, _ flaws: inout [APIFlaw], in tx: Transaction) throws -> [Sent] {
        guard let list, list != .null else { return [] }
        guard case .list(let items) = list else {
            flaws.append(.kind("/sessions", Phrase("列表", "a list"), list))
            return []
        }
        guard items.count <= Self.most else {
            flaws.append(APIFlaw("/sessions", "一次最多 \(Self.most) 个场次；其余请稍后逐个添加。", "At most \(Self.most) sessions come with a new activity; add the others afterwards."))
            return []
        }
        let begins = try values(of: nil, in: tx)
        var all: [Sent] = []
        for (number, item) in items.enumerated() {
            if let one = try APIRefusal.gather(&flaws, { try sent(item, in: "/sessions/\(number)", begins, of: content) }) { all.append(one) }
        }
        return all
    }

    /// - content: what the activity says, for its zone and the places of a session that says nothing of them.
    func sent(_ item: Datum, in place: String = "", _ begins: [String: String], of content: ActivityContent?) throws -> Sent {
        var reading = try new.reading(item, onto: begins, in: place)
        guard var draft = SessionForm.draft(from: &reading, zone: content?.zone ?? .china) else {
            throw APIRefusal.body(new.flaws(of: reading, in: place))
        }
        if draft.capacity == nil, item["capacity"] == nil { draft.capacity = content?.capacity }
        return Sent(place: place, draft: draft, posted: reading.posted)
    }

    /// Adds it with the fields of later rooms; refuses one that the activity has already.
    func add(_ sent: Sent, to activity: ID<Activity>, _ request: APIRequest, _ tx: Transaction) throws -> ID<ActivitySession> {
        try new.naming(in: sent.place) {
            try tx.refuseIdentical(sent.draft, in: activity)
            let id = try tx.addSession(sent.draft, to: activity, by: request.actor)
            try SessionParts(house, posted: sent.posted).save(id, by: request.actor, in: tx)
            return id
        }
    }
}
