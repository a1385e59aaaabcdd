import Crypto
import Foundation

/// Takes the bytes of a file that is put onto the shelf, in their order, on one thread.
package final class ShelfWriter {
    let file: DiskFile
    private var hash = SHA256()
    /// How many bytes there are so far.
    package private(set) var byteCount: Int64 = 0

    init(_ file: DiskFile) { self.file = file }

    package func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }

    package func write(_ bytes: UnsafeRawBufferPointer) throws {
        try file.write(bytes, at: byteCount)
        hash.update(bufferPointer: bytes)
        byteCount += Int64(bytes.count)
    }

    func finish() -> FileDigest { FileDigest(hash.finalize()) }
}
