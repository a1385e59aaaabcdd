/// Numbers that look random and are always the same for a seed (SplitMix64), on every machine and in every version.
struct SeededNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(_ range: ClosedRange<Int>) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        z ^= z >> 31
        return range.lowerBound + Int(z % UInt64(range.count))
    }

    /// FNV-1a of the text's bytes: Swift's own hashes differ from run to run.
    static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}

/// Sines in whole numbers, near enough for drawing and the same everywhere (Bhāskara's formula).
enum Sine {
    /// `size` × sin(`degrees`)
    static func times(_ size: Int, _ degrees: Int) -> Int {
        let angle = ((degrees % 360) + 360) % 360
        let half = angle % 180
        let value = size * 4 * half * (180 - half) / (40_500 - half * (180 - half))
        return angle < 180 ? value : -value
    }
}
