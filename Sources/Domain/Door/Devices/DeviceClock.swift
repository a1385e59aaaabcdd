package import Kernel

/// A device's clock beside ours. What it says is kept; what is counted is set right by the difference at the moment of sending.
package struct DeviceClock: Sendable, Hashable {
    /// By how many milliseconds the device is behind; negative where it is ahead.
    package let skew: Int64
    private let now: Instant

    /// Beyond this the clock is wrong, and that is said loudly.
    package static let tolerance: Int64 = 60_000

    package init(says: Instant, now: Instant) {
        (skew, self.now) = ((now.microseconds - says.microseconds) / 1000, now)
    }

    package var isWrong: Bool { abs(skew) > Self.tolerance }

    /// The time that counts for what the device says happened at `at`; never in the future.
    package func right(_ at: Instant) -> Instant { min(now, Instant(microseconds: at.microseconds + skew * 1000)) }

    package static func words(_ skew: Int64) -> Phrase {
        let minutes = max(1, (abs(skew) + 30_000) / 60_000)
        return skew > 0
            ? Phrase("设备时钟慢约 \(minutes) 分钟", "the device's clock is about \(minutes) min behind")
            : Phrase("设备时钟快约 \(minutes) 分钟", "the device's clock is about \(minutes) min ahead")
    }
}
