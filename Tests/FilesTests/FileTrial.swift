import Access
import Files
import Foundation
import HTTPTypes
import Kernel
import Markup
import Regions
import Rooms
import Storage
import TestKit
import Web

/// A small room with files: some for everybody, some for the office, one form.
struct FileTrial: Sendable {
    static let office = Permission("filetrial.office", "办公", "Work at the office", roles: [.office])
    /// Whoever holds the permission may send; but the thing called `theirs` is nobody's here.
    static let place = UploadPlace(
        "/desk/things/{id}/uploads", .permitted(office), kinds: [.text, .pdf, .mp4], limits: UploadLimits(file: 20 << 20, open: 4, together: 60 << 20)
    ) { visit, _ in
        guard visit.parameter("id") != "theirs" else { throw Refusal.notFound(Phrase("东西", "thing")) }
        return "filetrial:\(visit.parameter("id"))"
    }

    static let module: Module = {
        var module = Module("filetrial", "文件试验", "Files on trial")
        module.migrations = AccessSchema.migrations
        module.permissions = [office]
        module.routes = { _ in routes + place.routes }
        return module
    }()

    private static let routes: [Route] = [
        .get("/files/{digest}", .anyone, filters: []) { visit in try await file(visit) },
        .get("/shown/{digest}", .anyone, filters: []) { visit in try await file(visit, as: .inline) },
        .get("/desk/secrets/{digest}", .permitted(office), filters: []) { visit in try await file(visit) },
        .get("/form", .signedIn) { visit in
            visit.page(Phrase("表单", "A form")) {
                Markup.form(.method(.post), .action("/form"), .class("form"), .enctype("multipart/form-data")) {
                    visit.csrfField
                    visit.uploadField(UploadField("file", Phrase("文件", "File"), to: place, at: "/desk/things/mine/uploads"))
                    button(.type("submit")) { "Send" }
                }
            }
        },
        .post("/form", .signedIn, bodyLimit: UploadLimits.formBody) { visit in
            let account = try visit.signedIn().account.id
            guard let handed = try await visit.handedIn("file", of: [.text, .pdf, .mp4]) else { return .text("nothing") }
            let kept = try await visit.database.write { tx in try tx.keep(handed, by: account, for: "filetrial:mine") }
            return .text("\(kept.file.digest) \(kept.name)")
        },
    ]

    private static func file(_ visit: Visit, as showing: Answer.Showing = .attachment) async throws -> Answer {
        guard let digest = FileDigest(visit.parameter("digest")), let file = try await visit.database.read({ try $0.shelvedFile(digest) }) else {
            throw Refusal.notFound(Phrase("文件", "file"))
        }
        return try await Answer.file(file, named: "科学 手册.\(file.kind.endings[0])", as: showing, to: visit)
    }

    let site: Site
    let database: Database
    let clock: TestClock

    static func make(_ engine: TestEngine = .sqlite) async throws -> FileTrial {
        let clock = TestClock("2026-03-01T08:00:00+08:00"), house = TestHouse(module)
        let rooms = [(room: "regions", migrations: RegionsSchema.migrations)] + house.house.migrations
        let database = try await engine.database(clock: clock.clock, rooms: rooms)
        return FileTrial(site: try await house.site(database), database: database, clock: clock)
    }

    func keep(_ bytes: [UInt8], _ name: String = "a.txt") async throws -> ShelvedFile {
        let file = try await database.shelf.keep(bytes, named: name)
        return try await database.write { try $0.keep(file) }
    }

    struct Seen {
        let status: Int
        let headers: HTTPFields
        let body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
        subscript(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
    }

    func ask(_ method: HTTPRequest.Method = .get, _ path: String, _ more: [String: String] = [:], body: [UInt8] = []) async throws -> Seen {
        var headers = HTTPFields()
        for (name, value) in more { if let name = HTTPField.Name(name) { headers[name] = value } }
        let answer = try await site.respond(method: method, path: path, headers: headers, body: body)
        return Seen(status: answer.status, headers: answer.headers, body: answer.body)
    }

    /// Somebody of the office who has signed in: a browser's cookies, the token of its forms, and a program's token.
    struct Clerk: Sendable {
        let trial: FileTrial
        let account: ID<Account>
        let cookie: String
        let csrf: String
        let token: String

        var headers: [String: String] { ["Cookie": cookie, "X-CSRF-Token": csrf, "Accept": "application/json"] }

        func post(_ path: String, _ fields: [(String, String)] = []) async throws -> Seen {
            let body = Query(fields.map { ($0.0, $0.1) }).encoded
            return try await trial.ask(.post, path, headers.merging(["Content-Type": "application/x-www-form-urlencoded"]) { $1 }, body: Array(body.utf8))
        }

        func piece(_ address: String, _ bytes: [UInt8], at offset: Int, _ more: [String: String] = [:]) async throws -> Seen {
            let all = headers.merging(["Content-Type": "application/octet-stream"]) { $1 }.merging(more) { $1 }
            return try await trial.ask(.post, "\(address)/pieces?offset=\(offset)", all, body: bytes)
        }
    }

    func clerk(_ login: String, _ roles: Role...) async throws -> Clerk {
        let (account, session, token) = try await database.write { tx in
            let id = try tx.addAccount(login: login, name: login, passwordHash: "x")
            for role in roles { try tx.grant(Grant(role, over: .all), to: id) }
            let owner = try tx.identity(of: Account(id: id, login: login, name: login))
            let token = roles.isEmpty ? "" : try tx.addAPIToken(name: "t", permissions: [Self.office], until: tx.now.adding(hours: 24), of: owner)
            return (id, try tx.openSession(for: id).text, token)
        }
        let page = try await ask(.get, "/form", ["Cookie": "kepu_session=\(session)"])
        let browser = page.headers[values: .setCookie].first { $0.contains("kepu_browser=") }?.split(separator: ";").first.map(String.init) ?? ""
        let csrf = PageSeen(status: 200, path: "/form", headers: [:], html: page.text).form(to: "/form")?.values.first { $0.name == "csrf" }?.value ?? ""
        return Clerk(trial: self, account: account, cookie: "kepu_session=\(session); \(browser)", csrf: csrf, token: token)
    }
}

extension FileTrial.Seen {
    /// The value of a member of the JSON that was answered: a text, a number or a yes.
    subscript(json name: String) -> String? {
        guard let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any], let value = object[name], !(value is NSNull) else { return nil }
        return "\(value)"
    }
}
