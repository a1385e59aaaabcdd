import Access
import Kernel
import Storage
import Venues

extension Sheet {
    /// Whether the seat may be given to another expert: until its sheet is signed, and afterwards only against a conflict.
    func mayBeReplaced(conflicts: Set<Conflict>, in state: ApplicationState) throws(Refusal) {
        guard state == .passed else {
            throw Refusal(
                .conflict, "seat-late", "申报处于“\(state.title.zh)”，评审席位不能再更换。", "The application is “\(state.title.en)”; its seats can no longer change.")
        }
        switch self.state {
        case .assigned: return
        case .declined:
            throw Refusal(.conflict, "seat-gone", "这个席位已经回避或更换，不必再换。", "This seat was given up or replaced already.")
        case .signed:
            guard conflicts.isEmpty else { return }
            throw Refusal(
                .conflict, "seat-signed", "评分表已签字，且没有回避关系，不能更换。", "The sheet is signed and nothing stands against it, so the seat stays.")
        }
    }
}

extension Transaction {
    /// Takes a seat from an expert, with the reason, and gives it to another where one is free. A signed sheet keeps what it said and counts no
    /// more. Gives whether another was found.
    func replaceSeat(of expert: ID<Expert>, on id: ID<Application>, says: String, by identity: Identity) throws -> Bool {
        let application = try requireApplication(id)
        guard let call = try call(application.callID) else { throw Refusal.notFound(Call.noun) }
        try identity.require(Calls.review, within: try organisationScopes(try scheme(of: call).authorityID))
        try lock("calls.call.\(call.id.number)")
        guard let sheet = try sheet(id, expert) else { throw Refusal.notFound(Expert.noun) }
        try sheet.mayBeReplaced(conflicts: try ConflictTable(of: id, expert: expert, in: self).conflicts(id, expert), in: application.state)
        guard !says.isEmpty else { throw Refusal(.invalid, "seat-reason", "请写明更换的理由。", "Say why the seat is given to another.", field: "says") }
        try vacate("application_id = \(id) AND expert_id = \(expert) AND state = \(sheet.state)", says: says, by: identity)
        return try fillSeats(in: call, only: id, by: identity).given > 0
    }

    /// Ends seats, with the reason; what was signed stays readable.
    func vacate(_ seats: SQL, says: String, by identity: Identity) throws {
        let found = try rows("SELECT application_id, expert_id, call_id, state FROM calls_sheet WHERE \(sql: seats) ORDER BY application_id") { row in
            (
                application: try row.id("application_id", Application.self), expert: try row.id("expert_id", Expert.self),
                call: try row.id("call_id", Call.self), state: try row.choice("state", Sheet.State.self)
            )
        }
        try execute(
            """
            UPDATE calls_sheet SET state = \(Sheet.State.declined), was_signed_at = signed_at, signed_at = NULL, replaced_at = \(now),
                replaced_by = \(identity.account.id), replaced_because = \(says) WHERE \(sql: seats)
            """)
        var changes: [ID<Call>: CallTally] = [:]
        for one in found { changes[one.call] = (changes[one.call] ?? CallTally()) + CallTally.moved(from: one.state, to: .declined) }
        try count(changes)
        for one in found {
            try record(
                LedgerEntry(
                    "calls.seat-replaced", "application", one.application, by: identity.account.id.number, payload: "{\"expert\":\"\(one.expert.text)\"}",
                    reason: says, visibility: .sealed))
        }
    }
}
