import Crypto
import Foundation

/// A SHA-256.
package struct Checksum: Sendable, Hashable {
    private let a: UInt64, b: UInt64, c: UInt64, d: UInt64

    /// - Parameter bytes: 32 of them.
    init(_ bytes: some Sequence<UInt8>) {
        var words: [UInt64] = [0, 0, 0, 0]
        for (place, byte) in bytes.enumerated() where place < 32 { words[place / 8] = words[place / 8] << 8 | UInt64(byte) }
        (a, b, c, d) = (words[0], words[1], words[2], words[3])
    }

    package init(of bytes: [UInt8]) { self.init(SHA256.hash(data: bytes)) }
    init(of bytes: UnsafeRawBufferPointer) {
        var hash = SHA256()
        hash.update(bufferPointer: bytes)
        self.init(hash.finalize())
    }

    static let none = Checksum([])

    /// 64 letters, as `sha256sum` writes them.
    package var text: String {
        [a, b, c, d].map { String(repeating: "0", count: 16 - String($0, radix: 16).count) + String($0, radix: 16) }.joined()
    }

    /// Exactly what `text` writes; nil for anything else.
    package init?(_ text: String) {
        let letters = Array(text.utf8)
        guard letters.count == 64 else { return nil }
        var words: [UInt64] = [0, 0, 0, 0]
        for (place, letter) in letters.enumerated() {
            let digit: UInt8
            switch letter {
            case 48...57: digit = letter - 48
            case 97...102: digit = letter - 87
            default: return nil
            }
            words[place / 16] = words[place / 16] << 4 | UInt64(digit)
        }
        (a, b, c, d) = (words[0], words[1], words[2], words[3])
    }
}

/// The SHA-256 of bytes that come one after the other.
struct RunningChecksum {
    private var hash = SHA256()

    mutating func add(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }
    var value: Checksum { Checksum(hash.finalize()) }
}
