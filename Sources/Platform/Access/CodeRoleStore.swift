package import Kernel
package import Storage

extension Transaction {
    /// The roles that are in force only for whoever signed in with a one-time code too.
    package func rolesWithCodes() throws -> [Role] {
        try rows("SELECT role FROM access_code_role ORDER BY role") { try $0.text("role") }.compactMap(Role.named)
    }

    /// Says that the role needs one-time codes, or no longer. At once, in every open session.
    package func requireCodes(_ required: Bool, for role: Role, by actor: ID<Account>) throws {
        let changed =
            try required
            ? execute("INSERT INTO access_code_role (role, required_at) VALUES (\(role), \(now)) ON CONFLICT (role) DO NOTHING")
            : execute("DELETE FROM access_code_role WHERE role = \(role)")
        guard changed == 1 else { return }
        let kind = required ? "people.codes-required" : "people.codes-optional"
        try record(LedgerEntry(kind, "account", actor, by: actor.number, payload: JSONText.object([("role", JSONText.quote(role.name))])))
    }
}
