package import Storage
import Synchronization

/// Which statements a database has been asked, in their order.
package final class StatementCount: Sendable {
    private let statements = Mutex<[String]>([])

    package init() {}

    package var all: [String] { statements.withLock { $0 } }
    package func forget() { statements.withLock { $0 = [] } }

    fileprivate func note(_ sql: SQL) { statements.withLock { $0.append(sql.text) } }
}

/// An engine that notes every statement before another engine carries it out.
package struct CountingEngine: Engine {
    private let engine: any Engine
    package let statements: StatementCount

    package init(_ engine: any Engine, _ statements: StatementCount) { (self.engine, self.statements) = (engine, statements) }

    package var dialect: Dialect { engine.dialect }

    package func read<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try await engine.read { [statements] in try unit(CountingConnection($0, statements)) }
    }

    package func write<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try await engine.write { [statements] in try unit(CountingConnection($0, statements)) }
    }

    package func writeAlone<R: Sendable>(_ unit: @escaping @Sendable (any Connection) throws -> R) async throws -> R {
        try await engine.writeAlone { [statements] in try unit(CountingConnection($0, statements)) }
    }

    package func close() async { await engine.close() }
}

private final class CountingConnection: Connection {
    private let connection: any Connection
    private let statements: StatementCount

    init(_ connection: any Connection, _ statements: StatementCount) { (self.connection, self.statements) = (connection, statements) }

    var dialect: Dialect { connection.dialect }

    func execute(_ sql: SQL) throws -> Int {
        statements.note(sql)
        return try connection.execute(sql)
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        statements.note(sql)
        try connection.each(sql, body)
    }

    func stream(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        statements.note(sql)
        try connection.stream(sql, body)
    }

    func numbers(_ sql: SQL, _ body: (NumberRow) throws -> Bool) throws {
        statements.note(sql)
        try connection.numbers(sql, body)
    }

    func lock(_ subject: String) throws { try connection.lock(subject) }
    func holdStill(_ tables: [StaticString]) throws { try connection.holdStill(tables) }
}

extension SQL {
    /// What is asked, without what is bound.
    fileprivate var text: String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .bind: "?"
            case .word, .index: "…"
            }
        }.joined()
    }
}
