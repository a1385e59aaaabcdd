import CPostgres
import Storage

/// The parameters of one statement, as libpq wants them: all in one buffer, in binary, each with its type.
struct PostgresParameters {
    let types: [Oid]
    private var bytes: [UInt8] = []
    private var spans: [Range<Int>?] = []

    init(_ values: [SQLValue]) throws {
        types = values.map(PostgresType.of)
        spans.reserveCapacity(values.count)
        for value in values {
            try value.checkBindable()
            let start = bytes.count
            switch value {
            case .null:
                spans.append(nil)
                continue
            case .integer(let number): append(UInt64(bitPattern: number))
            case .real(let number): append(number.bitPattern)
            case .text(let text): bytes.append(contentsOf: text.utf8)
            case .blob(let blob): bytes.append(contentsOf: blob)
            }
            spans.append(start..<bytes.count)
        }
        bytes.append(0)  // so that an empty value at the end has an address too
    }

    private mutating func append(_ number: UInt64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Calls libpq with count, values, lengths and formats.
    func with<R>(
        _ body: (CInt, UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<CInt>, UnsafePointer<CInt>) -> R
    ) -> R {
        bytes.withUnsafeBytes { buffer in
            let base = buffer.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: CChar.self)
            let values = spans.map { span in span.map { UnsafePointer(base + $0.lowerBound) } }
            let lengths = spans.map { CInt($0?.count ?? 0) }
            let formats = [CInt](repeating: 1, count: max(1, spans.count))
            return body(CInt(spans.count), values.isEmpty ? [nil] : values, lengths.isEmpty ? [0] : lengths, formats)
        }
    }
}

/// The type numbers that we send and understand.
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let numeric: Oid = 1700

    static func of(_ value: SQLValue) -> Oid {
        switch value {
        case .null: 0
        case .integer: int8
        case .real: float8
        case .text: text
        case .blob: bytea
        }
    }
}
