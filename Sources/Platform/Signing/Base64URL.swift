import Foundation

/// RFC 4648 §5, without padding.
package enum Base64URL {
    package static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The bytes; nil for what `text` would not have written: other letters, padding, bits left over.
    package static func bytes(_ text: String) -> [UInt8]? {
        guard text.utf8.allSatisfy({ letters.contains($0) }) else { return nil }
        let plain = text.replacing("-", with: "+").replacing("_", with: "/") + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: plain) else { return nil }
        let bytes = Array(data)
        return self.text(bytes) == text ? bytes : nil
    }

    private static let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
