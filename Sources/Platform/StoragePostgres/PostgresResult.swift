import CPostgres
import Foundation
import Storage

/// An answer of the server. It owns libpq's memory for it.
final class PostgresResult {
    let handle: OpaquePointer
    let rowCount: CInt
    private(set) lazy var columns = Row.Columns((0..<PQnfields(handle)).map { String(cString: PQfname(handle, $0)) })
    private lazy var types = (0..<PQnfields(handle)).map { PQftype(handle, $0) }

    init(_ handle: OpaquePointer) {
        self.handle = handle
        rowCount = PQntuples(handle)
    }

    deinit { PQclear(handle) }

    /// How many rows a change touched; 0 for anything that is no change.
    var changed: Int {
        let tag = String(cString: PQcmdStatus(handle))
        return tag.hasPrefix("SELECT") || tag.hasPrefix("FETCH") ? 0 : Int(String(cString: PQcmdTuples(handle))) ?? 0
    }

    func row(_ number: CInt) -> Row {
        let types = types
        return Row(columns: columns, values: types.indices.map { value(number, CInt($0), types[$0]) })
    }

    /// Hands over a row of whole numbers.
    func withNumbers<R>(_ number: CInt, _ body: (NumberRow) throws -> R) rethrows -> R {
        let count = Int(PQnfields(handle))
        return try withUnsafeTemporaryAllocation(of: Int64.self, capacity: count) { values in
            for place in 0..<count {
                let start = PQgetvalue(handle, number, CInt(place))
                // libpq gives an empty text for NULL, which reads as 0.
                values[place] = start.map { Int64(strtoll($0, nil, 10)) } ?? 0
            }
            return try body(NumberRow(UnsafeBufferPointer(values)))
        }
    }

    private func value(_ row: CInt, _ column: CInt, _ type: Oid) -> SQLValue {
        guard PQgetisnull(handle, row, column) == 0, let start = PQgetvalue(handle, row, column) else { return .null }
        let length = Int(PQgetlength(handle, row, column))
        switch type {
        case PostgresType.int8, PostgresType.int4, PostgresType.int2, PostgresType.oid: return .integer(Int64(strtoll(start, nil, 10)))
        case PostgresType.bool: return .integer(start.pointee == CChar(UInt8(ascii: "t")) ? 1 : 0)
        case PostgresType.float8, PostgresType.float4: return .real(strtod(start, nil))
        case PostgresType.numeric: return number(start, length)
        case PostgresType.bytea: return .blob(bytes(start, length))
        default: return .text(text(start, length))
        }
    }

    /// A sum of whole numbers comes back as NUMERIC: whole where it is whole.
    private func number(_ start: UnsafeMutablePointer<CChar>, _ length: Int) -> SQLValue {
        Int64(text(start, length)).map { .integer($0) } ?? .real(strtod(start, nil))
    }

    private func text(_ start: UnsafeMutablePointer<CChar>, _ length: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
    }

    /// From `\x0aff…`.
    private func bytes(_ start: UnsafeMutablePointer<CChar>, _ length: Int) -> [UInt8] {
        func digit(_ letter: CChar) -> UInt8 { letter <= 57 ? UInt8(letter) - 48 : UInt8(letter) - 87 }
        return stride(from: 2, to: length - 1, by: 2).map { digit(start[$0]) << 4 | digit(start[$0 + 1]) }
    }
}
