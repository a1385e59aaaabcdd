package import Kernel

/// An account: somebody who signs in.
package struct Account: Sendable, Hashable {
    package let id: ID<Account>
    /// The name by which it was made, folded (`LoginName`): an e-mail address or a telephone number; unique.
    package let login: String
    package let name: String
    package init(id: ID<Account>, login: String, name: String) { (self.id, self.login, self.name) = (id, login, name) }
}

/// Who is asking, with everything that they may do at this moment.
package struct Identity: Sendable {
    /// By what somebody is known.
    package enum Proof: Sendable {
        case session(SignInSession)
        /// A token for programs, and the permissions to which it is limited.
        case token(ID<APIToken>, permissions: Set<String>, isStrong: Bool)
        /// The account itself was looked at: nobody is asking.
        case none
    }

    package let account: Account
    /// What is in force now.
    package let grants: [Grant]
    /// What is held but rests until a one-time code is given (`tx.requireCodes`).
    package let resting: [Grant]
    package let proof: Proof

    package init(account: Account, grants: [Grant], resting: [Grant] = [], proof: Proof = .none) {
        (self.account, self.grants, self.resting, self.proof) = (account, grants, resting, proof)
    }

    /// The session of this very browser; nil for a program with a token.
    package var session: SignInSession? { if case .session(let session) = proof { session } else { nil } }

    /// Whether a program asks, with a token.
    package var isProgram: Bool { if case .token = proof { true } else { false } }

    /// Whether a one-time code was given.
    package var isStrong: Bool {
        switch proof {
        case .session(let session): session.isStrong
        case .token(_, _, let isStrong): isStrong
        case .none: true
        }
    }

    /// Whether a token, where one came, names the permission; whether its owner holds it is another question.
    package func carries(_ permission: Permission) -> Bool {
        if case .token(_, let permissions, _) = proof { permissions.contains(permission.name) } else { true }
    }

    /// Whether a role that has `permission` is held over any of the subject's scopes.
    package func may(_ permission: Permission, within scopes: Scope...) -> Bool { may(permission, within: scopes) }
    package func may(_ permission: Permission, within scopes: [Scope]) -> Bool {
        self.scopes(of: permission).contains { held in scopes.contains { held.covers($0) } }
    }

    /// Whether the permission is held over anything at all: for showing a desk item.
    package func mayAnywhere(_ permission: Permission) -> Bool { !scopes(of: permission).isEmpty }

    /// The scopes over which the permission is held: for listing what is theirs.
    package func scopes(of permission: Permission) -> [Scope] {
        carries(permission) ? grants.filter { permission.roles.contains($0.role) }.map(\.scope) : []
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
