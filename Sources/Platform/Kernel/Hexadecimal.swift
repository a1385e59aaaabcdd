extension Sequence<UInt8> {
    /// Two lower-case digits for each byte.
    package var hexadecimal: String {
        var letters: [UInt8] = []
        letters.reserveCapacity(2 * underestimatedCount)
        for byte in self { letters += [Self.digit(byte >> 4), Self.digit(byte & 15)] }
        return String(decoding: letters, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}
