import Access
import Foundation
import Jobs
import Kernel
import Logging
@testable import Outbox
import People
import Storage
import Synchronization
import TestKit
import Venues
import Web

/// A house with nothing but people and what they are told.
enum OutboxWorld {
    static let house = TestHouse(People.module, Messages.module)
    /// With the divisions, which every page has at hand.
    static let pages = TestHouse(People.module, Messages.module, Venues.module)
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    static let site = "https://kepu.example"

    /// A quarter past nine in the morning in Shanghai.
    static func clock() -> TestClock { TestClock("2026-05-16T09:15:00+08:00") }

    static func account(_ login: String = "host@example.org", in database: Database) async throws -> ID<Account> {
        try await database.write { tx in try tx.addAccount(login: login, name: "刘老师", passwordHash: "-") }
    }

    static let kind = MessageKind("test.decided", "测试结果", "A test's result")

    static func message(to recipient: MessageRecipient, kind: MessageKind = kind, number: Int = 1) -> Message {
        Message(
            kind, to: recipient, subject: Phrase("第 \(number) 项活动已发布", "Activity \(number) is published"),
            body: Phrase("“观星之夜”已发布。\n请准备好望远镜。", "“Stargazing” is public.\nGet the telescopes ready."), path: "/desk/activities/\(number)")
    }

    static func runner(_ database: Database, _ courier: (any Courier)?, by channel: MessageChannel = .mail) -> JobRunner {
        let kinds = [OutboxJobs.delivery(by: channel, courier, site: site), OutboxJobs.digests, OutboxJobs.erasure]
        return JobRunner(database, kinds: kinds, logger: quiet, workers: 2, poll: .milliseconds(20))
    }

    static func states(_ database: Database) async throws -> [DeliveryState: Int] { try await database.read { tx in try tx.deliveryCounts() } }

    /// The one line in that state.
    static func line(_ state: DeliveryState, _ database: Database) async throws -> DeliveryLine? {
        try await database.read { tx in try tx.deliveries(DeliveryFilter(state: state), limit: 2) }.first
    }
}

/// A courier that keeps what it is given and answers as it is told.
final class KeepingCourier: Courier {
    let through = "a test"
    private let state: Mutex<(letters: [OutgoingLetter], answers: [SendOutcome])>

    /// The answers in their order; the last stays.
    init(_ answers: SendOutcome...) { state = Mutex(([], answers.isEmpty ? [.taken("250 ok")] : answers)) }

    var letters: [OutgoingLetter] { state.withLock { $0.letters } }

    func send(_ letter: OutgoingLetter) async -> SendOutcome {
        state.withLock { state in
            state.letters.append(letter)
            return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
        }
    }
}
