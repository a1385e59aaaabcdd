import Foundation

/// Chance that is the same in every run (SplitMix64); `make torture PART=seeds` moves every seed by `KEPU_SEED`.
package struct Seeded: RandomNumberGenerator {
    private static let others = ProcessInfo.processInfo.environment["KEPU_SEED"].flatMap { UInt64($0) } ?? 0

    /// Whether the long form plays, which may take longer.
    package static var isMoved: Bool { others != 0 }

    private var state: UInt64
    package init(_ seed: UInt64) { state = seed &+ Self.others }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    package mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}
