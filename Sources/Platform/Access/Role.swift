package import Kernel
package import Storage

/// What a person is for the program: a named set of permissions, held over a scope (domain.md §1.99).
package struct Role: Hashable, Sendable, SQLConvertible {
    package let name: String
    package let title: Phrase

    package init(_ name: String, _ zh: String, _ en: String) { (self.name, self.title) = (name, Phrase(zh, en)) }

    package static let administrator = Role("administrator", "系统管理员", "Administrator")
    package static let organiser = Role("organiser", "主办方", "Organiser")
    package static let moderator = Role("moderator", "审核员", "Moderator")
    package static let host = Role("host", "承办单位", "Host unit")
    /// Checks the claims of its county or prefecture.
    package static let office = Role("office", "数据核验员", "Office that checks claims")
    package static let door = Role("door", "检票员", "Door")
    /// Reads figures, scans and the record of changes; changes nothing.
    package static let analyst = Role("analyst", "数据分析员", "Analyst")
    /// Checks applications of the units in its charge and forwards them (domain.md §3.1).
    package static let recommender = Role("recommender", "推荐单位", "Recommender")
    /// Scores what it is given, and sees nothing else.
    package static let expert = Role("expert", "评审专家", "Expert")
    /// Receives objections, and alone sees who objects.
    package static let supervisor = Role("supervisor", "监督员", "Supervision office")

    package static let known: [Role] = [
        .administrator, .organiser, .moderator, .host, .office, .door, .analyst, .recommender, .expert, .supervisor,
    ]

    /// The role of that name, or nil.
    package static func named(_ name: String) -> Role? { known.first { $0.name == name } }

    package var sqlValue: SQLValue { .text(name) }
    package static func == (a: Role, b: Role) -> Bool { a.name == b.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// One thing that may be done, declared by the room in which it is done, with the roles that may do it.
package struct Permission: Hashable, Sendable {
    /// `activities.moderate`
    package let name: String
    package let title: Phrase
    package let roles: Set<Role>

    package init(_ name: String, _ zh: String, _ en: String, roles: Set<Role>) {
        (self.name, self.title, self.roles) = (name, Phrase(zh, en), roles)
    }
}

/// A role over a scope.
package struct Grant: Hashable, Sendable {
    package let role: Role
    package let scope: Scope
    package init(_ role: Role, over scope: Scope) { (self.role, self.scope) = (role, scope) }
}
