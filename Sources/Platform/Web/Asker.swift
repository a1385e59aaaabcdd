import Access
import Kernel
import Storage

/// Finds out who asks: a program by the token in its `Authorization`, or else a browser by its session.
struct Asker: Sendable {
    let database: Database

    /// The token of an `Authorization: Bearer …`; what a proxy asks by other schemes is no affair of ours.
    static func bearer(_ authorization: String?) -> String? {
        let halves = (authorization ?? "").split(separator: " ", maxSplits: 1)
        return halves.first?.lowercased() == "bearer" ? halves.dropFirst().first.map { String($0) } ?? "" : nil
    }

    /// With a token nothing else counts; refuses one that is none, or is good no longer.
    func identity(bearer: String?, session: String?) async throws -> Identity? {
        if let bearer { return try await program(bearer) }
        guard let token = session.map({ Token($0) }) else { return nil }
        let identity = try await database.read { try $0.identity(token: token) }
        if let session = identity?.session, session.isStale(at: database.clock.now()) { note { try $0.touchSession(session.id) } }
        return identity
    }

    private func program(_ text: String) async throws -> Identity {
        guard let found = try await database.read({ try $0.identity(apiToken: text) }) else { throw Self.unknown }
        if case .token(let id, _, _) = found.identity.proof, found.isStale(at: database.clock.now()) { note { try $0.touchAPIToken(id) } }
        return found.identity
    }

    /// Beside the request: nobody waits for it, and where the database takes no writes just now a page is still a page.
    private func note(_ use: @escaping @Sendable (Transaction) throws -> Void) {
        Task { _ = try? await database.write(use) }
    }

    private static let unknown = Refusal(
        .signIn, "token-unknown", "令牌无效、已过期或已撤销。请在“我的账号 · 令牌”页面重新创建。",
        "The token is none, is too old, or was taken back. Make a new one at My account, Tokens.")
}

extension Visit {
    /// Whether a program asks, or tries to: with a token.
    var isProgram: Bool { Asker.bearer(header("authorization")) != nil }
}
