import Activities
import Bookings
package import Kernel
package import Storage

extension Transaction {
    /// Ballots whose entries are closed and which have not been drawn.
    package func ballotsDue() throws -> [ID<Ballot>] {
        try rows("SELECT id FROM ballots_ballot WHERE state = 'open' AND closes_at <= \(now) ORDER BY closes_at, id LIMIT 100") { try $0.id("id", Ballot.self) }
    }

    /// Ballots of which somebody has not been told yet what the draw gave them.
    package func ballotsToSettle() throws -> [ID<Ballot>] {
        try rows(
            """
            SELECT b.id FROM ballots_ballot b WHERE b.state IN ('drawn', 'cancelled')
                AND EXISTS (SELECT 1 FROM ballots_entry e WHERE e.activity_id = b.activity_id AND e.ballot_id = b.id AND e.state = 'entered')
            ORDER BY b.id LIMIT 100
            """
        ) { try $0.id("id", Ballot.self) }
    }

    /// What is published of the entries that take part: nothing of a person.
    func drawEntries(_ ballot: Ballot) throws -> [BallotDraw.Entry] {
        try rows(
            """
            SELECT number, kind, party, sessions, code FROM ballots_entry
            WHERE activity_id = \(ballot.activity) AND ballot_id = \(ballot.id) AND state <> 'withdrawn' ORDER BY number
            """
        ) { row in
            BallotDraw.Entry(
                number: try row.int64("number"), kind: try row.text("kind"), party: try row.int("party"),
                sessions: try row.text("sessions").split(separator: ",").map(String.init), hash: BallotDraw.hash("\(ballot.activity.text)-\(try row.text("code"))"))
        }
    }

    /// Draws, once, after entries have closed: fixes the entries by their digest, publishes the seed, and notes each entry's place. What
    /// follows for each party is done afterwards, in small steps (`settleBallot`).
    package func drawBallot(_ id: ID<Ballot>) throws {
        try lockBallot(id)
        let ballot = try requireBallot(id)
        guard ballot.state == .open, now >= ballot.closes else { return }
        let sealed = try row("SELECT sealed_seed FROM ballots_ballot WHERE activity_id = \(ballot.activity) AND id = \(id)") { try $0.blobOrNil("sealed_seed") } ?? nil
        guard let sealed else { return }
        let seed = try BallotSeed.open(sealed, of: id, in: self)
        let entries = try drawEntries(ballot)
        let outcomes = BallotDraw.run(seed: seed, entries: entries, places: try ballotPlaces(ballot))
        for begin in stride(from: 0, to: outcomes.count, by: Self.outcomesAtOnce) {
            try note(outcomes[begin..<min(begin + Self.outcomesAtOnce, outcomes.count)], of: ballot)
        }
        try execute(
            """
            UPDATE ballots_ballot SET state = 'drawn', seed = \(seed.hexadecimal), digest = \(BallotDraw.digest(of: entries)), drawn_at = \(now)
            WHERE activity_id = \(ballot.activity) AND id = \(id)
            """)
        let payload = "{\"activity\":\"\(ballot.activity.text)\",\"digest\":\"\(BallotDraw.digest(of: entries))\",\"entries\":\(entries.count)}"
        try record(LedgerEntry("ballots.drawn", "ballot", id, by: 0, payload: payload, visibility: .public))
        try releaseWhenSettled(ballot)
    }

    private static let outcomesAtOnce = 500

    /// Each entry's place in the drawn order, and for which session it was drawn.
    private func note(_ outcomes: ArraySlice<BallotDraw.Outcome>, of ballot: Ballot) throws {
        let values = outcomes.map { one -> SQL in
            let session = one.session.flatMap { ID<ActivitySession>($0) }
            return "(CAST(\(one.number) AS BIGINT), CAST(\(one.place) AS BIGINT), CAST(\(session) AS BIGINT))"
        }
        try execute(
            """
            WITH drawn (number, place, session_id) AS (VALUES \(sql: values.joined(", ")))
            UPDATE ballots_entry SET place = drawn.place, session_id = drawn.session_id FROM drawn
            WHERE ballots_entry.activity_id = \(ballot.activity) AND ballots_entry.ballot_id = \(ballot.id) AND ballots_entry.number = drawn.number
            """)
    }

