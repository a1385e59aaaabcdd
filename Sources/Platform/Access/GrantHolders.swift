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
}
