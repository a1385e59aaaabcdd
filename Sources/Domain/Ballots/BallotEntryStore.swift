package import Activities
package import Bookings
package import Kernel
package import Storage

extension Transaction {
    package func ballotEntry(_ code: PublicCode) throws -> BallotEntry? {
        try row("SELECT * FROM ballots_entry WHERE activity_id = \(code.activity) AND code = \(code.letters)", BallotEntry.init)
    }

    package func requireBallotEntry(_ code: PublicCode) throws -> BallotEntry {
        guard let entry = try ballotEntry(code) else { throw Refusal.notFound(BallotEntry.noun) }
        return entry
    }

    /// Enters a party, whole, for one or several of the ballot's sessions in the order of its wish. One entry for each telephone number.
    @discardableResult
    package func enterBallot(_ id: ID<Ballot>, _ wish: BookingWish, sessions: [ID<ActivitySession>]) throws -> BallotEntry {
        try lockBallot(id)
        let ballot = try requireBallot(id)
        guard ballot.takesEntries(at: now) else {
            throw Refusal(
                .conflict, "ballot-closed", now < ballot.opens ? "报名还没有开始。" : "报名已经截止。",
                now < ballot.opens ? "Entries are not open yet." : "Entries are closed.")
        }
        let offered = try ballotPlaces(ballot).filter { $0.kind == wish.kind.rawValue }
        let known = Set(offered.map(\.session))
        guard !sessions.isEmpty, Set(sessions).count == sessions.count, sessions.allSatisfy({ known.contains($0.text) }) else {
            throw Refusal(.invalid, "ballot-choice", "请选择参加抽签的场次，每场一次。", "Choose sessions of this ballot, each once.", field: "session")
        }
        let most = offered.filter { one in sessions.contains { $0.text == one.session } }.map(\.places).max() ?? 0
        guard wish.party <= most else {
            throw Refusal(.invalid, "party-too-big", "所选场次一共只有 \(most) 个名额，请减少人数。", "The sessions that you chose have \(most) places at most; enter with fewer.", field: "party")
        }
        let (person, mark) = try enterForDraw(wish, activity: ballot.activity, session: sessions[0])
        let isTwice = try number(
            "SELECT 1 FROM ballots_entry WHERE activity_id = \(ballot.activity) AND ballot_id = \(id) AND phone_mark = \(mark)") != nil
        guard !isTwice else {
            throw Refusal(
                .conflict, "ballot-twice", "这个号码已经报名。每人一次；要更改，请先用报名码撤回。", "This number has entered already. Everybody enters once; to change something, withdraw first by the entry's code.",
                field: "phone")
        }
        let number = (try self.number("SELECT MAX(number) FROM ballots_entry WHERE activity_id = \(ballot.activity) AND ballot_id = \(id)") ?? 0) + 1
        let code = PublicCode(for: ballot.activity)
        try execute(
            """
            INSERT INTO ballots_entry (activity_id, ballot_id, number, code, kind, party, sessions, person_id, phone_mark, masked, waits, state, entered_at)
            VALUES (\(ballot.activity), \(id), \(number), \(code.letters), \(wish.kind), \(wish.party), \(sessions.map(\.text).joined(separator: ",")), \(person),
                \(mark), \(Self.masked(wish.person.phone)), \(wish.waits), 'entered', \(now))
            """)
        try execute("UPDATE ballots_ballot SET entries = entries + 1 WHERE activity_id = \(ballot.activity) AND id = \(id)")
        return try requireBallotEntry(code)
    }

    /// `138****8000`
    package static func masked(_ phone: String) -> String {
        let digits = phone.filter(\.isNumber)
        guard digits.count >= 7 else { return "****" }
        return "\(digits.prefix(3))****\(digits.suffix(digits.count >= 11 ? 4 : 2))"
    }

    /// Takes an entry back, as long as entries are open: its number is not given again, and its person is forgotten.
    package func withdrawEntry(_ code: PublicCode) throws {
        let known = try requireBallotEntry(code)
        try lockBallot(known.ballot)
        let (entry, ballot) = (try requireBallotEntry(code), try requireBallot(known.ballot))
        guard entry.state == .entered, ballot.state == .open, now < ballot.closes else {
            throw Refusal(
                .conflict, "entry-fixed", "报名截止后不能撤回。抽中后不确认，名额会自动退回。", "After entries close none can be withdrawn. If you are drawn and do not accept, your places go back by themselves.")
        }
        try execute(
            """
            UPDATE ballots_entry SET state = 'withdrawn', phone_mark = NULL, masked = ''
            WHERE activity_id = \(entry.activity) AND ballot_id = \(entry.ballot) AND number = \(entry.number)
            """)
        try execute("UPDATE ballots_ballot SET entries = entries - 1 WHERE activity_id = \(entry.activity) AND id = \(entry.ballot)")
        try forgetDrawPersons([entry.person])
    }
}
