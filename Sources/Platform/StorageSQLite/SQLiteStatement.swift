import GRDBSQLite
import Storage

/// A prepared statement. It owns the handle; only the queue of its connection touches it.
final class SQLiteStatement {
    let handle: OpaquePointer
    /// Whether somebody is stepping through it; a nested use of the same text gets a statement of its own.
    var isBusy = false
    private var columns: Row.Columns?
    private var preparations: CInt = 0

    init(_ text: String, on connection: OpaquePointer) throws {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, text, -1, CUnsignedInt(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK else { throw StorageError(sqlite: code, connection) }
        guard let handle else { throw StorageError.other(code: "empty", message: "an empty statement") }
        self.handle = handle
    }

    deinit { sqlite3_finalize(handle) }

    var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

    /// The answer's columns; asked for anew after SQLite had to prepare the statement again for a changed schema.
    func names() -> Row.Columns {
        let now = sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_REPREPARE, 0)
        if let columns, preparations == now { return columns }
        let fresh = Row.Columns((0..<sqlite3_column_count(handle)).map { String(cString: sqlite3_column_name(handle, $0)) })
        (columns, preparations) = (fresh, now)
        return fresh
    }

    func bind(_ values: [SQLValue]) throws {
        for (place, value) in values.enumerated() {
            try value.checkBindable()
            let code = bind(value, at: CInt(place + 1))
            guard code == SQLITE_OK else { throw StorageError(sqlite: code, sqlite3_db_handle(handle)) }
        }
    }

    private func bind(_ value: SQLValue, at place: CInt) -> CInt {
        // SQLITE_TRANSIENT, which the importer does not see: SQLite keeps a copy of its own.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null: return sqlite3_bind_null(handle, place)
        case .integer(let number): return sqlite3_bind_int64(handle, place, number)
        case .real(let number): return sqlite3_bind_double(handle, place, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { sqlite3_bind_text64(handle, place, $0.baseAddress ?? emptyText, UInt64($0.count), copied, UInt8(SQLITE_UTF8)) }
            }
        case .blob(let bytes):
            // An empty array has no address, and SQLite would take that for NULL.
            return bytes.isEmpty
                ? sqlite3_bind_zeroblob(handle, place, 0) : sqlite3_bind_blob64(handle, place, bytes, UInt64(bytes.count), copied)
        }
    }

    var columnCount: Int { Int(sqlite3_column_count(handle)) }

    /// A whole number of the row on which the statement stands; 0 for NULL.
    func number(_ place: Int) -> Int64 { sqlite3_column_int64(handle, CInt(place)) }

    /// The values of the row on which the statement stands.
    func values(_ count: Int) -> [SQLValue] {
        [SQLValue](unsafeUninitializedCapacity: count) { buffer, filled in
            for place in 0..<count { buffer.initializeElement(at: place, to: value(CInt(place))) }
            filled = count
        }
    }

    private func value(_ place: CInt) -> SQLValue {
        switch sqlite3_column_type(handle, place) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, place))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, place))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(handle, place)
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, place)))
            return .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(handle, place)
            return .blob(Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, place)))))
        default: return .null
        }
    }
}

extension UnsafeMutableBufferPointer {
    fileprivate func initializeElement(at place: Int, to value: Element) { (baseAddress! + place).initialize(to: value) }
}

/// An address for the text of no bytes.
private nonisolated(unsafe) let emptyText: UnsafePointer<CChar> = {
    let place = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    place.pointee = 0
    return UnsafePointer(place)
}()
