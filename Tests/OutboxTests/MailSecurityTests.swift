import Jobs
import Kernel
import Storage
import TestKit
import Testing

@testable import Outbox

/// A mail server that takes nothing in the open and nothing from strangers, as most do.
@Suite struct MailSecurityTests {
    private static func courier(_ server: Neighbour, as user: String = "", trusting: Bool = true, more: String = "") throws -> MailCourier {
        let authority = trusting ? "&ca=\(server.certificate)" : ""
        return MailCourier(
            server: try MailServer("smtp://\(user)127.0.0.1:\(server.port)?from=kepu@kepu.example" + authority + more), patience: 10)
    }

    private static let right = "kepu:right%20horse@", wrong = "kepu:wrong%20horse@"

    @Test func whoIsTrustedAndSignsInIsTaken() async throws {
        let server = try Neighbour(.mail, "secure")
        defer { server.stop() }
        let outcome = try await Self.courier(server, as: Self.right).send(MailTextTests.letter())
        #expect(outcome == .taken("250 2.0.0 Ok: queued as KEPU1"))
        #expect(try server.mails().count == 1)
    }

    /// Each is about us and not about the letter: it waits, says why, and goes out once it is put right.
    @Test(arguments: TestEngine.allCases) func whatIsWrongIsSaidAndNothingIsLost(_ engine: TestEngine) async throws {
        let server = try Neighbour(.mail, "secure")
        defer { server.stop() }
        let clock = OutboxWorld.clock()
        let database = try await OutboxWorld.house.database(engine, clock: clock.clock)
        let id = try await database.write { try $0.tell(OutboxWorld.message(to: .email("a@example.org", .zh))) }
        let tries: [(courier: MailCourier, says: String, hint: String)] = [
            (try Self.courier(server, as: Self.right, trusting: false), "SSL peer certificate", "certificate is not trusted"),
            (try Self.courier(server, as: Self.wrong), "535 5.7.8", "does not take our name or password"),
            (try Self.courier(server), "530 5.7.0", "wants us to sign in first"),
            (try Self.courier(server, as: Self.right, trusting: false, more: "&tls=never"), "530 ", "wants us to sign in first"),
        ]
        for (number, one) in tries.enumerated() {
            try await OutboxWorld.runner(database, one.courier).runDue()
            let line = try #require(try await OutboxWorld.line(.waiting, database), "\(one.says)")
            #expect(line.tries == number + 1 && line.answer.contains(one.says), "\(line.answer)")
            #expect(DeliveryHint.hint(on: line.answer)?.en.contains(one.hint) == true, "\(line.answer)")
            #expect(!line.answer.contains("horse") && !line.answer.contains("a@example.org"))
            clock.advance(seconds: 7200)
        }
        #expect(try server.mails().isEmpty)
        try await OutboxWorld.runner(database, try Self.courier(server, as: Self.right)).runDue()
        #expect(try await OutboxWorld.line(.sent, database)?.tries == tries.count + 1)
        #expect(try server.mails().map { $0.headers["message-id"] } == ["<\(id).mail@kepu.example>"])
        await database.close()
    }

    /// A server that has no STARTTLS gets nothing, and that is said.
    @Test func withoutSecrecyNothingGoes() async throws {
        let server = try Neighbour(.mail)
        defer { server.stop() }
        let outcome = try await MailCourier(server: MailServer("smtp://127.0.0.1:\(server.port)?from=kepu@kepu.example"), patience: 10).send(
            MailTextTests.letter())
        guard case .later(let says) = outcome else { throw NeighbourProblem("\(outcome)") }
        #expect(DeliveryHint.hint(on: says)?.en.contains("offers no STARTTLS") == true, "\(says)")
    }

    @Test func certificatesThatCannotBeReadAreRefusedAtOnce() {
        #expect(throws: Refusal.self) { try MailServer("smtp://h?from=k@k.example&ca=/nowhere/ca.pem") }
        #expect(throws: Refusal.self) { try MailServer("smtp://h?from=k@k.example&tls=never&ca=/etc/hostname") }
    }
}
