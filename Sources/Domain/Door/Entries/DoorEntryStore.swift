import Activities
import Bookings
import Kernel
import Participation
package import Storage

/// Who noted something at the door, for what is kept of it.
struct DoorKeeper: Sendable {
    let activity: ID<Activity>
    /// 0 is the desk's own page.
    let device: Int64
    let duty: DoorDevice.Duty
    let name: String
    let actor: Int64
    let clock: DeviceClock
}

extension Transaction {
    /// Takes what a device sends, each thing once however often it comes; the replies stand in the order of the entries.
    package func takeEntries(_ entries: [DoorEntry], of device: DoorDevice, clock: DeviceClock) throws -> [DoorReply] {
        let held = Set(try doorSessions(of: device.activity, on: device.day).map(\.id))
        let keeper = DoorKeeper(activity: device.activity, device: device.id.number, duty: device.duty, name: device.name, actor: device.madeBy, clock: clock)
        return try take(entries, keeper, sessions: held, until: device.expiresAt)
    }

    /// The desk counts by itself.
    func takeEntry(_ kind: DoorEntry.Kind, _ session: ActivitySession, name: String, by actor: Int64) throws -> DoorReply {
        let seq: ID<DoorEntry> = newID()
        let keeper = DoorKeeper(activity: session.activity, device: 0, duty: .entrance, name: name, actor: actor, clock: DeviceClock(says: now, now: now))
        let entry = DoorEntry(seq.number, kind, session: session.id, at: now)
        return try take([entry], keeper, sessions: [session.id], until: now).first ?? DoorReply(seq.number, "wrong")
    }

    private func take(
        _ entries: [DoorEntry], _ keeper: DoorKeeper, sessions: Set<ID<ActivitySession>>, until: Instant
    ) throws -> [DoorReply] {
        // Two sendings of one device at once are one after the other.
        try lock("door/\(keeper.activity.text)/\(keeper.device)")
        var replies = try known(entries.map(\.seq), keeper)
        var (scans, counts): ([DoorEntry], [DoorEntry]) = ([], [])
        for entry in entries where replies[entry.seq] == nil {
            replies[entry.seq] = DoorReply(entry.seq, "waiting")
            if let problem = problem(of: entry, keeper, sessions, until: until) {
                replies[entry.seq] = try keep(entry, keeper, DoorReply(entry.seq, "refused", says: problem))
            } else if case .scan = entry.kind {
                scans.append(entry)
            } else {
                counts.append(entry)
            }
        }
        guard !scans.isEmpty || !counts.isEmpty else { return entries.map { replies[$0.seq] ?? DoorReply($0.seq, "wrong") } }
        let groups = Dictionary(grouping: scans, by: \.session).sorted { $0.key < $1.key }
        // Everything that the batch will need is held from the beginning, by all in one order: nobody waits for somebody who waits for them.
        for (session, _) in groups { try lockBookings(of: session) }
        try lockClaims(of: keeper.activity)
        for (session, group) in groups {
            for reply in try read(group, of: session, keeper) { replies[reply.seq] = reply }
        }
        for entry in counts { replies[entry.seq] = try count(entry, keeper) }
        return entries.map { replies[$0.seq] ?? DoorReply($0.seq, "wrong") }
    }

    /// Why an entry is not taken, whatever it says.
    private func problem(of entry: DoorEntry, _ keeper: DoorKeeper, _ sessions: Set<ID<ActivitySession>>, until: Instant) -> Phrase? {
        guard sessions.contains(entry.session) else { return Phrase("不是本设备当天的场次。", "Not a session of this device's day.") }
        guard keeper.clock.right(entry) <= until else { return Phrase("时间在设备有效期之后。", "The time lies after the device's day.") }
        guard !keeper.duty.takes(entry.kind) else { return nil }
        return Phrase("本设备只清点离场，不检票、不登记入场。请到入口设备或工作台办理。", "This device only counts who leaves. Let people in on a device of the entrance, or at the desk.")
    }

