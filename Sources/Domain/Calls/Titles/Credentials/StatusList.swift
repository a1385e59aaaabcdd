import Signing
import Web

/// One bit for each credential of a list, set once it is taken back (Bitstring Status List 1.0).
struct StatusList: Sendable {
    /// Bits of a list: the least that the standard allows, so that a list does not tell which credential is looked at.
    static let size = 131_072

    let bytes: [UInt8]

    /// - taken: the places whose credentials were taken back, from 0; others than those of the list are passed over.
    init(taken: [Int]) {
        var bytes = [UInt8](repeating: 0, count: Self.size / 8)
        // The first place is the leftmost bit.
        for place in taken where (0..<Self.size).contains(place) { bytes[place / 8] |= 0x80 >> UInt8(place % 8) }
        self.bytes = bytes
    }

    /// The list in which a title's index stands, and its place there.
    static func place(of index: Int) -> (list: Int, place: Int) { (index / size, index % size) }

    /// gzip in base64url, with the letter by which multibase knows it.
    var encoded: String { "u" + Base64URL.text(Gzip.bytes(bytes) ?? []) }
}
