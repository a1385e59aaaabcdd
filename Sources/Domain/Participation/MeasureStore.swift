package import Activities
package import Kernel
package import Storage

extension Transaction {
    /// What a counter or player delivers: the source's total for the session so far. Counts on arrival; a later delivery of
    /// the same source is newer and counts instead, the same one again changes nothing and gives the same claim.
    /// Refused for a cancelled session and before its window (`MeasureWindow`); one of the whole session until it has begun.
    ///
    /// - isTyped: by a person, off a counter: what the session cannot plausibly have is refused, and has to be reported with an explanation.
    @discardableResult
    package func measure(
        activity: ID<Activity>, session: ID<ActivitySession>, indicator: String, value: Int64, source: String, coversWhole: Bool, isTyped: Bool = false, by actor: Int64
    ) throws -> ID<Claim> {
        try ClaimDraft.check(indicator: indicator, value: value)
        try Self.check(source: source)
        try lockClaims(of: activity)
        guard try feed(activity, session, indicator, source) == nil else {
            throw Refusal(
                .conflict, "source-delivers", "来源“\(source)”已成批送交读数，不能再单独填写；更正请在该条数据上办理。",
                "The source “\(source)” delivers its readings in batches; a single one cannot be put beside them. Correct its claim instead.", field: "source")
        }
        if session.number == 0 {
            try requireSubject(activity, session)
            try requireBegun(activity, session)
        } else { 
            _ = try measurable(activity, session, isWhole: coversWhole)
        }
        if isTyped { try requirePlausible(ClaimDraft(activity: activity, session: session, indicator: indicator, value: value)) }
        if let again = try newest(activity, session, indicator, source), again.value == value, again.coversWhole == coversWhole { return again.id }
        var claim = NewClaim(activity: activity, session: session, indicator: indicator, value: value, method: .measured)
        (claim.source, claim.coversWhole) = (source, coversWhole)
        let id = try insert(claim, by: actor)
        let reading: ID<Scan> = newID()
        try execute(
            """
            INSERT INTO participation_row (activity_id, id, session_id, claim_id, indicator, quantity, at, device, ticket)
            VALUES (\(activity), \(reading), \(session), \(id), \(indicator), \(value), \(now), \(source), NULL)
            """)
        try record(entry("participation.reading-delivered", id, claim, by: actor))
        try recount(activity, session, indicator)
        return id
    }

    private func requirePlausible(_ draft: ClaimDraft) throws {
        let odd = try warnings(about: draft).filter { [.overCapacity, .aboveUsual].contains($0.kind) }
        guard !odd.isEmpty else { return }
        throw Refusal(
            .invalid, "reading-implausible",
            "这个数\(odd.map(\.phrase.zh).joined(separator: "，"))。手填的读数不经核验就计入，所以不收这样的数：请核对；确实如此的，请改为上报，并说明原因。",
            "This number is \(odd.map(\.phrase.en).joined(separator: ", ")). A reading typed by hand counts without being checked, so such a number is not taken: check it, or report it instead and say why it is so.",
            field: "value")
    }

    private func newest(_ activity: ID<Activity>, _ session: ID<ActivitySession>, _ indicator: String, _ source: String) throws -> Claim? {
        try row(
            """
            SELECT * FROM participation_claim
            WHERE activity_id = \(activity) AND session_id = \(session) AND indicator = \(indicator) AND method = 'measured'
                AND source = \(source) AND supersedes IS NULL
            ORDER BY id DESC LIMIT 1
            """, Claim.init)
    }

    private static func check(source: String) throws(Refusal) {
        guard !source.isEmpty, source.count <= 80, !ReadingRules.isReserved(source), ReadingRules.isReadable(source) else {
            throw Refusal(
                .invalid, "source", "请写明来源（计数器或播放器的名称，最多 80 字）；“door”和“cloud-hall”由系统使用。",
                "Name the source, a counter or player, in 80 letters at most; “door” and “cloud-hall” are kept for the program itself.", field: "source")
        }
    }
}
