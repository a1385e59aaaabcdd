extension StoredZip {
    /// The longest header that `read` understands: the fixed part, the name, the numbers of Zip64.
    package static let longestHeader = 30 + 1_000 + 20

    /// The name, size and check number that the bytes of a header state, and how long it is. Only headers as this type writes them are
    /// understood: not compressed, not encrypted, sizes in place, nothing beside; nil for anything else. Nothing that it says is believed
    /// before the bytes behind it are checked.
    package static func read(_ bytes: [UInt8]) -> (name: String, size: Int64, crc: UInt32, length: Int)? {
        func number(_ place: Int, _ width: Int) -> UInt64 { (0..<width).reduce(0) { $0 | UInt64(bytes[place + $1]) << (8 * UInt64($1)) } }
        guard bytes.count >= 30, number(0, 4) == 0x0403_4B50, number(6, 2) == 0x0800, number(8, 2) == 0 else { return nil }
        let (nameLength, extraLength) = (Int(number(26, 2)), Int(number(28, 2)))
        let length = 30 + nameLength + extraLength
        guard nameLength <= 1_000, extraLength == 0 || extraLength == 20, bytes.count >= length else { return nil }
        var size = number(22, 4)
        guard number(18, 4) == size, let name = String(validating: bytes[30..<30 + nameLength], as: UTF8.self) else { return nil }
        if extraLength == 20 {
            let place = 30 + nameLength
            guard size == 0xFFFF_FFFF, number(place, 2) == 1, number(place + 2, 2) == 16, number(place + 4, 8) == number(place + 12, 8) else { return nil }
            size = number(place + 4, 8)
        }
        guard size < 1 << 62 else { return nil }
        return (name, Int64(size), UInt32(number(14, 4)), length)
    }
}
