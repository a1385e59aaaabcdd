import Crypto
import Foundation

/// The passwords of eight characters and more among the 30,000 that stand in leaks oftenest: of each four bytes of its hash
/// (`scripts/make-passwords.py`).
package enum LeakedPasswords {
    /// Whether it is one of them, however it is capitalised; one in some 370,000 others seems to be.
    package static func contain(_ password: String) -> Bool {
        let wanted = mark(SHA256.hash(data: Data(password.lowercased().utf8)).prefix(4))
        var (low, high) = (0, marks.count)
        while low < high {
            let middle = (low + high) / 2
            if marks[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low < marks.count && marks[low] == wanted
    }

    /// How many there are.
    static var count: Int { marks.count }

    /// In ascending order.
    private static let marks: [UInt32] = {
        let bytes = Data(base64Encoded: base64, options: .ignoreUnknownCharacters) ?? Data()
        return stride(from: 0, to: bytes.count - 3, by: 4).map { mark(bytes[$0..<$0 + 4]) }
    }()

    private static func mark(_ bytes: some Sequence<UInt8>) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }
}
