package import Kernel
import Storage

/// A role over a scope as an account holds it: for a time, perhaps lent by somebody else, perhaps taken back.
package struct HeldGrant: Sendable {
    /// What a lent role hangs on: the lender's own.
    package struct Source: Sendable {
        package let id: ID<HeldGrant>
        package let lender: ID<Account>
        /// The time for which the lender holds it; over where it was taken back or the lender's account is closed.
        let term: Term
    }

    package let id: ID<HeldGrant>
    package let account: ID<Account>
    package let grant: Grant
    /// The time for which it really holds: what was given or lent, cut where it was taken back and where the lender's own ends.
    package let term: Term
    package let source: Source?
    package let endedAt: Instant?
    /// Whether the role is in force only after a one-time code (`tx.requireCodes`).
    package let needsCode: Bool

    package var isLent: Bool { source != nil }

    package func standing(at now: Instant) -> Term.Standing { term.standing(at: now) }
}

extension HeldGrant {
    /// What `init(_ row:)` reads, with everything that decides whether it is in force; add conditions on `g` and an order.
    static let select: SQL = "SELECT \(sql: columns) FROM access_grant g \(sql: joins) "

    /// What it reads, where `g` is joined to something else.
    static let columns: SQL = """
        g.id AS grant_id, g.account_id, g.role, g.scope, g.from_at, g.until_at, g.ended_at, g.lent_from, s.account_id AS lender,
            s.from_at AS source_from, s.until_at AS source_until, s.ended_at AS source_ended, l.disabled AS lender_disabled,
            CASE WHEN c.role IS NULL THEN 0 ELSE 1 END AS needs_code
        """

    static let joins: SQL = """
        LEFT JOIN access_grant s ON s.id = g.lent_from
        LEFT JOIN access_account l ON l.id = s.account_id
        LEFT JOIN access_code_role c ON c.role = g.role
        """

    /// Nil for a role that the program does not know any more.
    init?(_ row: Row) throws {
        guard let role = Role.named(try row.text("role")), let scope = Scope(try row.text("scope")) else { return nil }
        id = try row.id("grant_id")
        account = try row.id("account_id")
        grant = Grant(role, over: scope)
        endedAt = try row.instantOrNil("ended_at")
        needsCode = try row.bool("needs_code")
        let given = Term(from: try row.instantOrNil("from_at"), until: try row.instantOrNil("until_at"))
        let own = given.within(Term(until: endedAt))
        guard let sourceID: ID<HeldGrant> = try row.idOrNil("lent_from"), let lender: ID<Account> = try row.idOrNil("lender") else {
            (source, term) = (nil, own)
            return
        }
        let isClosed = try row.int64OrNil("lender_disabled") == 1
        let ended = try row.instantOrNil("source_ended")
        let lenders = Term(from: try row.instantOrNil("source_from"), until: try row.instantOrNil("source_until"))
            .within(Term(until: isClosed ? Instant(microseconds: 0) : ended))
        source = Source(id: sourceID, lender: lender, term: lenders)
        term = own.within(lenders)
    }
}
