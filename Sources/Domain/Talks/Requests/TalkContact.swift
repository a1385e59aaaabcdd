import Access
import Foundation
import Kernel
import Storage

/// Whom the expert rings up: kept sealed, seen by those whom the talk concerns, and erased a while after it is over.
struct TalkContact: Sendable, Hashable, Codable {
    var name: String
    var phone: String

    /// So long after the request is over.
    static let keptDays: Int64 = 30

    static let resealing = Resealing(
        under: "talks-contacts",
        steps: [
            { tx, seals, after, limit in
                guard let seal = seals["talks-contacts"] else { return nil }
                let found = try tx.rows("SELECT id, contact FROM talks_request WHERE id > \(after) AND contact IS NOT NULL ORDER BY id LIMIT \(limit)") {
                    (id: try $0.id("id", TalkRequest.self), sealed: try $0.blob("contact"))
                }
                for one in found {
                    try tx.execute("UPDATE talks_request SET contact = \(try seal.again(one.sealed, about: TalkContact.subject(one.id))) WHERE id = \(one.id)")
                }
                return found.last?.id.number
            }
        ])

    static func subject(_ id: ID<TalkRequest>) -> String { "talk/\(id.text)" }
}

extension Transaction {
    func sealed(_ contact: TalkContact, of id: ID<TalkRequest>) throws -> [UInt8] {
        try Sealing.seal(Array(try JSONEncoder().encode(contact)), with: try secret("talks-contacts"), about: TalkContact.subject(id))
    }

    /// Nil once it was erased.
    func contact(of id: ID<TalkRequest>) throws -> TalkContact? {
        let sealed = try row("SELECT contact FROM talks_request WHERE id = \(id)") { try $0.blobOrNil("contact") }
        guard let sealed = sealed ?? nil, let secret = try keptSecret("talks-contacts") else { return nil }
        return try JSONDecoder().decode(TalkContact.self, from: Data(try Sealing.open(sealed, with: secret, about: TalkContact.subject(id))))
    }

    /// Erases the contacts of what has been over long enough; figures stay as they are. Gives how many.
    func eraseTalkContacts(limit: Int = 500) throws -> Int {
        let before = now.adding(hours: -24 * TalkContact.keptDays)
        // Nobody wishes for a day more than 400 days ahead: what was asked longer ago is over, though nobody said so.
        let long = now.adding(hours: -24 * (400 + TalkContact.keptDays))
        let due = try rows(
            """
            SELECT id FROM talks_request WHERE contact IS NOT NULL AND (
                (changed_at < \(before) AND state IN (\(list: [TalkState.confirmed, .recorded, .cancelled].map(\.rawValue))))
                OR (changed_at < \(before) AND end_at < \(before) AND state IN (\(list: [TalkState.accepted, .delivered].map(\.rawValue))))
                OR (made_at < \(long) AND state IN (\(list: [TalkState.requested, .dispatched, .declined].map(\.rawValue)))))
            ORDER BY changed_at LIMIT \(limit)
            """) { try $0.id("id", TalkRequest.self) }
        guard !due.isEmpty else { return 0 }
        try execute("UPDATE talks_request SET contact = NULL WHERE id IN (\(list: due))")
        for one in due { try record(LedgerEntry("talks.contact-erased", "talk", one, by: 0, visibility: .unit)) }
        return due.count
    }
}
