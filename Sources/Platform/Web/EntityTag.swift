import Crypto
import Foundation
import Kernel

/// Fingerprints as the `ETag` header has them.
package enum EntityTag {
    /// Of the very bytes.
    package static func strong(_ bytes: [UInt8]) -> String { quoted(bytes) }

    /// Of what the contents follow from: the same parts, the same meaning.
    package static func weak(_ parts: [String]) -> String { "W/" + quoted(Array(parts.joined(separator: "\n").utf8)) }

    /// Of a record's version, strong: whatever the record says follows from these parts, and each change of it changes one. Each stands with
    /// its length, so that a line that moves from one to the next is a change too.
    package static func version(_ parts: [String]) -> String { quoted(Array(parts.map { "\($0.utf8.count):\($0)" }.joined().utf8)) }

    private static func quoted(_ bytes: [UInt8]) -> String {
        let digest = SHA256.hash(data: Data(bytes)).prefix(12)
        return "\"" + digest.hexadecimal + "\""
    }
}
