import App
import Rooms
import Storage
import TestKit
import Testing

/// Strings that break careless programs, through every field of every form of every room, as an administrator.
@Suite struct NaughtyFormsTests {
    /// Forms that change what the others stand on come last.
    private static let last = ["status", "moderation", "withdrawal", "removal", "closing", "lock", "forget", "erasure", "cancellation", "acceptance", "sign-out"]

    @Test func everyFieldOfEveryRoom() async throws {
        let start = ContinuousClock.now
        let world = try await NaughtyWorld.make(.sqlite)
        let visitors = [NaughtyVisitor(world.site, language: "en"), NaughtyVisitor(world.site, language: "zh")]
        let stranger = NaughtyVisitor(world.site, language: "en")
        var crawl = NaughtyCrawl(world.kepu.house)
        try await crawl.walk(stranger, from: ["/sign-in"])
        for visitor in visitors { try await signIn(visitor) }
        try await crawl.walk(visitors[0], from: ["/desk", "/"] + world.hidden)
        print("crawl", ContinuousClock.now - start, crawl.found.count, crawl.pages.count)
        #expect(crawl.complaints.isEmpty, "\(crawl.complaints)")
        #expect(crawl.posts.subtracting(crawl.found.values.map(\.pattern)).sorted() == [])

        var drivers = crawl.found.values.filter { !$0.form.fields.isEmpty }.map(NaughtyDriver.init).filter(\.takesText)
        drivers.sort { (Self.rank($0), $0.found.key) < (Self.rank($1), $1.found.key) }
        var complaints: [String] = []
        for index in drivers.indices {
            let begin = ContinuousClock.now
            let guests = drivers[index].found.pagePattern == "/sign-in" ? [stranger] : visitors
            try await drive(&drivers[index], guests)
            complaints += drivers[index].complaints
            print(
                drivers[index].found.room, drivers[index].found.key, drivers[index].accepted, drivers[index].refused,
                "not shown:", drivers[index].taken.subtracting(drivers[index].returned).sorted(), ContinuousClock.now - begin)
        }
        #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
        print("requests", visitors.map(\.requests), ContinuousClock.now - start)
        await world.kepu.database.close()
    }

    private func drive(_ driver: inout NaughtyDriver, _ guests: [NaughtyVisitor]) async throws {
        let ours = NaughtyTexts.ours, shared = NaughtyTexts.shared
        if driver.hasPassword { return try await driver.junk(guests[0], Array(ours.prefix(3))) }
        for visitor in guests { try await driver.junk(visitor, visitor.language == "en" ? Array(ours.prefix(4)) : ["1e400", "\u{301}x", "x\u{0}"]) }
        for round in ours.indices {
            try await driver.fill(guests[round % guests.count]) { index, longest in
                for step in ours.indices {
                    let text = ours[(round + index * 7 + step) % ours.count]
                    if text.count <= longest || step == 0 && round % 3 == 0 { return text }
                }
                return "x"
            }
        }
        guard !shared.isEmpty else { return }
        var at = 0
        for round in 0..<6 {
            try await driver.fill(guests[round % guests.count]) { _, longest in
                var text = ""
                while text.count + shared[at % shared.count].count + 1 <= min(longest, 2_000) {
                    text += (text.isEmpty ? "" : " ") + shared[at % shared.count].replacing("\0", with: "")
                    at += 1
                }
                if text.isEmpty { at += 1 }
                return text.isEmpty ? "x" : text
            }
        }
    }

    private static func rank(_ driver: NaughtyDriver) -> Int {
        last.firstIndex { driver.found.pattern.contains($0) }.map { $0 + 1 } ?? 0
    }

    private func signIn(_ visitor: NaughtyVisitor) async throws {
        let form = try #require(try await visitor.go("/sign-in").forms.first { $0.action == "/sign-in" })
        let values = form.fields.map { ($0.name, $0.name == "login" ? NaughtyWorld.login : $0.name == "password" ? NaughtyWorld.password : $0.value) }
        #expect(try await visitor.send(form, values).status == 200)
    }
}
