import Access
import App
import Foundation
import Kernel
import Outbox
import Storage
import TestKit

/// The program is killed while mail, text messages and webhooks go out, again and again: nothing is lost, and repeats are those that
/// docs/decisions/sent-once-or-twice.md names.
enum OutboxKills {
    static let part = TorturePart(name: "outbox-kills", about: "kill -9 while mail, text messages and webhooks go out, on both engines", rounds: 20) { torture in
        var outcomes: [Outcome] = []
        for engine in TestEngine.allCases {
            let rounds = (torture.rounds + 1) / 2
            let game = try await OutboxGame(torture, address: Stage.address(engine, in: torture.newFolder(engine.rawValue)))
            for round in 0..<rounds { try await game.play(round) }
            outcomes.append(Outcome(on: engine.rawValue, rounds: rounds, found: try await game.end()))
        }
        return outcomes
    }
}

/// One database whose outbox is filled once; then serve and kill until it is empty.
final class OutboxGame {
    private let torture: Torture
    private let stage: Stage
    private let program: String
    private let mail: Neighbour
    private let gateway: Neighbour
    private let receiver: Neighbour
    private var mails: [ID<Message>] = []
    private var texts: [ID<Message>] = []
    /// How often each was found with a try that had begun and not ended: so often it may be there once more.
    private var cutOff: [String: Int] = [:]
    private var kills = 0

    private static let number = 60

    init(_ torture: Torture, address: String) async throws {
        self.torture = torture
        stage = try await Stage.make(address)
        program = torture.folder + "/kepu"
        if !FileManager.default.fileExists(atPath: program) { try FileManager.default.copyItem(atPath: Torture.kepu, toPath: program) }
        (mail, gateway, receiver) = (try Neighbour(.mail), try Neighbour(.receiver), try Neighbour(.receiver))
        for one in [mail, gateway, receiver] { try one.set("slow") }
        try await fill()
    }

    private var environment: [String: String] {
        [
            "KEPU_SMTP": "smtp://127.0.0.1:\(mail.port)?from=kepu@kepu.example&tls=never", "KEPU_GATEWAY_SMS": "http://127.0.0.1:\(gateway.port)/sms",
            "KEPU_GATEWAY_SECRET": WebhookSecret().text, "KEPU_SITE": "https://kepu.example", "KEPU_WEBHOOKS_LOOPBACK": "1",
        ]
    }

    private func fill() async throws {
        let kepu = try await Stage.open(stage.address)
        var settings = OutboxSettings(site: "https://kepu.example")
        settings.takesLoopback = true
        try await kepu.outbox(settings).announce()
        let kind = MessageKind("torture.letter", "信", "Letter", isListed: false)
        let (port, activity, number) = (receiver.port, stage.activity, Self.number)
        (mails, texts) = try await kepu.database.write { tx in
            func tell(_ recipient: MessageRecipient) throws -> ID<Message> {
                try tx.tell(Message(kind, to: recipient, subject: Phrase("信", "A letter"), body: Phrase("内容", "Words")))
            }
            guard let owner = try tx.account(login: Stage.host)?.account.id else { throw TortureProblem("there is no host") }
            _ = try tx.addWebhook("http://127.0.0.1:\(port)/hook", by: owner)
            let mails = try (0..<number).map { try tell(.email("person\($0)@example.org", .zh)) }
            let texts = try (0..<number).map { try tell(.phone("+861380000\(1000 + $0)", .zh)) }
            return (mails, texts)
        }
        try await kepu.database.write { tx in
            for _ in 0..<number { try tx.record(LedgerEntry("activities.published", "activity", activity, by: 0, visibility: .public)) }
        }
        await kepu.database.close()
    }

    func play(_ round: Int) async throws {
        var chance = Chance(torture.seed, round)
        let moment = 100 + chance.below(1500)
        let server = try await start()
        try await Task.sleep(for: .milliseconds(moment))
        try await Blocking.run { server.end() }
        kills += 1
        try await look()
    }

