import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing
@testable import Web

/// In a rush people are let in by turn: nobody is sent away for good, nobody goes before one who had a number.
@Suite struct TurnTests {
    /// One is inside, as many stand in line as it takes; the next get numbers, in order.
    @Test func numbersInOrder() async throws {
        let door = Turnstile(Turnstile.Limits(inside: 2, patience: 0))
        for _ in 0..<2 { #expect(await door.enter(with: nil) == nil) }
        let first = Task { await door.enter(with: nil) }
        while door.standing == 0 { await Task.yield() }
        let turns = [try #require(await door.enter(with: nil)), try #require(await door.enter(with: nil))]
        #expect(turns.map(\.number) == [1, 2])
        #expect(turns.allSatisfy { $0.seconds >= 1 && $0.ahead >= 1 })
        // Whoever comes back too early keeps the number.
        #expect(try #require(await door.enter(with: 2)).number == 2)
        door.leave()
        #expect(await first.value == nil)
    }

    /// While somebody waits outside, whoever comes without a number gets a later one, though there is room.
    @Test func nobodyOvertakes() async throws {
        let door = Turnstile(Turnstile.Limits(inside: 2, patience: 0))
        for _ in 0..<2 { #expect(await door.enter(with: nil) == nil) }
        let standing = Task { await door.enter(with: nil) }
        while door.standing == 0 { await Task.yield() }
        let turn = try #require(await door.enter(with: nil))
        for _ in 0..<2 { door.leave() }
        #expect(await standing.value == nil)
        let late = await door.enter(with: nil)
        // With its number the first one is called before the second; where that took a moment, the second comes in after it was called, and goes.
        if let late { #expect(late.number > turn.number) } else { door.leave() }
        var tries = 0
        while let again = await door.enter(with: turn.number) {
            #expect(again.number == turn.number)
            tries += 1
            try #require(tries < 10_000_000)
        }
    }

    /// A number lets in a few times, for the form and its corrections, and then no more: it is nobody's to hand on.
    @Test func aNumberIsUsedUp() async throws {
        let door = Turnstile(Turnstile.Limits(inside: 1, patience: 0))
        #expect(await door.enter(with: nil) == nil)
        let standing = Task { await door.enter(with: nil) }
        while door.standing == 0 { await Task.yield() }
        let turn = try #require(await door.enter(with: nil))
        for _ in 0..<2 { door.leave() }
        #expect(await standing.value == nil)
        var entries = 0, tries = 0
        while entries < 6 {
            tries += 1
            try #require(tries < 1_000_000)
            guard await door.enter(with: turn.number) == nil else { continue }
            entries += 1
            door.leave()
        }
        // Others wait: without a number that counts one stands behind them.
        let holds = Task { await door.enter(with: nil) }
        #expect(await holds.value == nil)
        let behind = Task { await door.enter(with: nil) }
        while door.standing == 0 { await Task.yield() }
        let other = try #require(await door.enter(with: nil))
        let again = try #require(await door.enter(with: turn.number))
        #expect(again.number > other.number)
        for _ in 0..<2 { door.leave() }
        #expect(await behind.value == nil)
    }

    @Test func numbersAreNotMadeUp() {
        let door = Turnstile(), other = Turnstile()
        let turn = Turnstile.Turn(number: 7, ahead: 3, seconds: 1)
        #expect(door.number(door.text(of: turn)) == 7)
        for wrong in [nil, "", "7", "7.", "8." + (door.text(of: turn).split(separator: ".").last.map(String.init) ?? ""), other.text(of: turn), "-1.x"] {
            #expect(door.number(wrong) == nil)
        }
    }

    /// The page says where one stands and keeps what was entered; sent again from it, it is taken.
    @Test func nothingEnteredIsLost() async throws {
        let trial = try await Trial.make(turnstile: Turnstile(Turnstile.Limits(inside: 0, patience: 0)))
        let (cookie, csrf) = try await trial.token()
        let kind = [(HTTPField.Name.contentType, "application/x-www-form-urlencoded")]
        let held = try await trial.holdLine()
        let body = "csrf=\(csrf)&name=Li+%3Cb%3E&turn=made-up"
        let told = try await trial.ask(.post, "/rush", kind, cookie: cookie + "; kepu_language=en", body: body)
        #expect(told.status == 503)
        #expect(told.headers[.retryAfter] != nil && told.headers[.cacheControl]?.contains("public") != true)
        let page = PageSeen(status: 503, path: "/rush", headers: [:], html: told.text)
        let form = try #require(page.form(to: "/rush"))
        #expect(form["name"] == "Li <b>" && form["csrf"] == csrf && form["turn"]?.hasPrefix("1.") == true)
        #expect(page.text.contains("Yours is 1") && page.text.contains("nothing is lost"))

        // A page without a form comes again by itself, with its number.
        let asked = try await trial.ask(.get, "/rush?a=b", cookie: "kepu_language=zh")
        #expect(asked.status == 503 && asked.text.contains("您的号码是 2"))
        let again = try #require(HTTPField.Name("refresh").flatMap { asked.headers[$0] })
        #expect(again.contains("url=/rush?a=b&turn=2."), "\(again)")
        trial.site.openLine()
        await held.value
        await trial.database.close()
    }
}

extension Trial {
    /// Somebody who stands in a line of one.
    func holdLine() async throws -> Task<Void, Never> {
        let task = Task { _ = try? await self.ask(.get, "/rush") }
        while site.turnstile.standing == 0 { await Task.yield() }
        return task
    }
}

extension Site {
    func openLine() { turnstile.leave() }
}
