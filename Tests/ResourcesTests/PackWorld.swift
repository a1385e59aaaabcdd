import Access
import Files
import Foundation
import Jobs
import Kernel
import Logging
import Packs
import Rooms
import Signing
import Storage
import TestKit
import Testing
import Web

@testable import Calls
@testable import Resources

/// Resources with files, and a pack that a museum puts together of them.
extension ResourceWorld {
    /// Text of so many lines, always the same for a seed.
    static func text(_ seed: UInt64, lines: Int) -> [UInt8] {
        var (state, out) = (seed, "")
        for line in 0..<lines {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            out += "\(line) \(String(state, radix: 36)) \(String(state >> 7, radix: 36))\n"
        }
        return Array(out.utf8)
    }

    /// A listed resource of the museum with one file.
    func listed(_ zh: String, _ en: String, _ bytes: [UInt8], licence: String = "CC-BY-4.0", changing values: [String: String] = [:]) async throws -> ID<Resource> {
        let form = Self.form.merging(["name_zh": zh, "name_en": en, "licence": licence].merging(values) { $1 }) { $1 }
        let id = try await draft(form)
        try await host.go("/desk/resources/\(id)")
        let page = try await host.submit("/desk/resources/\(id)/files", ["label": ""], uploads: [("file", "\(zh).txt", bytes)])
        #expect(page.text.contains("The file is in it."), "\(page.status) \(page.text)")
        try await list(id)
        return id
    }

    /// A pack's draft with these contents.
    func pack(_ contents: [ID<Resource>], licence: String = "CC-BY-4.0") async throws -> ID<Resource> {
        let id = try await draft(Self.form.merging(["kind": "pack", "name_zh": "健康资源包", "name_en": "Pack on health", "subjects": "health", "licence": licence]) { $1 })
        for item in contents {
            let page = try await put(item, in: id)
            #expect(page.text.contains("It is in the pack."), "\(page.status) \(page.text)")
        }
        return id
    }

    @discardableResult
    func put(_ item: ID<Resource>, in pack: ID<Resource>) async throws -> PageSeen {
        try await send("/desk/resources/\(pack)/pack/contents", ["item": item.text], from: "/desk/resources/\(pack)/pack")
    }

    /// Values sent by hand from a page on which the museum has signed in, whatever buttons it shows.
    @discardableResult
    func send(_ path: String, _ values: [String: String] = [:], from page: String) async throws -> PageSeen {
        let csrf = try await host.go(page).forms.flatMap(\.values).first { $0.name == "csrf" }?.value
        return try await host.post(path, values.merging(["csrf": try #require(csrf)]) { $1 })
    }

    @discardableResult
    func build(_ pack: ID<Resource>) async throws -> PageSeen {
        try await host.go("/desk/resources/\(pack)/pack")
        let page = try await host.submit("/desk/resources/\(pack)/pack/build")
        try await work()
        return page
    }

    /// What is due in the background.
    func work() async throws { try await JobRunner(database, kinds: Self.house.house.jobs, logger: Logger(label: "test")).runDue() }

    func archive(_ pack: ID<Resource>, _ number: Int) async throws -> PackArchive {
        try await database.read { tx in try #require(try tx.archive(of: pack, version: number)) }
    }

    /// What the first version would carry.
    func plan(_ pack: ID<Resource>) async throws -> PackPlan {
        try await database.read { tx in
            let resource = try #require(try tx.resource(pack))
            return try #require(try PackPlan(resource, version: 1, in: tx))
        }
    }

    func keys() async throws -> PublicKeys { try PublicKeys(jwks: try await visitor.go("/.well-known/keys.json").bytes, name: "keys.json") }
}

/// A folder that goes with its last user.
final class PackFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/packs-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))) }
}
