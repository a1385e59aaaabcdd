import Crypto
import Foundation

/// SHA-256 of texts, a line each, in hexadecimal: what is signed or printed carries it.
enum Digest {
    static func of(_ lines: [String]) -> String {
        SHA256.hash(data: Data(lines.joined(separator: "\n").utf8)).map { String(format: "%02x", $0) }.joined()
    }
}
