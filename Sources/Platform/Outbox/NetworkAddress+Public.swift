/// Which machines the program may be made to call by what somebody enters: those of the public internet, and no other.
extension NetworkAddress {
    /// Whether the address is of the public internet, by the registries of special addresses (RFC 6890, IANA).
    package var isPublic: Bool {
        if bytes.count == 4 { return !Self.special.contains { $0.holds(bytes) } }
        // IPv4 within IPv6: what counts is where it leads.
        if let inner = embedded(after: Self.mapped) ?? embedded(after: Self.translated) { return inner.isPublic }
        return Self.global.holds(bytes) && !Self.specialGlobal.contains { $0.holds(bytes) }
    }

    /// The IPv4 address in the last four bytes, where the first twelve are `prefix`.
    func embedded(after prefix: [UInt8]) -> NetworkAddress? {
        guard bytes.count == 16, bytes.starts(with: prefix) else { return nil }
        return NetworkAddress(bytes: Array(bytes[12...]))
    }

    /// `::ffff:0:0/96`
    static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    /// `64:ff9b::/96`, NAT64.
    private static let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]

    private static let special: [Network] = [
        Network(0, 0, 0, 0, length: 8), Network(10, 0, 0, 0, length: 8), Network(100, 64, 0, 0, length: 10), Network(127, 0, 0, 0, length: 8),
        // Link-local; clouds answer with their machines' secrets at 169.254.169.254.
        Network(169, 254, 0, 0, length: 16),
        // A cloud's own services, at a public address.
        Network(168, 63, 129, 16, length: 32),
        Network(172, 16, 0, 0, length: 12), Network(192, 0, 0, 0, length: 24), Network(192, 0, 2, 0, length: 24),
        Network(192, 31, 196, 0, length: 24), Network(192, 52, 193, 0, length: 24), Network(192, 88, 99, 0, length: 24),
        Network(192, 168, 0, 0, length: 16), Network(192, 175, 48, 0, length: 24), Network(198, 18, 0, 0, length: 15),
        Network(198, 51, 100, 0, length: 24), Network(203, 0, 113, 0, length: 24),
        // Multicast, reserved, broadcast.
        Network(224, 0, 0, 0, length: 3),
    ]

    /// `2000::/3`: everything else in IPv6 is private, local, multicast or not given out.
    private static let global = Network(0x20, 0, 0, 0, length: 3)

    private static let specialGlobal: [Network] = [
        // 2001::/23 (Teredo and other protocols), documentation, 6to4 (which leads to an IPv4 address of somebody's choice), AS112, documentation.
        Network(0x20, 0x01, 0x00, 0x00, length: 23), Network(0x20, 0x01, 0x0D, 0xB8, length: 32), Network(0x20, 0x02, 0, 0, length: 16),
        Network(bytes: [0x26, 0x20, 0x00, 0x4F, 0x80, 0x00], length: 48), Network(0x3F, 0xFF, 0, 0, length: 20),
    ]

    /// The addresses that begin with these bits.
    private struct Network: Sendable {
        let bytes: [UInt8]
        let length: Int

        init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, length: Int) { (bytes, self.length) = ([a, b, c, d], length) }
        init(bytes: [UInt8], length: Int) { (self.bytes, self.length) = (bytes, length) }

        func holds(_ address: [UInt8]) -> Bool {
            let whole = length / 8
            guard address.prefix(whole).elementsEqual(bytes.prefix(whole)) else { return false }
            let rest = length % 8
            guard rest > 0 else { return true }
            let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - rest))
            return address[whole] & mask == bytes[whole] & mask
        }
    }
}