    /// Gives the next parties what the draw gave them, each in the drawn order: an offer, a place on the waiting list, or a letter. Those who were drawn come
    /// first; of many entries whoever calls asks for them alone until there are none, so that the others need not be gone through each time.
    ///
    /// - drawn: those who were drawn alone, or the others alone; nil for both.
    /// - Returns: the number of parties; 0 when all is done.
    package func settleBallot(_ id: ID<Ballot>, limit: Int, drawn: Bool? = nil) throws -> Int {
        try lockBallot(id)
        let ballot = try requireBallot(id)
        guard ballot.state != .open else { return 0 }
        var next = drawn == false ? [] : try unsettled(ballot, "AND session_id IS NOT NULL", limit)
        if drawn != true, next.count < limit { next += try unsettled(ballot, drawn == nil ? "AND session_id IS NULL" : "", limit - next.count) }
        var gone: [ID<BookingPerson>] = []
        for entry in next {
            let (state, booking) = try settle(entry, ballot)
            // Who has no booking is needed no longer.
            let isGone = booking == nil
            if isGone { gone.append(entry.person) }
            try execute(
                """
                UPDATE ballots_entry SET state = \(state), booking = \(booking?.code.letters), phone_mark = NULL,
                    masked = CASE WHEN \(isGone) = 1 THEN '' ELSE masked END
                WHERE activity_id = \(entry.activity) AND ballot_id = \(entry.ballot) AND number = \(entry.number)
                """)
        }
        try forgetDrawPersons(gone)
        try releaseWhenSettled(ballot)
        return next.count
    }

    /// Once nobody of a ballot waits to be told, its sessions' places go by their rules again, but for those that a later ballot is open for.
    func releaseWhenSettled(_ ballot: Ballot) throws {
        let isSomebodyLeft = try number("SELECT 1 FROM ballots_entry WHERE activity_id = \(ballot.activity) AND ballot_id = \(ballot.id) AND state = 'entered' LIMIT 1") != nil
        guard !isSomebodyLeft else { return }
        let sessions = try rows(
            "SELECT DISTINCT session_id FROM ballots_places WHERE activity_id = \(ballot.activity) AND ballot_id = \(ballot.id) ORDER BY session_id"
        ) { try $0.id("session_id", ActivitySession.self) }
        for session in sessions where try self.ballot(of: session)?.state != .open { try keepForDraw(false, activity: ballot.activity, session: session) }
    }

    private func unsettled(_ ballot: Ballot, _ condition: SQL, _ limit: Int) throws -> [BallotEntry] {
        try rows(
            """
            SELECT * FROM ballots_entry WHERE activity_id = \(ballot.activity) AND ballot_id = \(ballot.id) AND state = 'entered' \(sql: condition)
            ORDER BY place NULLS LAST LIMIT \(limit)
            """, BallotEntry.init)
    }

    private func settle(_ entry: BallotEntry, _ ballot: Ballot) throws -> (BallotEntry.State, Booking?) {
        if ballot.state == .cancelled {
            try tellBallot(entry, ballot, .cancelled)
            return (.lost, nil)
        }
        if let session = entry.session {
            let until = (ballot.drawnAt ?? now).adding(hours: Int64(ballot.acceptHours))
            if until > now,
                let booking = try offerDrawn(
                    kind: entry.kind, party: entry.party, person: entry.person, mark: try phoneMark(of: entry), activity: entry.activity, session: session, until: until)
            {
                return (.won, booking)
            }
            try tellBallot(entry, ballot, .void)
            return (.void, nil)
        }
        if entry.waits, let first = entry.sessions.first,
            let booking = try waitAfterDraw(
                kind: entry.kind, party: entry.party, person: entry.person, mark: try phoneMark(of: entry), activity: entry.activity, session: first)
        {
            return (.waiting, booking)
        }
        try tellBallot(entry, ballot, .lost)
        return (.lost, nil)
    }

    private func phoneMark(of entry: BallotEntry) throws -> [UInt8]? {
        try row(
            "SELECT phone_mark FROM ballots_entry WHERE activity_id = \(entry.activity) AND ballot_id = \(entry.ballot) AND number = \(entry.number)"
        ) { try $0.blobOrNil("phone_mark") } ?? nil
    }

    /// The file of a draw; nil before it.
    package func ballotFile(_ ballot: Ballot) throws -> BallotFile? {
        guard ballot.state == .drawn, let seed = ballot.seed, let digest = ballot.digest else { return nil }
        let result = try rows(
            """
            SELECT number, place, session_id FROM ballots_entry
            WHERE activity_id = \(ballot.activity) AND ballot_id = \(ballot.id) AND place IS NOT NULL ORDER BY place
            """
        ) { row in
            BallotDraw.Outcome(number: try row.int64("number"), place: try row.int("place"), session: try row.idOrNil("session_id", ActivitySession.self)?.text)
        }
        return BallotFile(
            ballot: ballot.id.text, closed: ballot.closes.iso, commitment: ballot.commitment, seed: seed, places: try ballotPlaces(ballot),
            entries: try drawEntries(ballot), digest: digest, result: result)
    }
}
