import Access
import App
import Foundation
import Kernel
import Logging
import Outbox
import Storage
import TestKit
import Testing

/// `kepu secret rotate`, killed in the middle again and again, and run again.
@Suite struct SecretRotationTests {
    private static let one = "b25lIHNlY3JldCBmb3IgdGVzdHMgYWxvbmUsIGFuZCBubyBvbmUgZWxzZQ"
    private static let two = "YW5vdGhlciBzZWNyZXQgZm9yIHRlc3RzIGFsb25lIGFuZCBub2JvZHkgZWxzZQ"
    private static let messages = 8_000
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func open(_ place: Workplace, _ secret: String) async throws -> Kepu {
        try await Kepu.open(place.database, secret: try InstallationKey(secret), logger: Self.quiet)
    }

    /// The rotation, which is killed after so long; true where it came to its end before.
    private func rotate(_ place: Workplace, killedAfter pause: Duration) async throws -> Bool {
        let process = ChildProcess()
        process.executableURL = KepuProcess.program
        process.arguments = ["secret", "rotate", "--new", place.folder + "/new"]
        process.environment = KepuProcess.environment.merging(["KEPU_DATABASE": place.database, "KEPU_SECRET": Self.one]) { $1 }
        process.standardOutput = .nothing
        process.standardError = .nothing
        try process.start()
        try await Task.sleep(for: pause)
        let isOver = !process.isRunning
        if !isOver { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        return isOver && process.terminationStatus == 0
    }

    @Test func killedInTheMiddleItGoesOn() async throws {
        let place = try Workplace()
        try place.file("new", Self.two + "\n")
        let before = try await open(place, Self.one)
        let kind = MessageKind("test.told", "消息", "Message")
        let account = try await before.database.writeAlone { tx in
            let account = try tx.addAccount(login: "nobody", name: "Nobody", passwordHash: "x")
            for number in 1...Self.messages {
                let says = Phrase("第 \(number) 条", "Number \(number)")
                try tx.tell(Message(kind, to: .account(account), subject: says, body: says))
            }
            return account
        }
        await before.database.close()

        var pause = Duration.milliseconds(300), halves = 0
        while try await !rotate(place, killedAfter: pause) {
            pause += .milliseconds(80)
            // Until it has come to its end no server starts; what is not finished says what to do.
            let half = try await open(place, Self.one)
            do { try await half.database.read { try $0.requireNoRotation() } } catch let refusal as Refusal {
                #expect(refusal.code == "secret-half")
                halves += 1
            }
            await half.database.close()
            try #require(pause < Duration.seconds(60))
        }
        #expect(halves > 0)
        await #expect(throws: Refusal.self) { _ = try await open(place, Self.one) }
        let after = try await open(place, Self.two)
        let read = try await after.database.read { tx in
            try tx.requireNoRotation()
            return try tx.messages(of: account, limit: Self.messages + 1).compactMap { $0.content?.subject.en }
        }
        #expect(Set(read).count == Self.messages && read.contains("Number 1"))
        await after.database.close()
    }
}
