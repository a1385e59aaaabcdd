/// Bytes that are in memory already.
final class ArrayBytes: ByteSupply {
    private let bytes: [UInt8]
    private var at = 0

    var share: Double? { nil }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FormatProblem) -> Int {
        let count = min(buffer.count, bytes.count - at)
        bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[at..<at + count])) }
        at += count
        return count
    }
}
