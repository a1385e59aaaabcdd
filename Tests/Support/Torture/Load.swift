import Activities
import Foundation
import Kernel
import Synchronization
import TestKit

/// Concurrent clients of one server: most book and cancel, one reports, one edits.
final class Load: Sendable {
    let stage: Stage
    let port: UInt16
    let sessions: [ID<ActivitySession>]
    let account: Account
    let host: [String: String]
    let seed: UInt64
    private let isOver = Atomic<Bool>(false)

    init(stage: Stage, port: UInt16, sessions: [ID<ActivitySession>], account: Account, host: [String: String], seed: UInt64) {
        (self.stage, self.port, self.sessions) = (stage, port, sessions)
        (self.account, self.host, self.seed) = (account, host, seed)
    }

    func run(bookers: Int, until end: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<bookers { group.addTask { try await Blocking.run { self.book(number) } } }
            group.addTask { try await Blocking.run { self.report() } }
            group.addTask { try await Blocking.run { self.edit() } }
            do { try await end() } catch {
                isOver.store(true, ordering: .relaxed)
                throw error
            }
            isOver.store(true, ordering: .relaxed)
            try await group.waitForAll()
        }
    }

    private var goesOn: Bool { !isOver.load(ordering: .relaxed) }

    /// The first page, for as long as it takes.
    private func page(_ client: Client, _ path: String) -> PageSeen? {
        while goesOn {
            if let page = client.get(path)?.page, page.status == 200 { return page }
            usleep(20_000)
        }
        return nil
    }

    private func book(_ number: Int) {
        var chance = Chance(seed, number)
        let client = Client(port: port)
        let actions = sessions.map { "/activities/\(stage.activity.text)/sessions/\($0.text)/bookings" }
        guard let first = actions.first, let page = page(client, first), let csrf = page.form(to: first)?["csrf"] else { return }
        var mine: [String] = []
        while goesOn {
            if chance.happens(25), !mine.isEmpty {
                cancel(mine.remove(at: chance.below(mine.count)), csrf, client)
            } else {
                let waits = chance.happens(50)
                var fields = [("csrf", csrf), ("party", "\(1 + chance.below(4))"), ("name", "Client \(number)"), ("phone", "13800138000")]
                if waits { fields.append(("waiting", "1")) }
                if let code = take(client.post(actions[chance.below(actions.count)], fields), waits) { mine.append(code) }
            }
        }
    }

    private func take(_ reply: Reply?, _ waits: Bool) -> String? {
        guard let reply else {
            account.note { $0.unknown += 1 }
            usleep(20_000)
            return nil
        }
        if reply.status == 303, let code = reply.location.flatMap({ $0.hasPrefix("/bookings/") ? String($0.dropFirst(10)) : nil }) {
            account.note { $0.bookings[code] = waits ? .bookedOrWaiting : .booked }
            return code
        }
        if reply.status == 503 { usleep(20_000) }
        account.note { told in
            if reply.page.text.contains("not known whether") { told.unknown += 1 } else { told.refused += 1 }
            if reply.page.text.contains("no storage space left") { told.full += 1 }
            if reply.status != 409, reply.status != 503 { told.problems.append("a booking was answered \(reply.status): \(reply.page.text.prefix(200))") }
        }
        return nil
    }

    private func cancel(_ code: String, _ csrf: String, _ client: Client) {
        account.note { $0.bookings[code] = .cancelling }
        guard let reply = client.post("/bookings/\(code)/cancellation", [("csrf", csrf)]), reply.status == 303 else { return }
        account.note { $0.bookings[code] = .cancelled }
    }

    private func report() {
        let client = Client(port: port, cookies: host)
        guard let session = sessions.first else { return }
        let action = "/desk/activities/\(stage.activity.text)/sessions/\(session.text)/claims"
        guard let page = page(client, action) else { return }
        for number in 0... {
            let reason = "report \(seed) \(number)"
            let reply = try? client.submit(page, action, ["indicator": "visits", "value": "\(number)", "method": "reported", "reason": reason])
            if reply?.status == 303 { account.note { _ = $0.claims.insert(reason) } } else { usleep(20_000) }
            if !goesOn { return }
            usleep(5_000)
        }
    }

    private func edit() {
        let client = Client(port: port, cookies: host)
        let action = "/desk/activities/\(stage.activity.text)"
        guard let page = page(client, action) else { return }
        for number in 0... {
            let title = "Edit \(seed) \(number)"
            let reply = try? client.submit(page, action, ["title_en": title])
            if reply?.status == 303 { account.note { _ = $0.edits.insert(title) } } else { usleep(20_000) }
            if !goesOn { return }
            usleep(5_000)
        }
    }
}
