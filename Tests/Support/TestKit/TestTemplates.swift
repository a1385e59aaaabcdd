import CPostgres
import Foundation
package import Kernel
import Storage

/// Databases that are made once in a run and copied for each test: to make the tables of all rooms anew takes ten times as long as to copy them.
///
/// A copy is a file, or a database of its own on the server.
package actor TestTemplates {
    static let shared = TestTemplates()
    /// Before anything that a test's clock says, so that no lease and no identity of a template lies in a test's future.
    package static let clock = Clock { Instant(microseconds: 946_684_800_000_000) }

    private var made: [String: Task<TestPlace, any Error>] = [:]

    /// - name: the same for what is made alike.
    func copy(of name: String, on engine: TestEngine, made make: @escaping @Sendable (TestPlace) async throws -> Void) async throws -> TestPlace {
        let key = engine.rawValue + " " + name
        let task =
            made[key]
            ?? Task {
                let place = try await Self.fresh(engine, from: "template1")
                try await make(place)
                return place
            }
        made[key] = task
        return try await Self.fresh(engine, from: try await task.value.name)
    }

    /// A place of its own; on SQLite a copy of the files of `template`, where it is one of ours.
    private static func fresh(_ engine: TestEngine, from template: String) async throws -> TestPlace {
        let place = try TestPlace.own(engine)
        switch engine {
        case .sqlite:
            let old = TestFolder.path(template), new = TestFolder.path(place.name)
            try FileManager.default.createDirectory(atPath: new, withIntermediateDirectories: true)
            for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: old + "/kepu.db" + ending) {
                try FileManager.default.copyItem(atPath: old + "/kepu.db" + ending, toPath: new + "/kepu.db" + ending)
            }
        case .postgres: try await run("CREATE DATABASE \(place.name) TEMPLATE \(template)")
        }
        return place
    }

    /// A command of the server's, of which no other thread need wait for the answer.
    private static func run(_ command: String) async throws {
        let server = try TestPlace.server()
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async { done.resume(with: Result { try ask(server, command) }) }
        }
    }

    private static func ask(_ server: String, _ command: String) throws {
        guard let handle = PQconnectdb(server) else { throw StorageError.connectionLost("out of memory") }
        defer { PQfinish(handle) }
        guard PQstatus(handle) == CONNECTION_OK else { throw StorageError.connectionLost(String(cString: PQerrorMessage(handle))) }
        guard let answer = PQexec(handle, command) else { throw StorageError.connectionLost(String(cString: PQerrorMessage(handle))) }
        defer { PQclear(answer) }
        guard PQresultStatus(answer) == PGRES_COMMAND_OK else { throw StorageError.other(code: "template", message: String(cString: PQerrorMessage(handle))) }
    }
}

extension TestEngine {
    /// A place with everything that `make` puts into one: made once in a run for each name, and copied.
    package func place(likeAll name: String, made make: @escaping @Sendable (TestPlace) async throws -> Void) async throws -> TestPlace {
        try await TestTemplates.shared.copy(of: name, on: self, made: make)
    }
}
