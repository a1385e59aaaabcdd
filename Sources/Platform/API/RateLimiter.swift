package import Kernel
import Synchronization

/// So many requests a minute from one address, by token buckets in a table of fixed size: a flood of addresses fills no memory.
///
/// An address has a few places where its bucket may stand; where all are taken, the fullest gives way, which is the one that
/// says least about its owner.
package final class RateLimiter: Sendable {
    /// What an address may still do.
    package struct Verdict: Sendable, Equatable {
        package let isAllowed: Bool
        package let limit: Int
        package let remaining: Int
        /// Seconds until the whole limit is there again.
        package let reset: Int
        /// Seconds until the next request is taken; 0 where it was.
        package let wait: Int
    }

    private struct Bucket {
        var owner: UInt64 = 0
        /// In millionths of a request.
        var tokens: Int64 = 0
        var at = Instant(microseconds: 0)
    }

    package let perMinute: Int
    private let ways = 4
    private let sets: Int
    private let seed = UInt64.random(in: .min ... .max)
    private let buckets: Mutex<[Bucket]>

    /// - perMinute: how many requests an address has, at once or spread over a minute.
    /// - places: how many addresses are remembered at once.
    package init(perMinute: Int, places: Int = 16_384) {
        self.perMinute = max(1, perMinute)
        sets = max(1, places / ways)
        buckets = Mutex(Array(repeating: Bucket(), count: sets * ways))
    }

    /// Takes one request of `address`.
    package func take(_ address: String, at now: Instant) -> Verdict {
        let owner = hash(Self.network(address))
        let first = Int(owner % UInt64(sets)) * ways
        let full = Int64(perMinute) * 1_000_000
        let tokens = buckets.withLock { buckets in
            let mine = (first..<first + ways).first { buckets[$0].owner == owner }
            let place = mine ?? (first..<first + ways).max { level(buckets[$0], now) < level(buckets[$1], now) } ?? first
            var bucket = mine == nil ? Bucket(owner: owner, tokens: full, at: now) : buckets[place]
            bucket.tokens = level(bucket, now)
            bucket.at = max(now, bucket.at)
            let had = bucket.tokens
            if had >= 1_000_000 { bucket.tokens -= 1_000_000 }
            buckets[place] = bucket
            return had
        }
        let isAllowed = tokens >= 1_000_000
        let left = isAllowed ? tokens - 1_000_000 : tokens
        return Verdict(
            isAllowed: isAllowed, limit: perMinute, remaining: Int(left / 1_000_000), reset: seconds(for: full - left),
            wait: isAllowed ? 0 : max(1, seconds(for: 1_000_000 - left)))
    }

    /// How full a bucket has become by `now`; one that belongs to nobody is the fullest.
    private func level(_ bucket: Bucket, _ now: Instant) -> Int64 {
        guard bucket.owner != 0 else { return .max }
        let full = Int64(perMinute) * 1_000_000
        let passed = min(60_000_000, max(0, now.microseconds - bucket.at.microseconds))
        return min(full, bucket.tokens + passed * Int64(perMinute) / 60)
    }

    private func seconds(for tokens: Int64) -> Int { Int((tokens * 60 + full - 1) / full) }
    private var full: Int64 { Int64(perMinute) * 1_000_000 }

    private func hash(_ text: String) -> UInt64 {
        let mixed = Fingerprint.of(text, seed: seed)
        let spread = (mixed ^ (mixed >> 29)) &* 0xbf58_476d_1ce4_e5b9
        return max(1, spread ^ (spread >> 32))
    }

    /// One household has a whole /64 of IPv6.
    static func network(_ address: String) -> String {
        guard address.contains(":"), !address.hasPrefix("::ffff:") else { return address }
        let head = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        let groups = head.split(separator: ":").prefix(4)
        return groups.joined(separator: ":")
    }
}
