import Foundation
import Jobs
import Kernel
@testable import Outbox
import Storage
import TestKit
import Testing

/// Text messages through a gateway on loopback.
@Suite struct GatewayTests {
    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    static func courier(_ gateway: Neighbour, patience: Int = 10) throws -> GatewayCourier {
        GatewayCourier(gateway: try Gateway("http://127.0.0.1:\(gateway.port)/sms?who=kepu", secret: secret, setting: "KEPU_GATEWAY_SMS"), patience: patience)
    }

    static let letter = OutgoingLetter(
        id: ID(7), channel: .sms, address: "+8613800000000", language: .zh, subject: "已发布", body: "“观星之夜”已发布。", link: "https://kepu.example/x",
        wishes: nil, toldAt: instant("2026-05-16T01:15:00Z"), isDigest: false)

    @Test func oneSignedObject() async throws {
        let gateway = try Neighbour(.receiver)
        defer { gateway.stop() }
        #expect(try await Self.courier(gateway).send(Self.letter) == .taken("200 answered 200"))
        let request = try #require(try gateway.requests().first)
        #expect(request.path == "/sms?who=kepu" && request.headers["content-type"] == "application/json")
        #expect(request.headers["idempotency-key"] == "0000000000007.sms" && request.headers["webhook-id"] == "0000000000007.sms")
        let seconds = try #require(Int64(request.headers["webhook-timestamp"] ?? ""))
        let signature = WebhookSecret(Self.secret)?.signature(id: "0000000000007.sms", seconds: seconds, body: request.body)
        #expect(request.headers["webhook-signature"] == signature)
        let fields = try JSONDecoder().decode([String: String].self, from: Data(request.body.utf8))
        #expect(
            fields == [
                "id": "0000000000007.sms", "channel": "sms", "to": "+8613800000000", "language": "zh-Hans", "subject": "已发布",
                "text": "“观星之夜”已发布。", "link": "https://kepu.example/x",
            ])
    }

    @Test(arguments: [
        ("503", "later"), ("429", "later"), ("408", "later"), ("400", "refused"), ("404", "refused"), ("302", "refused"), ("redirect", "refused"),
        ("drop", "unsure"), ("never", "unsure"), ("long", "taken"), ("204", "taken"),
    ]) func whatItAnswersIsUnderstood(_ mode: String, _ means: String) async throws {
        let gateway = try Neighbour(.receiver)
        defer { gateway.stop() }
        try gateway.set(mode)
        let outcome = try await Self.courier(gateway, patience: 2).send(Self.letter)
        #expect("\(outcome)".hasPrefix(means), "\(outcome)")
        // A redirect is not followed: one request only.
        #expect(try gateway.requests().count == 1)
    }

    @Test func theSetting() throws {
        for wrong in ["", "ftp://x", "gateway.example.org", "https://user:p@gateway.example.org/", "https://"] {
            #expect(throws: Refusal.self, "\(wrong)") { try Gateway(wrong, secret: Self.secret, setting: "KEPU_GATEWAY_SMS") }
        }
        let refusal = #expect(throws: Refusal.self) { try Gateway("https://gateway.example.org/", secret: "", setting: "KEPU_GATEWAY_SMS") }
        #expect(refusal?.phrase.en.contains("KEPU_GATEWAY_SECRET") == true)
        #expect(try Gateway("https://gateway.example.org:8443/x", secret: Self.secret, setting: "").through == "gateway.example.org:8443")
    }

    @Test(arguments: TestEngine.allCases) func aTextMessageIsNotRepeatedInDoubt(_ engine: TestEngine) async throws {
        let gateway = try Neighbour(.receiver)
        defer { gateway.stop() }
        let clock = OutboxWorld.clock()
        let database = try await OutboxWorld.house.database(engine, clock: clock.clock)
        try await database.write { tx in _ = try tx.tell(OutboxWorld.message(to: .phone("+8613800000000", .zh))) }
        let runner = OutboxWorld.runner(database, try Self.courier(gateway), by: .sms)
        try gateway.set("503")
        try await runner.runDue()
        try gateway.set("drop")
        clock.advance(seconds: 60)
        try await runner.runDue()
        try gateway.set("200")
        clock.advance(seconds: 86_400)
        try await runner.runDue()
        #expect(try gateway.requests().map(\.mode) == ["503", "drop"])
        #expect(try await OutboxWorld.states(database) == [.unsure: 1])
        await database.close()
    }
}
