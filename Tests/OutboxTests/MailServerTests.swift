import Jobs
import Kernel
@testable import Outbox
import Storage
import TestKit
import Testing

/// Mail handed to a real SMTP server on loopback: one that takes it, is slow, refuses, hangs up.
@Suite struct MailServerTests {
    static func courier(_ server: Neighbour, more: String = "&tls=never", patience: Int = 10) throws -> MailCourier {
        MailCourier(server: try MailServer("smtp://127.0.0.1:\(server.port)?from=kepu@kepu.example&name=Kepu" + more), patience: patience)
    }

    @Test func whatIsTakenIsWhatWasWritten() async throws {
        let server = try Neighbour(.mail)
        defer { server.stop() }
        let letter = MailTextTests.letter(body: "“观星之夜”已发布。\n.\n..两点开头\n" + String(repeating: "很长", count: 2000), isDigest: true)
        let outcome = try await Self.courier(server).send(letter)
        #expect(outcome == .taken("250 2.0.0 Ok: queued as KEPU1"))
        let mails = try server.mails()
        let mail = try #require(mails.first)
        #expect(mails.count == 1 && mail.from == "kepu@kepu.example" && mail.to == ["host@example.org"] && mail.defects.isEmpty)
        #expect(mail.headers["subject"] == "已发布：观星之夜" && mail.headers["message-id"] == "<0000000000007.mail@kepu.example>")
        #expect(mail.headers["auto-submitted"] == "auto-generated" && mail.headers["from"] == "Kepu <kepu@kepu.example>")
        #expect(mail.headers["date"] == "Sat, 16 May 2026 09:15:00 +0800" && mail.headers["list-unsubscribe"] == "<https://kepu.example/desk/me/messages>")
        #expect(mail.text.replacing("\r\n", with: "\n") == letter.text + "\n")
    }

    @Test(arguments: [
        ("busy", "later", "451 4.3.0 try again later"), ("full", "later", "452 4.2.2 mailbox full"), ("unknown", "refused", "550 5.1.1"),
        ("spam", "refused", "554 5.7.1 message refused"), ("drop", "unsure", "354"), ("hangup", "later", ""),
    ]) func whatItAnswersIsUnderstood(_ mode: String, _ means: String, _ says: String) async throws {
        let server = try Neighbour(.mail)
        defer { server.stop() }
        try server.set(mode)
        let outcome = try await Self.courier(server).send(MailTextTests.letter())
        let name = switch outcome {
        case .taken: "taken"
        case .later: "later"
        case .refused: "refused"
        case .unsure: "unsure"
        }
        #expect(name == means && outcome.answer.hasPrefix(says), "\(outcome)")
        #expect(try server.mails().count == (mode == "drop" ? 1 : 0))
    }

    @Test func aServerThatStallsIsLeft() async throws {
        let server = try Neighbour(.mail)
        defer { server.stop() }
        try server.set("stall")
        // It answers in the end: an outcome that is sure would mean that somebody waited for it.
        let outcome = try await Self.courier(server, patience: 2).send(MailTextTests.letter())
        guard case .unsure = outcome else { throw NeighbourProblem("\(outcome)") }
    }

    @Test func nobodyThereAndNoSecrecy() async throws {
        let server = try Neighbour(.mail)
        // A server without STARTTLS is given nothing where secrecy is required.
        let open = try await Self.courier(server, more: "").send(MailTextTests.letter())
        guard case .later = open else { throw NeighbourProblem("\(open)") }
        #expect(try server.mails().isEmpty)
        server.stop()
        let gone = try await Self.courier(server).send(MailTextTests.letter())
        guard case .later = gone else { throw NeighbourProblem("\(gone)") }
    }

    /// From the outbox to the server and back: the way that a message really goes.
    @Test(arguments: TestEngine.allCases) func throughTheOutbox(_ engine: TestEngine) async throws {
        let server = try Neighbour(.mail)
        defer { server.stop() }
        let clock = OutboxWorld.clock()
        let database = try await OutboxWorld.house.database(engine, clock: clock.clock)
        let id = try await database.write { try $0.tell(OutboxWorld.message(to: .email("a@example.org", .zh))) }
        let runner = OutboxWorld.runner(database, try Self.courier(server))
        for mode in ["busy", "drop", "take"] {
            try server.set(mode)
            try await runner.runDue()
            clock.advance(seconds: 400)
        }
        let identities = try server.mails().map { $0.headers["message-id"] }
        // Taken twice, because the server hung up before it answered; both bear the same identity.
        #expect(identities == ["<\(id).mail@kepu.example>", "<\(id).mail@kepu.example>"])
        let line = try #require(try await OutboxWorld.line(.sent, database))
        #expect(line.tries == 3 && line.answer == "250 2.0.0 Ok: queued as KEPU1")
        await database.close()
    }
}
