import Access
import App
import HTTPTypes
import Kernel
import Rooms
import Storage
import TestKit
import Testing
import Web

/// What a page of the desk costs the database, whoever asks for it.
@Suite("Statements of the desk") struct DeskStatementTests {
    /// Signing in again at each request, the unread messages, and four for the page itself.
    private static let most = 6
    /// Kinds of records that have names: however long the record of changes is, it asks no more.
    private static let named = 12

    @Test(arguments: TestEngine.allCases) func aPageOfTheDeskAsksLittle(_ engine: TestEngine) async throws {
        let statements = StatementCount()
        let world = try await NaughtyWorld.make(engine, counting: statements)
        for role in Role.known {
            let token = try await world.kepu.database.write { tx in
                let id = try tx.addAccount(login: "\(role.name)@desk.story", name: role.name, passwordHash: "x")
                try tx.grant(Grant(role, over: .all), to: id)
                return try tx.openSession(for: id)
            }
            let headers: HTTPFields = [.acceptLanguage: "en", .cookie: "kepu_session=\(token.text)"]
            let pages = world.kepu.house.modules.flatMap(\.desk).filter { $0.permission.roles.contains(role) }.map(\.path).filter { $0.hasPrefix("/desk") || $0 == "/door" }
            for path in ["/desk"] + pages {
                statements.forget()
                let answer = try await world.site.respond(method: .get, path: path, headers: headers)
                #expect(answer.status == 200, "\(path)")
                // The table of divisions is looked at once a second, whoever asks.
                let asked = statements.all.filter { $0 != "SELECT COUNT(*) FROM region" }
                // The record of changes asks once for each kind of record that it names, and once for who did it.
                let most = path == "/desk/ledger" ? Self.most + Self.named : Self.most
                #expect(asked.count <= most, "\(role.name) \(path): \(asked.count)\n\(asked.joined(separator: "\n\n"))")
            }
        }
        await world.kepu.database.close()
    }
}
