import Crypto
package import Foundation
package import Storage

/// The SHA-256 of a file: under which it lies on the shelf, by which records refer to it, and its strong validator over HTTP.
package struct FileDigest: Hashable, Sendable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package let text: String

    /// Nil for anything but 64 hexadecimal digits; capitals are taken as small letters.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 64, text.utf8.allSatisfy({ Self.value($0) != nil }) else { return nil }
        self.text = text.lowercased()
    }

    /// Of these very bytes.
    package init(of bytes: some DataProtocol) { self.init(SHA256.hash(data: bytes)) }

    init(_ hash: SHA256.Digest) {
        var text = ""
        text.reserveCapacity(64)
        for byte in hash {
            text.append(Self.letters[Int(byte >> 4)])
            text.append(Self.letters[Int(byte & 15)])
        }
        self.text = text
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        let digits = text.utf8.compactMap { Self.value($0) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// As RFC 9530's `Repr-Digest` and `Content-Digest` have it: `sha-256=:…:`.
    package var header: String { "sha-256=:" + Data(bytes).base64EncodedString() + ":" }

    /// What RFC 9530's header says of SHA-256; nil where it says nothing of it.
    package init?(header: String) {
        for part in header.split(separator: ",") {
            let bare = part.drop { $0 == " " || $0 == "\t" }
            guard bare.hasPrefix("sha-256=:"), let end = bare.dropFirst(9).firstIndex(of: ":") else { continue }
            guard let data = Data(base64Encoded: String(bare.dropFirst(9)[..<end])), data.count == 32 else { return nil }
            let digits = data.flatMap { [Self.letters[Int($0 >> 4)], Self.letters[Int($0 & 15)]] }
            self.init(String(digits))
            return
        }
        return nil
    }

    package var description: String { text }

    private static let letters = Array("0123456789abcdef")

    private static func value(_ letter: UInt8) -> UInt8? {
        switch letter {
        case 48...57: letter - 48
        case 97...102: letter - 87
        case 65...70: letter - 55
        default: nil
        }
    }
}

extension FileDigest: SQLConvertible { package var sqlValue: SQLValue { .text(text) } }

extension Row {
    /// A column that holds a digest; nil where it is NULL.
    package func digestOrNil(_ name: String) throws(RowError) -> FileDigest? {
        guard let text = try textOrNil(name) else { return nil }
        guard let digest = FileDigest(text) else { throw RowError(column: name, wanted: "a digest", found: .text(text)) }
        return digest
    }

    package func digest(_ name: String) throws(RowError) -> FileDigest {
        guard let digest = try digestOrNil(name) else { throw RowError(column: name, wanted: "a digest", found: .null) }
        return digest
    }
}
