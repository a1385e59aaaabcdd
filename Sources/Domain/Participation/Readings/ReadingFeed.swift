package import Activities
package import Kernel
package import Storage

/// What one source has delivered for one session and indicator so far; its claim is kept in step with it.
package struct ReadingFeed: Sendable, Hashable {
    package let session: ID<ActivitySession>
    package let indicator: String
    package let source: String
    package let basis: ReadingBasis
    package let claim: ID<Claim>
    package internal(set) var value: Int64
    package internal(set) var count: Int64
    package internal(set) var firstSequence: Int64
    package internal(set) var lastSequence: Int64
    package internal(set) var firstAt: Instant
    package internal(set) var lastAt: Instant
    package internal(set) var saysWhole: Bool

    /// How many sequences between the first and the last have not arrived.
    package var missing: Int64 { count == 0 ? 0 : lastSequence - firstSequence + 1 - count }

    /// Takes one new reading in; whether it is well is known already.
    package mutating func take(_ reading: Reading, at: Instant) {
        switch basis {
        case .increment: value += reading.quantity
        case .total: if count == 0 || reading.sequence > lastSequence { value = reading.quantity }
        }
        if count == 0 || reading.sequence > lastSequence { saysWhole = reading.coversWhole || (basis == .increment && saysWhole) }
        firstSequence = count == 0 ? reading.sequence : min(firstSequence, reading.sequence)
        lastSequence = count == 0 ? reading.sequence : max(lastSequence, reading.sequence)
        firstAt = count == 0 ? at : min(firstAt, at)
        lastAt = count == 0 ? at : max(lastAt, at)
        count += 1
    }
}

extension ReadingFeed {
    init(_ row: Row) throws {
        session = try row.id("session_id")
        indicator = try row.text("indicator")
        source = try row.text("source")
        basis = try row.choice("basis")
        claim = try row.id("claim_id")
        value = try row.int64("value")
        count = try row.int64("readings")
        (firstSequence, lastSequence) = (try row.int64("first_sequence"), try row.int64("last_sequence"))
        (firstAt, lastAt) = (try row.instant("first_at"), try row.instant("last_at"))
        saysWhole = try row.bool("says_whole")
    }
}

extension Transaction {
    /// What the source behind a claim has delivered; nil where the claim does not rest on readings.
    package func readingFeed(of claim: Claim) throws -> ReadingFeed? {
        try row(
            """
            SELECT * FROM participation_feed
            WHERE activity_id = \(claim.activity) AND session_id = \(claim.session) AND indicator = \(claim.indicator) AND source = \(claim.source)
                AND claim_id = \(claim.id)
            """, ReadingFeed.init)
    }

    func feed(_ activity: ID<Activity>, _ session: ID<ActivitySession>, _ indicator: String, _ source: String) throws -> ReadingFeed? {
        try row(
            """
            SELECT * FROM participation_feed
            WHERE activity_id = \(activity) AND session_id = \(session) AND indicator = \(indicator) AND source = \(source)
            """, ReadingFeed.init)
    }

    /// The highest sequence that a source has delivered; nil where it has delivered nothing.
    package func lastReading(activity: ID<Activity>, session: ID<ActivitySession>, indicator: String, source: String) throws -> Int64? {
        try feed(activity, session, indicator, source)?.lastSequence
    }

    func put(_ feed: ReadingFeed, _ activity: ID<Activity>) throws {
        try execute(
            """
            INSERT INTO participation_feed
                (activity_id, session_id, indicator, source, basis, claim_id, value, readings, first_sequence, last_sequence, first_at, last_at, says_whole)
            VALUES (\(activity), \(feed.session), \(feed.indicator), \(feed.source), \(feed.basis), \(feed.claim), \(feed.value), \(feed.count),
                \(feed.firstSequence), \(feed.lastSequence), \(feed.firstAt), \(feed.lastAt), \(feed.saysWhole))
            ON CONFLICT (activity_id, session_id, indicator, source) DO UPDATE SET value = excluded.value, readings = excluded.readings,
                first_sequence = excluded.first_sequence, last_sequence = excluded.last_sequence, first_at = excluded.first_at,
                last_at = excluded.last_at, says_whole = excluded.says_whole
            """)
    }
}
