package import Access
package import Kernel

/// Who may do what: every permission of every room, and the roles that have it. The one table, made of what the rooms declare.
package struct PowerTable: Sendable {
    package struct Line: Sendable {
        package let permission: Permission
        package let room: Phrase
        /// In the order of `roles`.
        package let has: [Bool]
    }

    package let roles = Role.known
    package let lines: [Line]

    package init(_ house: House) {
        lines = house.modules.flatMap { module in
            module.permissions.map { one in Line(permission: one, room: module.title, has: Role.known.map { one.roles.contains($0) }) }
        }
    }

    /// What a role may do, in words.
    package func permissions(of role: Role) -> [Permission] { lines.map(\.permission).filter { $0.roles.contains(role) } }

    /// The table as `docs/powers.md` holds it.
    package var markdown: String {
        let head = "| room | permission | " + roles.map(\.name).joined(separator: " | ") + " |"
        let rule = "|---|---|" + roles.map { _ in "---|" }.joined()
        let body = lines.map { line in
            "| \(line.room.en) | `\(line.permission.name)`: \(line.permission.title.en) | " + line.has.map { $0 ? "yes" : "" }.joined(separator: " | ") + " |"
        }
        return ([head, rule] + body).joined(separator: "\n") + "\n"
    }
}
