package import Activities
package import Kernel
import Storage

/// What a counter's number is: how many came since its last reading, or how many in all so far.
package enum ReadingBasis: String, Sendable, CaseIterable, SQLConvertible {
    case increment, total

    package var title: Phrase {
        switch self {
        case .increment: Phrase("增量：自上次读数以来", "Increment: since the reading before")
        case .total: Phrase("累计：到目前为止", "Total: so far")
        }
    }
}

/// One reading of a gate counter, a player or a streaming platform, with the number that its source gave it.
package struct Reading: Sendable, Hashable {
    package var session: ID<ActivitySession>
    /// The key of an indicator.
    package var indicator: String
    /// The counter, player or platform; `watched` has its seconds in it (`sourceWithSeconds`).
    package var source: String
    /// Given by the source, rising; the same one again is the same reading.
    package var sequence: Int64
    package var at: ReadingTime
    package var quantity: Int64
    package var basis: ReadingBasis
    /// Whether the source says that it covers the whole session.
    package var coversWhole: Bool

    package init(
        session: ID<ActivitySession>, indicator: String = "visits", source: String, sequence: Int64, at: ReadingTime, quantity: Int64,
        basis: ReadingBasis = .increment, coversWhole: Bool = false
    ) {
        (self.session, self.indicator, self.source, self.sequence) = (session, indicator, source, sequence)
        (self.at, self.quantity, self.basis, self.coversWhole) = (at, quantity, basis, coversWhole)
    }

    /// `bilibili ≥ 30 s`: viewings of another length are another number, so they are a source of their own.
    package static func sourceWithSeconds(_ source: String, _ seconds: Int64) -> String { "\(source) ≥ \(seconds) s" }

    /// The greatest sequence that a source may give.
    package static let lastSequence: Int64 = 1_000_000_000_000_000
}

/// When a reading was taken: a moment, or what the clock at the place showed.
package enum ReadingTime: Sendable, Hashable {
    case moment(Instant)
    case clock(LocalTime)

    /// Reads `2023-09-16T09:00:00+08:00`, or without an offset the time at the session's place.
    package init?(_ text: String) {
        if let moment = Instant(iso: text) {
            self = .moment(moment)
        } else if let clock = LocalTime(iso: text) {
            self = .clock(clock)
        } else {
            return nil
        }
    }

    package func instant(in zone: Zone) -> Instant {
        switch self {
        case .moment(let instant): instant
        case .clock(let local): local.instant(in: zone)
        }
    }
}

/// What became of one reading of a batch.
package enum ReadingOutcome: Sendable, Hashable {
    case taken
    /// Delivered before, with the same number: nothing is kept twice.
    case same
    case wrong(Phrase)

    package var isWrong: Bool { if case .wrong = self { true } else { false } }
}
