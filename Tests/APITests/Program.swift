import Access
import Activities
import App
import Campaigns
import Foundation
import HTTPTypes
import Kernel
import Rooms
import Storage
import TestKit
import Venues
import Web

/// A program with somebody's token.
struct Program: Sendable {
    let world: World
    let token: String
    let account: ID<Account>

    /// One request with a body of JSON; a POST gets a key of its own unless one is given.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, match: String? = nil, key: String? = nil, headers: [String: String] = [:]
    ) async throws -> Seen {
        var all = headers
        all["Authorization"] = "Bearer \(token)"
        if body != nil, all["Content-Type"] == nil { all["Content-Type"] = method == .patch ? "application/merge-patch+json" : "application/json" }
        if let match { all["If-Match"] = match }
        if let key { all["Idempotency-Key"] = key } else if method == .post, all["Idempotency-Key"] == nil { all["Idempotency-Key"] = UUID().uuidString }
        return try await world.ask("/api/v1" + path, method, headers: all, body: Array((body ?? "").utf8))
    }

    func get(_ path: String) async throws -> Seen { try await send(.get, path) }
}

extension World {
    static let all = [Activities.enter, Activities.moderate, Activities.takeIn, Venues.edit]

    /// Somebody with one role, or with another too, and a token that carries these permissions.
    func program(_ role: Role, over scope: Scope, _ permissions: [Permission], also other: Role? = nil) async throws -> Program {
        let login = "p\(UInt64.random(in: 0 ... .max))@example.org"
        let (account, token) = try await kepu.database.write { tx in
            let id = try tx.addAccount(login: login, name: "P", passwordHash: "x")
            try tx.grant(Grant(role, over: scope), to: id)
            if let other { try tx.grant(Grant(other, over: scope), to: id) }
            let owner = try tx.identity(of: Account(id: id, login: login, name: "P"))
            return (id, try tx.addAPIToken(name: "t", permissions: permissions, until: tx.now.adding(hours: 24), of: owner))
        }
        return Program(world: self, token: token, account: account)
    }

    /// Everything, everywhere.
    func administrator() async throws -> Program {
        try await program(
            .administrator, over: .all, kepu.house.permissions.filter { $0.roles.contains(.administrator) || $0.name == "talks.answer" }, also: .expert)
    }

    var museum: ID<Organisation> {
        get async throws {
            guard let found = try await kepu.database.read({ try $0.organisation(key: "museum") }) else { throw Missing() }
            return found.id
        }
    }

    /// The museum's own, who enters its activities.
    func host() async throws -> Program { try await program(.host, over: .organisation(try await museum.number), [Activities.enter]) }

    /// Of the province in which the hall lies.
    func moderator() async throws -> Program { try await program(.moderator, over: .region(["610000"]), [Activities.moderate]) }

    struct Missing: Error {}
}

extension Seen {
    var tag: String { headers["etag"] ?? "" }
    /// The pointers of what is wrong with the body, sorted.
    var pointers: [String] {
        get throws { try (json["errors"] as? [[String: Any]] ?? []).compactMap { $0["pointer"] as? String }.sorted() }
    }
    var code: String { get throws { try string("code") ?? "" } }
    var id: String { get throws { try string("id") ?? "" } }
}
