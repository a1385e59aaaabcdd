package import Kernel

/// An account: somebody who signs in.
package struct Account: Sendable, Hashable {
    package let id: ID<Account>
    /// E-mail address, lower case; unique.
    package let login: String
    package let name: String
    package init(id: ID<Account>, login: String, name: String) { (self.id, self.login, self.name) = (id, login, name) }
}

/// Who is asking, with everything that they may do.
package struct Identity: Sendable {
    package let account: Account
    package let grants: [Grant]
    package init(account: Account, grants: [Grant]) { (self.account, self.grants) = (account, grants) }

    /// Whether a role that has `permission` is held over any of the subject's scopes.
    package func may(_ permission: Permission, within scopes: Scope...) -> Bool { may(permission, within: scopes) }
    package func may(_ permission: Permission, within scopes: [Scope]) -> Bool {
        grants.contains { grant in permission.roles.contains(grant.role) && scopes.contains { grant.scope.covers($0) } }
    }

    /// Whether the permission is held over anything at all: for showing a desk item.
    package func mayAnywhere(_ permission: Permission) -> Bool { grants.contains { permission.roles.contains($0.role) } }

    /// The scopes over which the permission is held: for listing what is theirs.
    package func scopes(of permission: Permission) -> [Scope] {
        grants.filter { permission.roles.contains($0.role) }.map(\.scope)
    }

    /// Refuses in one sentence unless `may`.
    package func require(_ permission: Permission, within scopes: [Scope]) throws(Refusal) {
        guard may(permission, within: scopes) else { throw .notYours(permission) }
    }
}

extension Refusal {
    package static func notYours(_ permission: Permission) -> Refusal {
        Refusal(
            .forbidden, "not-yours", "您的角色不能\(permission.title.zh)（在此范围内）。如需权限，请联系管理员。",
            "Your role does not cover this here: \(permission.title.en). Ask an administrator if it should.")
    }
    package static let mustSignIn = Refusal(.signIn, "sign-in", "请先登录。", "Please sign in first.")
}
