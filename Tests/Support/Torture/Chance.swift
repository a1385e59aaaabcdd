/// Repeatable chance (SplitMix64): the same seed, the same wishes in the same order.
struct Chance: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    /// One for each of many tasks, all from one seed.
    init(_ seed: UInt64, _ number: Int) { state = (seed &+ UInt64(number) &* 0xD1B5_4A32_D192_ED03) ^ 0x5851_F42D_4C95_7F2D }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ limit: Int) -> Int { limit > 0 ? Int.random(in: 0..<limit, using: &self) : 0 }
    mutating func happens(_ percent: Int) -> Bool { below(100) < percent }
}