    /// As an hour later: leases have run out.
    private func look() async throws {
        let kepu = try await Stage.open(stage.address)
        let begun = try await kepu.database.write { tx in
            try tx.execute("UPDATE job SET due = 0 WHERE dead = 0")
            try tx.execute("UPDATE outbox_webhook SET held_until = 0, due_at = 0")
            return try tx.rows("SELECT message_id, channel FROM outbox_delivery WHERE state = 'sending'") { row in
                "\(try row.id("message_id", Message.self)).\(try row.text("channel"))"
            }
        }
        for key in begun { cutOff[key, default: 0] += 1 }
        await kepu.database.close()
    }

    private func start() async throws -> ServerProcess {
        let (program, address, log, environment) = (program, stage.address, torture.folder + "/server.log", environment)
        return try await Blocking.run { try ServerProcess.start(program, address: address, log: log, environment: environment) }
    }

    /// Lets it finish, then holds what arrived against what was told.
    func end() async throws -> String {
        let server = try await start()
        for _ in 0..<120 {
            if try await waiting() == 0 { break }
            try await Task.sleep(for: .seconds(1))
        }
        try await Blocking.run { server.end() }
        try demand(try await waiting() == 0, "after two minutes the outbox is not empty")
        defer { for one in [mail, gateway, receiver] { one.stop() } }
        let repeatedMails = try arrivals(of: mails.map { "\($0).mail" }, mail.mails().compactMap { $0.headers["message-id"]?.dropFirst().split(separator: "@").first.map(String.init) })
        let sms = Dictionary(try gateway.requests().compactMap { $0.headers["webhook-id"] }.map { ($0, 1) }, uniquingKeysWith: +)
        let twice = sms.filter { $0.value > 1 }
        try demand(twice.isEmpty, "text messages sent twice: \(twice)")
        for key in texts.map({ "\($0).sms" }) { try demand(sms[key] == 1 || cutOff[key] != nil, "the text message \(key) never went out, and no try of it was cut off") }
        let hooks = Dictionary(try receiver.requests().compactMap { $0.headers["webhook-id"] }.map { ($0, 1) }, uniquingKeysWith: +)
        let repeats = hooks.values.reduce(0) { $0 + $1 - 1 }
        try demand(hooks.count == Self.number, "\(hooks.count) of \(Self.number) events arrived")
        try demand(repeats <= kills, "\(repeats) events arrived again after \(kills) kills")
        let doubt = texts.filter { cutOff["\($0).sms"] != nil }.count
        return "\(Self.number) mails arrived, \(repeatedMails) once more under their identity after being cut off; \(Self.number) text messages, none twice, \(doubt) cut off and left to a person; \(Self.number) events arrived, \(repeats) once more"
    }

    /// Every one arrived, and none oftener than its tries were cut off.
    private func arrivals(of keys: [String], _ found: [String]) throws -> Int {
        let counts = Dictionary(found.map { ($0, 1) }, uniquingKeysWith: +)
        var again = 0
        for key in keys {
            let count = counts[key] ?? 0
            try demand(count >= 1, "\(key) never arrived")
            try demand(count <= 1 + (cutOff[key] ?? 0), "\(key) arrived \(count) times and was cut off \(cutOff[key] ?? 0) times")
            again += count - 1
        }
        return again
    }

    private func waiting() async throws -> Int64 {
        let kepu = try await Stage.open(stage.address)
        let count = try await kepu.database.read { tx in
            let letters = try tx.number("SELECT COUNT(*) FROM outbox_delivery WHERE state IN ('waiting', 'sending')") ?? 0
            let behind = try tx.number("SELECT after_seq FROM outbox_webhook") == LedgerReader.latestPublic(tx) ? Int64(0) : 1
            return letters + behind
        }
        await kepu.database.close()
        return count
    }
}
