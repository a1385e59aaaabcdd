import CPostgres
import Kernel
import Storage

/// Making a connection: what we ask of the server, and what is told when it does not answer so.
enum PostgresOpening {
    static func connect(_ address: PostgresAddress) throws -> OpaquePointer {
        // What stands before the address is a default that it may override; what stands after it is not.
        let settings: [(String, String)] = [
            ("connect_timeout", "10"), ("tcp_user_timeout", "30000"), ("fallback_application_name", "kepu"), ("dbname", address.uri),
            ("client_encoding", "UTF8"),
        ]
        let handle = withCStrings(settings.map(\.0)) { keys in withCStrings(settings.map(\.1)) { PQconnectdbParams(keys, $0, 1) } }
        guard let handle else { throw StorageError.connectionLost("out of memory") }
        guard PQstatus(handle) == CONNECTION_OK else {
            defer { PQfinish(handle) }
            throw StorageError.connectionLost(String(cString: PQerrorMessage(handle)).oneLine)
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        return handle
    }

    /// Puts the session into the state that we rely on, and checks it; gives what a person should know.
    static func setUp(_ handle: OpaquePointer, _ address: PostgresAddress) throws -> [String] {
        let settings = try ask(
            handle,
            """
            SELECT set_config('synchronous_commit',
                       CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false),
                   set_config('lock_timeout', '10s', false), set_config('bytea_output', 'hex', false), set_config('TimeZone', 'UTC', false),
                   set_config('standard_conforming_strings', 'on', false), set_config('client_min_messages', 'warning', false)
            """)
        guard settings.first == "on" || settings.first == "remote_apply" else {
            throw StorageError.other(code: "synchronous_commit", message: "synchronous_commit is \(settings.first ?? "unknown"), not on")
        }
        let facts = try ask(
            handle,
            """
            SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on', current_setting('server_version_num'),
                   current_setting('server_encoding'), current_setting('fsync'), current_setting('full_page_writes')
            """)
        guard facts[0] == "f" else { throw StorageError.readOnly("the server is a standby or read-only") }
        guard (Int(facts[1]) ?? 0) >= 140_000 else {
            throw StorageError.other(code: "version", message: "PostgreSQL 14 or newer is needed, this is \(facts[1])")
        }
        guard facts[2] == "UTF8" else { throw StorageError.other(code: "encoding", message: "the database's encoding is \(facts[2]), not UTF8") }
        if let schema = address.schema { try use(schema, handle) }
        return zip(["fsync", "full_page_writes"], facts[3...]).compactMap { name, value in
            value == "on" ? nil : "PostgreSQL runs with \(name)=\(value): what was answered can be lost when the machine stops"
        }
    }

    private static func use(_ schema: String, _ handle: OpaquePointer) throws {
        if try ask(handle, "SELECT to_regnamespace('\(schema)') IS NULL") == ["t"] {
            do {
                _ = try ask(handle, "CREATE SCHEMA IF NOT EXISTS \(schema)")
            } catch StorageError.unique {
                // Another connection made it at this moment.
            }
        }
        _ = try ask(handle, "SELECT set_config('search_path', '\(schema)', false)")
    }

    /// The first row's texts.
    private static func ask(_ handle: OpaquePointer, _ text: String) throws -> [String] {
        guard let answer = PQexec(handle, text) else { throw StorageError.connectionLost(String(cString: PQerrorMessage(handle)).oneLine) }
        defer { PQclear(answer) }
        switch PQresultStatus(answer) {
        case PGRES_COMMAND_OK: return []
        case PGRES_TUPLES_OK: return (0..<PQnfields(answer)).map { String(cString: PQgetvalue(answer, 0, $0)) }
        default: throw StorageError(postgres: answer)
        }
    }

    private static func withCStrings<R>(_ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> R) -> R {
        let arrays = texts.map { Array($0.utf8CString) }
        let flat = arrays.flatMap(\.self)
        return flat.withUnsafeBufferPointer { buffer in
            var place = 0
            var pointers: [UnsafePointer<CChar>?] = arrays.map { array in
                defer { place += array.count }
                return buffer.baseAddress.map { $0 + place }
            }
            pointers.append(nil)
            return body(pointers)
        }
    }
}
