import Crypto
import Foundation

/// SHA-256 of texts, a line each, in hexadecimal: what is signed or printed carries it.
package enum Digest {
    package static func of(_ lines: [String]) -> String { of(Array(lines.joined(separator: "\n").utf8)) }

    /// Of any bytes.
    static func of(_ bytes: [UInt8]) -> String { SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined() }
}
