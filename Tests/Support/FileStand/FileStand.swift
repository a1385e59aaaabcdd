import Access
import Files
import Foundation
import Kernel
import Logging
import Markup
import Regions
import ServiceLifecycle
import Storage
import StorageSQLite
import UnixSignals
import Web

/// A small server with files alone, for the bench of downloads and for kills in the middle of uploads: `filestand FOLDER PORT [FILE…]`.
///
/// It opens `FOLDER/kepu.db`, puts the files onto the shelf, and says on which port it is, where each file is, and by which token a program and by
/// which session a browser sends some.
@main
struct FileStand {
    static let office = Permission("filestand.office", "办公", "Work at the office", roles: [.office])
    static let place = UploadPlace("/uploads", .permitted(office), limits: UploadLimits(file: 2 << 30, open: 100, together: 20 << 30)) { _, _ in "filestand" }

    static func main() async throws {
        let words = CommandLine.arguments
        guard words.count >= 3, let port = Int(words[2]) else { return say("filestand FOLDER PORT [FILE…]") }
        var logger = Logger(label: "filestand") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        let rooms = [("regions", RegionsSchema.migrations), ("access", AccessSchema.migrations), ("files", FilesSchema.migrations)]
        let database = try await Database.start(
            on: try await SQLiteEngine.open(path: words[1] + "/kepu.db", holding: Migrator.mark), rooms: rooms.map { (room: $0.0, migrations: $0.1) }, program: "filestand",
            files: words[1] + "/files")
        for path in words.dropFirst(3) {
            let file = try await database.shelf.keep(fileAt: path)
            _ = try await database.write { try $0.keep(file) }
            say("/files/\(file.digest)")
        }
        let (token, session) = try await clerk(database)
        say("token \(token)\nsession \(session)")
        let frame = SiteFrame(name: Phrase("文件", "Files"), links: [], desk: [], assetVersion: "t", banner: nil)
        let site = try await Site(routes: routes + place.routes, database: database, frame: frame, publicFolder: "Public", logger: logger)
        let server = site.server(host: "127.0.0.1", port: port) { bound in say("ready 127.0.0.1:\(bound)") }
        var configuration = ServiceGroupConfiguration(services: [.init(service: server)], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(5)
        try await ServiceGroup(configuration: configuration).run()
        await database.close()
    }

    private static var routes: [Route] {
        [
            .get("/files/{digest}", .anyone, filters: []) { visit in
                guard let digest = FileDigest(visit.parameter("digest")), let file = try await visit.database.read({ try $0.shelvedFile(digest) }) else {
                    throw Refusal.notFound(Phrase("文件", "file"))
                }
                return try await Answer.file(file, named: "file.\(file.kind.endings[0])", to: visit)
            },
            .get("/form", .permitted(office)) { visit in
                let account = try visit.signedIn().account.id
                let unfinished = try await visit.database.read { try $0.uploads(of: account) }
                return visit.page(Phrase("送文件", "Send a file")) {
                    Markup.form(.method(.post), .action("/taking"), .class("form"), .enctype("multipart/form-data")) {
                        visit.csrfField
                        visit.uploadField(UploadField("file", Phrase("文件", "File"), to: place, at: "/uploads", required: true, unfinished: unfinished))
                        div(.class("form-actions")) { button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("提交", "Send")) } }
                    }
                }
            },
            .post("/taking", .permitted(office), bodyLimit: UploadLimits.formBody) { visit in
                let account = try visit.signedIn().account.id
                guard let handed = try await visit.handedIn("file") else { return .text("nothing") }
                let kept = try await visit.database.write { tx in try tx.keep(handed, by: account, for: "filestand") }
                return .text("kept \(kept.file.digest) \(kept.name)")
            },
        ]
    }

    /// Somebody of the office, the same at each start; what they hold is new.
    private static func clerk(_ database: Database) async throws -> (token: String, session: String) {
        try await database.write { tx in
            let login = "clerk@example.org"
            var id = try tx.account(login: login)?.account.id
            if id == nil {
                id = try tx.addAccount(login: login, name: "C", passwordHash: "x")
                if let id { try tx.grant(Grant(.office, over: .all), to: id) }
            }
            guard let id else { return ("", "") }
            let owner = try tx.identity(of: Account(id: id, login: login, name: "C"))
            return (try tx.addAPIToken(name: "t", permissions: [office], until: tx.now.adding(hours: 24), of: owner), try tx.openSession(for: id).text)
        }
    }

    private static func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
}
