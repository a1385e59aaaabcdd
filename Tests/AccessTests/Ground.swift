import Kernel
import Storage
import TestKit

@testable import Access

/// Accounts alone, at a time that the test moves.
struct Ground {
    let database: Database
    let clock: TestClock

    static func make(_ engine: TestEngine, at now: String = "2026-09-10T00:00:00Z") async throws -> Ground {
        let clock = TestClock(now)
        return Ground(database: try await engine.database(clock: clock.clock, rooms: [(room: "access", migrations: AccessSchema.migrations)]), clock: clock)
    }

    static let password = "a long password"

    /// An account with `password`, by the name before the @.
    func account(_ name: String) async throws -> Account {
        let hash = try await Passwords.hash(Self.password)
        return try await database.write { tx in
            let login = name + "@example.org"
            return Account(id: try tx.addAccount(login: login, name: name, passwordHash: hash), login: login, name: name)
        }
    }

    /// The refusal's code; `done` where there was none.
    func code(_ unit: @escaping @Sendable (Transaction) throws -> Void) async throws -> String {
        do { try await database.write(unit) } catch let refusal as Refusal { return refusal.code }
        return "done"
    }

    func code(_ work: () async throws -> Void) async throws -> String {
        do { try await work() } catch let refusal as Refusal { return refusal.code }
        return "done"
    }

    /// What the account may do now, `host /organisation/1`.
    func powers(_ account: Account) async throws -> [String] {
        try await database.read { try $0.identity(of: account).grants.map { "\($0.role.name) \($0.scope)" } }
    }

    func ledger() async throws -> [String] {
        try await database.read { try $0.latestLedger(100).map(\.entry.kind).reversed() }
    }
}

extension SignIn.Step {
    /// The session's token, where no code is asked for.
    var token: Token? { if case .open(let token) = self { token } else { nil } }
    var step: Token? { if case .code(let token) = self { token } else { nil } }
}