    private func known(_ seqs: [Int64], _ keeper: DoorKeeper) throws -> [Int64: DoorReply] {
        guard let first = seqs.min(), let last = seqs.max() else { return [:] }
        // A device numbers what it notes one after the other: between the first and the last are few others, whatever the engine knows of the table.
        let found = try rows(
            """
            SELECT seq, result, first_at, first_device FROM door_entry
            WHERE activity_id = \(keeper.activity) AND device_id = \(keeper.device) AND seq >= \(first) AND seq <= \(last) AND seq IN (\(list: seqs))
            """
        ) { row in
            DoorReply(try row.int64("seq"), try row.text("result"), firstAt: try row.instantOrNil("first_at"), firstDevice: try row.text("first_device"))
        }
        return Dictionary(found.map { ($0.seq, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Tickets read for one session. Whom the device sent away is kept, and not counted.
    private func read(_ entries: [DoorEntry], of session: ID<ActivitySession>, _ keeper: DoorKeeper) throws -> [DoorReply] {
        let sentAway = entries.filter { !$0.said.isEmpty && $0.said != "in" }
        let others = entries.filter { $0.said.isEmpty || $0.said == "in" }
        var replies = sentAway.map { DoorReply($0.seq, "noted") }
        let lines = others.map { entry -> DoorLine in
            guard case .scan(let text) = entry.kind else { return DoorLine("", at: entry.at, device: keeper.name) }
            return DoorLine(text, at: keeper.clock.right(entry), device: keeper.name)
        }
        do {
            if !lines.isEmpty {
                let results = try takeScans(lines, activity: keeper.activity, session: session, by: keeper.actor)
                for (entry, result) in zip(others, results.map(\.result)) { replies.append(reply(entry.seq, result)) }
            }
        } catch let refusal as Refusal {
            // The session is called off, or its door is not open: nothing was written.
            for entry in others { replies.append(DoorReply(entry.seq, "refused", says: refusal.phrase)) }
        }
        try keep(Array(zip(sentAway + others, replies)), keeper)
        return replies
    }

    private func reply(_ seq: Int64, _ result: DoorResult) -> DoorReply {
        switch result {
        case .scanned(.repeated(let first, let device)): DoorReply(seq, result.word, firstAt: first, firstDevice: device)
        case .wrong(let why): DoorReply(seq, result.word, says: why)
        default: DoorReply(seq, result.word)
        }
    }

    private func count(_ entry: DoorEntry, _ keeper: DoorKeeper) throws -> DoorReply {
        let at = keeper.clock.right(entry)
        do {
            switch entry.kind {
            case .walkIn(let people, isEstimate: false):
                let row = try recordWalkIns(people, activity: keeper.activity, session: entry.session, at: at, device: keeper.name, by: keeper.actor)
                return try keep(entry, keeper, DoorReply(entry.seq, "counted"), people, row: row.number)
            case .walkIn(let people, isEstimate: true):
                try tally(keeper.activity, entry.session, left: 0, estimated: people)
                var reply = DoorReply(entry.seq, "counted")
                // Whoever was only estimated was not measured: the door no longer covers the whole session.
                reply.opensAgain = try reopenDoor(activity: keeper.activity, session: entry.session, by: keeper.actor)
                return try keep(entry, keeper, reply, people, way: "estimate")
            case .left(let people):
                try tally(keeper.activity, entry.session, left: people, estimated: 0)
                return try keep(entry, keeper, DoorReply(entry.seq, "counted"), people)
            case .undo(let of): return try keep(entry, keeper, try undo(of, entry, keeper))
            case .scan: return DoorReply(entry.seq, "wrong")
            }
        } catch let refusal as Refusal {
            return try keep(entry, keeper, DoorReply(entry.seq, "refused", says: refusal.phrase))
        }
    }

    private func undo(_ of: Int64, _ entry: DoorEntry, _ keeper: DoorKeeper) throws -> DoorReply {
        let found = try row(
            """
            SELECT session_id, kind, way, quantity, row_id FROM door_entry
            WHERE activity_id = \(keeper.activity) AND device_id = \(keeper.device) AND seq = \(of) AND result = 'counted' AND kind <> 'scan' AND undone_at IS NULL
            """
        ) { row in
            (
                session: try row.id("session_id", ActivitySession.self), kind: try row.text("kind"), way: try row.text("way"), people: try row.int("quantity"),
                row: try row.idOrNil("row_id", Scan.self)
            )
        }
        guard let found else {
            return DoorReply(entry.seq, "refused", says: Phrase("没有可撤回的清点，或已经撤回。", "There is no such count, or it was taken back already."))
        }
        var reply = DoorReply(entry.seq, "undone")
        if let row = found.row {
            let wasWhole = try doorCoveredWhole(activity: keeper.activity, session: found.session)
            _ = try undoWalkIns(row, activity: keeper.activity, by: keeper.actor)
            reply.opensAgain = try wasWhole && !doorCoveredWhole(activity: keeper.activity, session: found.session)
        } else {
            try tally(keeper.activity, found.session, left: found.kind == "left" ? -found.people : 0, estimated: found.way == "estimate" ? -found.people : 0)
        }
        try execute("UPDATE door_entry SET undone_at = \(now) WHERE activity_id = \(keeper.activity) AND device_id = \(keeper.device) AND seq = \(of)")
        return reply
    }

    private func tally(_ activity: ID<Activity>, _ session: ID<ActivitySession>, left: Int, estimated: Int) throws {
        try execute(
            """
            INSERT INTO door_tally (activity_id, session_id, left_count, estimated, most) VALUES (\(activity), \(session), \(left), \(estimated), NULL)
            ON CONFLICT (activity_id, session_id) DO UPDATE SET left_count = door_tally.left_count + excluded.left_count,
                estimated = door_tally.estimated + excluded.estimated
            """)
    }

    private func keep(
        _ entry: DoorEntry, _ keeper: DoorKeeper, _ reply: DoorReply, _ people: Int = 1, row: Int64? = nil, way: String = ""
    ) throws -> DoorReply {
        try insertEntries([kept(entry, keeper, reply, people, row: row, way: way)])
        return reply
    }

    /// Many, a hundred in one statement.
    private func keep(_ answered: [(DoorEntry, DoorReply)], _ keeper: DoorKeeper) throws {
        let rows = answered.map { kept($0, keeper, $1, 1, row: nil, way: "") }
        for begin in stride(from: 0, to: rows.count, by: 100) { try insertEntries(Array(rows[begin..<min(begin + 100, rows.count)])) }
    }

    private func kept(_ entry: DoorEntry, _ keeper: DoorKeeper, _ reply: DoorReply, _ people: Int, row: Int64?, way: String) -> SQL {
        """
        (\(keeper.activity), \(keeper.device), \(entry.seq), \(entry.session), \(entry.kind.word), \(people), \(way), \(row), \(entry.said),
            \(reply.result), \(reply.firstAt), \(reply.firstDevice), \(entry.at), \(keeper.clock.right(entry)), \(now))
        """
    }

    private func insertEntries(_ rows: [SQL]) throws {
        try execute(
            """
            INSERT INTO door_entry (activity_id, device_id, seq, session_id, kind, quantity, way, row_id, said, result, first_at, first_device, device_at, at,
                received_at)
            VALUES \(sql: rows.joined(", "))
            """)
    }
}
