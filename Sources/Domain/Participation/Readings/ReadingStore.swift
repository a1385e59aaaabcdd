package import Activities
package import Kernel
package import Storage

extension Transaction {
    /// Takes a batch of readings of one activity, in the order of their sequences, and keeps each source's claim in step with them.
    ///
    /// Idempotent by session, indicator, source and sequence: what was delivered before changes nothing, and is refused where it comes with
    /// another number. Where a reading is wrong nothing at all is kept, unless `goodOnly`.
    ///
    /// - Returns: what became of each, in the order given; where one is wrong and not `goodOnly`, the others are what they would have been.
    package func takeReadings(_ readings: [Reading], of activity: ID<Activity>, goodOnly: Bool = false, by actor: Int64) throws -> [ReadingOutcome] {
        guard !readings.isEmpty else { return [] }
        try lockClaims(of: activity)
        var outcomes = [ReadingOutcome](repeating: .taken, count: readings.count)
        var groups: [Stream: [Int]] = [:]
        let sessions = try self.sessions(Array(Set(readings.map(\.session))))
        for (place, reading) in readings.enumerated() {
            guard let session = sessions[reading.session], session.activity == activity else {
                outcomes[place] = .wrong(Phrase("本活动没有场次 \(reading.session.text)。", "This activity has no session \(reading.session.text)."))
                continue
            }
            if let problem = ReadingRules.problem(of: reading, in: session, now: now) {
                outcomes[place] = .wrong(problem)
            } else {
                groups[Stream(reading), default: []].append(place)
            }
        }
        var changes: [Change] = []
        for (stream, places) in groups.sorted(by: { $0.key < $1.key }) {
            changes.append(try change(stream, places, readings, sessions, activity, &outcomes))
        }
        guard goodOnly || !outcomes.contains(where: \.isWrong) else { return outcomes }
        for change in changes where !change.new.isEmpty { try keep(change, readings, activity, by: actor) }
        return outcomes
    }

    /// What belongs to one claim.
    private struct Stream: Hashable, Comparable {
        let session: ID<ActivitySession>
        let indicator: String
        let source: String

        init(_ reading: Reading) { (session, indicator, source) = (reading.session, reading.indicator, reading.source) }

        static func < (a: Stream, b: Stream) -> Bool {
            (a.session.number, a.indicator, a.source) < (b.session.number, b.indicator, b.source)
        }
    }

    private struct Change {
        let stream: Stream
        let zone: Zone
        var feed: ReadingFeed?
        let basis: ReadingBasis
        /// Places in the batch, by rising sequence.
        var new: [Int] = []
    }

    private func change(
        _ stream: Stream, _ places: [Int], _ readings: [Reading], _ sessions: [ID<ActivitySession>: ActivitySession], _ activity: ID<Activity>,
        _ outcomes: inout [ReadingOutcome]
    ) throws -> Change {
        let feed = try feed(activity, stream.session, stream.indicator, stream.source)
        var change = Change(stream: stream, zone: sessions[stream.session]?.zone ?? .china, feed: feed, basis: feed?.basis ?? readings[places[0]].basis)
        // What is newer than everything that was delivered cannot be there already.
        let old = places.map { readings[$0].sequence }.filter { $0 <= feed?.lastSequence ?? -1 }
        var known = try feed.map { try quantities(old, of: $0.claim, activity) } ?? [:]
        var sum = feed?.value ?? 0
        for place in places.sorted(by: { readings[$0].sequence < readings[$1].sequence }) {
            let reading = readings[place]
            if reading.basis != change.basis {
                outcomes[place] = .wrong(
                    Phrase(
                        "来源“\(reading.source)”一直按“\(change.basis.title.zh)”送交，不能改变；请换一个来源名称。",
                        "The source “\(reading.source)” delivers by “\(change.basis.title.en)” and cannot change; use another name for it."))
            } else if let before = known[reading.sequence] {
                outcomes[place] =
                    before == reading.quantity
                    ? .same
                    : .wrong(
                        Phrase(
                            "序号 \(reading.sequence) 已送交过，数值是 \(before)，这次是 \(reading.quantity)。更正请在工作台办理，不要改写读数。",
                            "Sequence \(reading.sequence) was delivered before with \(before), now with \(reading.quantity). A reading is not rewritten: correct the claim at the desk."))
            } else if change.basis == .increment, sum + reading.quantity > ClaimDraft.most {
                outcomes[place] = .wrong(Phrase("合计将超过 \(ClaimDraft.most)，请核对。", "The sum would exceed \(ClaimDraft.most). Check the numbers."))
            } else {
                known[reading.sequence] = reading.quantity
                if change.basis == .increment { sum += reading.quantity }
                change.new.append(place)
            }
        }
        return change
    }

