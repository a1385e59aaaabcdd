import Access
import Files
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Rounds

/// Files of a declaration: taken while it may be changed, fixed with it, seen by those who may see it.
struct DeclarationPaperTests {
    /// A grey dot.
    private static let picture: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 0x0A, 0x49, 0x44,
        0x41, 0x54, 0x78, 0x9C, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]

    private static func send(_ bytes: [UInt8], _ name: String, to path: String, as host: Browser) async throws -> PageSeen {
        try await host.go(path)
        return try await host.submit(path + "/papers", [:], uploads: [(field: "file", name: name, bytes: bytes)])
    }

    private static func stored(_ world: RoundWorld) async throws -> [Int64?] {
        try await world.database.read { tx in
            [try tx.number("SELECT COUNT(*) FROM rounds_paper"), try tx.number("SELECT COUNT(*) FROM files_file"), try tx.number("SELECT COUNT(*) FROM files_document")]
        }
    }

    @Test(arguments: TestEngine.allCases) func aFileIsFixedWithItsDeclaration(_ engine: TestEngine) async throws {
        let world = try await RoundWorld.make(engine)
        let (host, id) = try await world.prepare("huyi", optics: 1, pupils: 5)
        let path = "/desk/declarations/\(id)"
        let before = try await world.declaration("huyi").digest
        let taken = try await Self.send(Self.picture, "../场地图.png", to: path, as: host)
        #expect(taken.text.contains("The file is attached.") && taken.text.contains("场地图.png"), "\(taken.status) \(taken.text)")
        let address = try #require(host.page.links.first { $0.hasPrefix(path + "/papers/") })
        #expect(try await Self.stored(world) == [1, 1, 1])
        #expect(try await world.declaration("huyi").digest != before)
        #expect(try await Self.send(Self.picture, "again.png", to: path, as: host).text.contains("This very file is attached already"))

        // The form is kept beside it, and keeps it.
        try await host.go(path)
        try await host.submit(path, ["f-pupils": "6", "act": "save"])
        #expect(try await world.declaration("huyi").body.papers.count == 1)

        // Whoever may not see the declaration sees no file; the office does once it is handed in.
        #expect(try await world.host("yanta").go(address).status == 404)
        #expect(try await world.office.go(address).status == 404)
        #expect(try await world.visitor.go(address).path.hasPrefix("/sign-in"))
        let own = try await host.go(address)
        #expect(own.status == 200 && own.bytes.starts(with: [0x89, 0x50]) && own.headers["content-security-policy"] == "default-src 'none'; sandbox")
        try await host.go(path + "/preview")
        #expect(try await host.submit(path + "/steps", ["event": "submit"]).text.contains("It is handed in."))
        #expect(try await world.office.go(address).status == 200)
        #expect(try await world.office.go("/desk/rounds/exhibits-2023/declarations/\(id)").text.contains("场地图.png"))

        // Fixed: nothing comes and nothing goes.
        let page = try await host.go(path)
        #expect(page.form(to: path + "/papers") == nil && page.text.contains("场地图.png"))
        let csrf = page.forms.compactMap { $0["csrf"] }.first ?? ""
        #expect(try await host.post(address + "/removal", ["csrf": csrf]).status == 409)
        #expect(try await Self.stored(world) == [1, 1, 1])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func hostileFilesAreRefusedAndStoredNowhere(_ engine: TestEngine) async throws {
        let world = try await RoundWorld.make(engine)
        let (host, id) = try await world.prepare("huyi", optics: 1, pupils: 5)
        let path = "/desk/declarations/\(id)"
        let hostile: [(String, [UInt8])] = [
            ("a.svg", Array("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".utf8)), ("a.pdf", Array("MZ this is a program".utf8)),
            ("a.png", Array(Self.picture.prefix(20))), ("a.pdf", Array("%PDF-1.4 /JavaScript".utf8)), ("a.zip", [0x50, 0x4B, 3, 4, 0, 0]), ("empty.pdf", []),
        ]
        for (name, bytes) in hostile {
            let seen = try await Self.send(bytes, name, to: path, as: host)
            #expect(seen.status == 422, "\(name): \(seen.status) \(seen.text)")
        }
        #expect(try await Self.stored(world) == [0, 0, 0])
        // Taken away, it is gone for good.
        _ = try await Self.send(Self.picture, "a.png", to: path, as: host)
        let address = try #require(host.page.links.first { $0.hasPrefix(path + "/papers/") })
        #expect(try await host.submit(address + "/removal").text.contains("The file is taken away."))
        #expect(try await Self.stored(world) == [0, 0, 0])
        #expect(try await world.declaration("huyi").body.papers.isEmpty)
        await world.database.close()
    }
}
