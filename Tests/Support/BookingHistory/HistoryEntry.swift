import Foundation
import Kernel

/// One thing that a client asked, and what it was answered: the only thing that a client can rely on.
package struct HistoryEntry: Sendable, Codable {
    package enum What: String, Sendable, Codable { case book, cancel, accept, reduce, move, name, confirm, decline, enter, withdraw, draw, look }
    /// `unknown`: no answer came, so nobody knows whether it was done.
    package enum Outcome: String, Sendable, Codable { case done, refused, unknown }

    package var client: Int
    package var what: What
    /// On the machine's own clock, the same for all its processes, nanoseconds.
    package var asked: UInt64
    package var answered: UInt64
    package var outcome: Outcome
    /// The booking, as the client knows it, or for `enter` and `withdraw` the entry of a ballot; empty where it has none.
    package var code = ""
    package var session: Int64
    package var kind = ""
    package var party = 0
    package var phone = ""
    /// The state that the answer named.
    package var state = ""
    /// Why it was refused.
    package var refusal = ""

    package static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
