import Crypto
import Foundation
import Kernel

/// Where a list goes on: the last item's place in the order, signed, and bound to the list and the question that it was made for.
struct APICursor: Sendable {
    let key: [UInt8]

    func text(_ values: [String], of question: String) -> String {
        let payload = Array(Query64.join(values).utf8)
        return Query64.text(mac(payload, question) + payload)
    }

    /// Nil for anything that this site did not write for this question.
    func values(_ text: String, of question: String) -> [String]? {
        guard text.utf8.count <= 600, let bytes = Query64.bytes(text), bytes.count > Self.macLength else { return nil }
        let payload = Array(bytes.dropFirst(Self.macLength))
        let expected = mac(payload, question)
        // Compared without a shortcut, so that the time tells nothing.
        let difference = zip(expected, bytes).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        guard difference == 0, let joined = String(validating: payload, as: UTF8.self) else { return nil }
        return Query64.split(joined)
    }

    private static let macLength = 12

    private func mac(_ payload: [UInt8], _ question: String) -> [UInt8] {
        var hash = HMAC<SHA256>(key: SymmetricKey(data: key))
        hash.update(data: Data(question.utf8))
        hash.update(data: [0])
        hash.update(data: payload)
        return Array(hash.finalize().prefix(Self.macLength))
    }
}

/// Bytes as they may stand in an address (RFC 4648 §5), and several texts as one.
enum Query64 {
    static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func bytes(_ text: String) -> [UInt8]? {
        guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "=") }) else { return nil }
        let padded = text.replacing("-", with: "+").replacing("_", with: "/") + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: padded) else { return nil }
        // One spelling only: what differs in unused bits is not ours.
        return Self.text(Array(data)) == text ? Array(data) : nil
    }

    static func join(_ values: [String]) -> String {
        values.map { $0.replacing("\\", with: "\\\\").replacing("\n", with: "\\n") }.joined(separator: "\n")
    }

    static func split(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { piece in
            var out = "", isEscaped = false
            for letter in piece.unicodeScalars {
                if isEscaped { out.unicodeScalars.append(letter == "n" ? "\n" : letter) } else if letter != "\\" { out.unicodeScalars.append(letter) }
                isEscaped = !isEscaped && letter == "\\"
            }
            return out
        }
    }
}