    private func quantities(_ sequences: [Int64], of claim: ID<Claim>, _ activity: ID<Activity>) throws -> [Int64: Int64] {
        var found: [Int64: Int64] = [:]
        for start in stride(from: 0, to: sequences.count, by: 500) {
            let some = Array(sequences[start..<min(start + 500, sequences.count)])
            try each(
                """
                SELECT sequence, quantity FROM participation_row
                WHERE activity_id = \(activity) AND claim_id = \(claim) AND sequence IN (\(list: some)) AND sequence IS NOT NULL
                """
            ) { row in
                found[try row.int64("sequence")] = try row.int64("quantity")
                return true
            }
        }
        return found
    }

    private func keep(_ change: Change, _ readings: [Reading], _ activity: ID<Activity>, by actor: Int64) throws {
        let stream = change.stream
        var feed = try change.feed ?? begin(change, activity, by: actor)
        let times = change.new.map { readings[$0].at.instant(in: change.zone) }
        for (place, at) in zip(change.new, times) { feed.take(readings[place], at: at) }
        let rows: [SQL] = zip(change.new, times).map { place, at in
            let (reading, id) = (readings[place], newID(Scan.self))
            return """
                (\(activity), \(id), \(stream.session), \(feed.claim), \(stream.indicator), \(reading.quantity), \(at), \(stream.source), NULL, \(reading.sequence))
                """
        }
        for some in rows.inStatements(of: Self.rowsAtOnce) {
            try execute(
                "INSERT INTO participation_row (activity_id, id, session_id, claim_id, indicator, quantity, at, device, ticket, sequence) VALUES " + some.joined(", "))
        }
        try put(feed, activity)
        try execute(
            """
            UPDATE participation_claim SET value = \(feed.value), covers_whole = \(ReadingRules.coversWhole(feed))
            WHERE activity_id = \(activity) AND id = \(feed.claim)
            """)
        let payload =
            "{\"activity\":\"\(activity.text)\",\"indicator\":\"\(stream.indicator)\",\"readings\":\(change.new.count),\"session\":\"\(stream.session.text)\",\"value\":\(feed.value)}"
        try record(LedgerEntry("participation.readings-delivered", "claim", feed.claim, by: actor, payload: payload))
        try recount(activity, stream.session, stream.indicator)
    }

    /// Ten values a row: far below what either engine takes in one statement.
    private static let rowsAtOnce = 100

    private func begin(_ change: Change, _ activity: ID<Activity>, by actor: Int64) throws -> ReadingFeed {
        var claim = NewClaim(activity: activity, session: change.stream.session, indicator: change.stream.indicator, value: 0, method: .measured)
        claim.source = change.stream.source
        let id = try insert(claim, by: actor)
        return ReadingFeed(
            session: change.stream.session, indicator: change.stream.indicator, source: change.stream.source, basis: change.basis, claim: id, value: 0,
            count: 0, firstSequence: 0, lastSequence: 0, firstAt: now, lastAt: now, saysWhole: false)
    }
}

extension Transaction {
    /// Of these sources those of which nothing of the activity's organiser has ever come, in the order of their names.
    func unheardSources(_ sources: Set<String>, of activity: ID<Activity>) throws -> [String] {
        guard !sources.isEmpty else { return [] }
        let organiser = try requireActivity(activity).organiser
        let known = Set(
            try rows(
                """
                SELECT DISTINCT f.source FROM participation_feed f JOIN view_activities_title t ON t.activity_id = f.activity_id
                WHERE t.organiser_id = \(organiser) AND f.source IN (\(list: sources.sorted()))
                """) { try $0.text("source") })
        return sources.subtracting(known).sorted()
    }
}
