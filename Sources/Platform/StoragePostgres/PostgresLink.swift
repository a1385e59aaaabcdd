import CPostgres
import Dispatch
import Storage

/// One connection to the server with a thread of its own, since libpq waits.
///
/// `@unchecked Sendable`: it owns a C connection, and everything but `init` and `onQueue` runs on `queue` alone.
final class PostgresLink: @unchecked Sendable {
    private let queue: DispatchQueue
    private let address: PostgresAddress
    private var handle: OpaquePointer?
    private var statements = PostgresStatements()
    /// Settings of the server that a person should know about.
    private(set) var warnings: [String] = []

    init(_ address: PostgresAddress, number: Int) {
        self.address = address
        queue = DispatchQueue(label: "kepu.postgres.\(number)")
    }

    deinit { PQfinish(handle) }

    func onQueue<R: Sendable>(_ body: @escaping @Sendable (PostgresLink) throws -> R) async -> Result<R, any Error> {
        await withCheckedContinuation { done in
            queue.async { done.resume(returning: Result { try body(self) }) }
        }
    }

    var schema: String { address.schema ?? "" }
    var isAlive: Bool { handle != nil && PQstatus(handle) == CONNECTION_OK }
    /// Whether a statement has failed in the running transaction.
    var isFailed: Bool { PQtransactionStatus(handle) == PQTRANS_INERROR }
    var isInTransaction: Bool { isAlive && PQtransactionStatus(handle) != PQTRANS_IDLE }

    func connectIfNeeded() throws {
        if isAlive { return }
        close()
        let fresh = try PostgresOpening.connect(address)
        do {
            warnings = try PostgresOpening.setUp(fresh, address)
        } catch {
            PQfinish(fresh)
            throw error
        }
        handle = fresh
    }

    func close() {
        PQfinish(handle)
        handle = nil
        statements = PostgresStatements()
    }

    /// A statement of the engine's own, such as COMMIT; gives the server's word for what it did.
    @discardableResult
    func control(_ text: String) throws -> String {
        String(cString: PQcmdStatus(try checked(PQexec(handle, text)).handle))
    }

    /// Runs a statement; one that comes a second time is prepared.
    func query(_ text: String, _ binds: [SQLValue]) throws -> PostgresResult {
        let parameters = try PostgresParameters(binds)
        let plan = statements.plan(for: text, parameters.types)
        switch plan {
        case .direct:
            return try checked(
                parameters.with { count, values, lengths, formats in
                    PQexecParams(handle, text, count, parameters.types, values, lengths, formats, 0)
                })
        case .prepare(let name, let clearing):
            if clearing { try control("DEALLOCATE ALL") }
            _ = try checked(PQprepare(handle, name, text, CInt(parameters.types.count), parameters.types))
            statements.didPrepare(name, for: text, parameters.types)
            return try run(name, parameters)
        case .prepared(let name): return try run(name, parameters)
        }
    }

    private func run(_ name: String, _ parameters: PostgresParameters) throws -> PostgresResult {
        try checked(
            parameters.with { count, values, lengths, formats in PQexecPrepared(handle, name, count, values, lengths, formats, 0) })
    }

    private func checked(_ answer: OpaquePointer?) throws -> PostgresResult {
        guard let answer else { throw StorageError.connectionLost(String(cString: PQerrorMessage(handle)).oneLine) }
        let result = PostgresResult(answer)
        switch PQresultStatus(answer) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE: return result
        case PGRES_EMPTY_QUERY: throw StorageError.other(code: "empty", message: "an empty statement")
        default: break
        }
        let error = StorageError(postgres: answer)
        guard isAlive else { throw StorageError.connectionLost(String(cString: PQresultErrorMessage(answer)).oneLine) }
        // A prepared plan that a changed schema has made invalid: forget it, and let the unit run again.
        if case .other(let code, let message) = error, code == "26000" || (code == "0A000" && message.contains("cached plan")) {
            statements.forget()
            throw StorageError.busy(message)
        }
        throw error
    }
}
