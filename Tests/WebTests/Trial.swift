import Access
import HTTPTypes
import Kernel
import Markup
import Regions
import Rooms
import Storage
import TestKit
import Web

/// A small site of a few addresses, one for each way to answer.
struct Trial: Sendable {
    let site: Site
    let database: Database

    static let office = Permission("trial.office", "办公", "Work at the office", roles: [.office])
    static let form = Form(FormField("name", "姓名", "Name", .text(max: 20), required: true), FormField("file", "文件", "File", .file(accept: "*/*")))

    struct Leak: Error, CustomStringConvertible { let description = "password=hunter2 at /srv/secret.swift:17" }

    static let module: Module = {
        var module = Module("trial", "试验", "Trial")
        module.migrations = AccessSchema.migrations
        module.permissions = [office]
        module.routes = { _ in routes }
        return module
    }()

    private static let routes: [Route] = [
        .get("/page", .anyone) { visit in visit.page(Phrase("页面", "A page")) { visit.formHTML(form.empty, action: "/form", submit: Phrase("送", "Send")) } },
        .get("/plain", .anyone) { visit in visit.page(Phrase("页面", "A page")) { p { "plain" } } },
        .get("/things/{id}.json", .anyone) { visit in
            let id: ID<Trial> = try visit.id("id", of: Phrase("东西", "thing"))
            return .json("{\"id\":\"\(id.text)\"}")
        },
        .get("/things/{id}", .anyone) { visit in
            let id: ID<Trial> = try visit.id("id", of: Phrase("东西", "thing"))
            return visit.page(Phrase("东西", "A thing")) { p { String(id.number) } }
        },
        .get("/list", .anyone, filters: ["region"]) { visit in visit.page(Phrase("列表", "A list")) { p { visit.query["region"] ?? "none" } } },
        .get("/taken", .anyone) { _ in throw Refusal(.conflict, "taken", "已被占用。", "Taken.") },
        .get("/broken", .anyone) { _ in throw Leak() },
        .get("/mine", .signedIn) { visit in visit.page(Phrase("我的", "Mine")) { p { visit.identity?.account.login ?? "" } } },
        .get("/office", .permitted(office)) { visit in visit.page(Phrase("办公", "Office")) { p { "in" } } },
        .post("/form", .anyone, bodyLimit: 4096) { visit in
            let reading = form.read(visit.posted)
            guard reading.isGood else {
                return visit.page(Phrase("页面", "A page"), status: 422) { visit.formHTML(reading, action: "/form", submit: Phrase("送", "Send")) }
            }
            let upload = reading.upload("file").map { "\($0.fileName) of \($0.bytes.count)" } ?? "no file"
            return visit.see("/plain", saying: Phrase("已收到", "Got \(reading.text("name")), \(upload)"))
        },
        .post("/office/files", .permitted(office), bodyLimit: 8 << 20) { _ in .see("/plain") }, .post("/mine/files", .signedIn, bodyLimit: 8 << 20) { _ in .see("/plain") },
        .post("/gated/files", .anyone, bodyLimit: 8 << 20, admits: { _ in throw Refusal(.conflict, "not-now", "现在不行。", "Not now.") }) { _ in .see("/plain") },
        .get("/rush", .anyone) { visit in visit.page(Phrase("页面", "A page")) { visit.formHTML(form.empty, action: "/rush", submit: Phrase("送", "Send")) } }.inTurn,
        .post("/rush", .anyone) { visit in visit.see("/plain", saying: Phrase("已收到", "Got \(form.read(visit.posted).text("name"))")) }.inTurn,
        .post("/enter", .anyone) { visit in
            visit.keep(session: try await visit.database.write { tx in try tx.openSession(for: tx.addAccount(login: "a@example.org", name: "A", passwordHash: "x")) })
            return .see("/mine")
        },
    ]

    static func make(_ engine: TestEngine = .sqlite, secure: Bool = false, turnstile: Turnstile = Turnstile(), publicFolder: String = "Public") async throws -> Trial {
        let database = try await engine.database(rooms: [(room: "regions", migrations: RegionsSchema.migrations), (room: "trial", migrations: module.migrations)])
        return Trial(site: try await TestHouse(module).site(database, secure: secure, turnstile: turnstile, publicFolder: publicFolder), database: database)
    }

    struct Seen {
        let status: Int
        let headers: HTTPFields
        let text: String
        var cookies: [String] { headers[values: .setCookie] }
    }

    func ask(
        _ method: HTTPRequest.Method = .get, _ path: String, _ more: [(HTTPField.Name, String)] = [], cookie: String? = nil, body: String = ""
    ) async throws -> Seen {
        var headers = HTTPFields()
        if let cookie { headers[.cookie] = cookie }
        for (name, value) in more { headers[name] = value }
        let answer = try await site.respond(method: method, path: path, headers: headers, body: Array(body.utf8))
        return Seen(status: answer.status, headers: answer.headers, text: String(decoding: answer.body, as: UTF8.self))
    }

    /// A browser's cookie and the token that the page's form carries with it.
    func token() async throws -> (cookie: String, csrf: String) {
        let page = try await ask(.get, "/page")
        let cookie = page.cookies.first { $0.contains("kepu_browser=") }?.split(separator: ";").first.map(String.init) ?? ""
        let form = PageSeen(status: 200, path: "/page", headers: [:], html: page.text).form(to: "/form")
        return (cookie, form?.values.first { $0.name == "csrf" }?.value ?? "")
    }
}
