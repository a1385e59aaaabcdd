package import Access
import Calls
import Kernel
package import Storage
import Venues

/// An account of the demonstration; the Tool makes them, with passwords of its own.
package struct DemoAccount: Sendable {
    package let login: String
    package let name: String
    package let role: Role
    private let path: @Sendable (Transaction) throws -> Scope

    init(_ login: String, _ name: String, _ role: Role, over path: @escaping @Sendable (Transaction) throws -> Scope) {
        (self.login, self.name, self.role, self.path) = (login, name, role, path)
    }

    /// Over what it holds its role; the demonstration's organisations must be there.
    package func scope(in tx: Transaction) throws -> Scope { try path(tx) }
}

/// One account for each role: a hub's organiser, Xi'an's moderator, Yanta's office, a museum in it with its door, an analyst; and for calls
/// the authority that grants titles, the body that recommends, an expert, the authority's supervision.
package enum DemoAccounts {
    package static let all: [DemoAccount] = [
        DemoAccount("admin@example.org", "示例管理员", .administrator) { _ in .all },
        DemoAccount("organiser@example.org", "示例主办方", .organiser) { _ in .campaign(DemoProgramme.campaignKey) },
        DemoAccount("moderator@example.org", "示例审核员（西安市）", .moderator) { _ in .region(["610000", "610100"]) },
        DemoAccount("host@example.org", "示例承办单位", .host) { tx in try organisation(tx) },
        DemoAccount("office@example.org", "示例核验员（雁塔区）", .office) { _ in .region(["610000", "610100", "610113"]) },
        DemoAccount("door@example.org", "示例检票员", .door) { tx in try organisation(tx) },
        DemoAccount("analyst@example.org", "示例数据分析员", .analyst) { _ in .all },
        DemoAccount("bureau@example.org", "示例认定机关", .organiser) { tx in try organisation(tx, DemoCallCast.bureau) },
        DemoAccount("recommender@example.org", "示例推荐单位", .recommender) { tx in try organisation(tx, DemoCallCast.association) },
        DemoAccount(DemoCallCast.expert, "示例评审专家", .expert) { _ in .all },
        DemoAccount("supervisor@example.org", "示例监督员", .supervisor) { tx in try organisation(tx, DemoCallCast.bureau) },
    ]

    /// Adds them with their roles, all with one password. An expert has an account before: it gets the password.
    package static func add(passwordHash: String, _ tx: Transaction) throws {
        for account in all {
            let id = try tx.account(login: account.login)?.account.id ?? tx.addAccount(login: account.login, name: account.name, passwordHash: "")
            try tx.setPassword(hash: passwordHash, of: id)
            try tx.grant(Grant(account.role, over: account.scope(in: tx)), to: id)
        }
    }

    /// Whether an account is one that the demonstration's own parts make before these.
    package static func isEarly(_ account: Account) -> Bool { DemoCallCast.logins.contains(account.login) }

    private static func organisation(_ tx: Transaction, _ key: String = DemoBody.host) throws -> Scope {
        guard let one = try tx.organisation(key: key) else {
            throw Refusal(
                .conflict, "demo-missing", "示例单位还没有载入。请先载入示例数据。", "The demonstration's organisations are missing. Load the demonstration first.")
        }
        return .organisation(one.id.number)
    }
}
