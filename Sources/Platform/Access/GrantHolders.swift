package import Kernel
package import Storage

extension Transaction {
    /// The accounts that hold the role over exactly this scope, and not by way of a wider one: the people of the thing itself.
    package func holders(of role: Role, exactlyOver scope: Scope) throws -> [ID<Account>] {
        let found: [ID<Account>] = try rows(
            "SELECT DISTINCT account_id FROM access_grant WHERE role = \(role) AND scope = \(scope) ORDER BY account_id"
        ) { try $0.id("account_id") }
        return try found.filter { id in
            // What was given once need not be in force.
            guard let account = try account(id) else { return false }
            return try identity(of: account).grants.contains(Grant(role, over: scope))
        }
    }

    /// Over what others than this account hold the role at this moment, as their own or as stand-ins; not those who may not sign in.
    package func scopesInForce(of role: Role, except account: ID<Account>) throws -> [Scope] {
        let others: SQL = """
            WHERE g.role = \(role) AND g.account_id <> \(account) AND g.ended_at IS NULL
                AND EXISTS (SELECT 1 FROM access_account a WHERE a.id = g.account_id AND a.disabled = 0)
            ORDER BY g.scope, g.id
            """
        let found = try rows(HeldGrant.select + others, HeldGrant.init).compactMap(\.self)
        return found.filter { $0.standing(at: now) == .inForce }.map(\.grant.scope)
    }

    /// Who holds the role at this moment, over whatever; not those who may not sign in.
    package func accountsInForce(of role: Role) throws -> [ID<Account>] {
        let all: SQL = """
            WHERE g.role = \(role) AND g.ended_at IS NULL
                AND EXISTS (SELECT 1 FROM access_account a WHERE a.id = g.account_id AND a.disabled = 0)
            ORDER BY g.account_id, g.id
            """
        let found = try rows(HeldGrant.select + all, HeldGrant.init).compactMap(\.self).filter { $0.standing(at: now) == .inForce }
        return found.map(\.account).reduce(into: []) { known, one in if known.last != one { known.append(one) } }
    }
}
