import Kernel
import Storage

/// What lies behind one application when a meeting decides on it: when it was ready for that, and how far its experts have come.
struct MeetingBasis: Sendable, Hashable {
    let applicationID: ID<Application>
    /// As applicants and offices know it: `0007`.
    let number: String
    /// The day on which it passed the formal review or was scored for the last time; nil: neither.
    let ready: Day?
    let signed: Int
    /// Sheets that an expert holds and has not signed.
    let unsigned: Int

    /// A meeting decides on what it had before it: after the review, with every sheet signed, and scored where the measure has it scored.
    func check(_ outcome: MeetingOutcome, heldOn: Day, _ rule: ReviewRule) throws(Refusal) {
        if let ready, heldOn < ready {
            throw Refusal(
                .invalid, "meeting-early", "会议日期早于第 \(number) 号申报通过审查、完成评分的日期（\(ready.iso)）。请核对日期。",
                "The meeting lies before the day on which application \(number) was checked and scored (\(ready.iso)). Check the date.", field: "held")
        }
        guard unsigned == 0 else {
            throw Refusal(
                .conflict, "sheets-open", "第 \(number) 号申报还有 \(unsigned) 份评分表没有签字。请待专家签字或更换专家后再审定。",
                "Sheets of application \(number) are not signed yet (\(unsigned)). Decide once the experts have signed, or others in their place.", field: "items")
        }
        guard outcome == .setAside || signed > 0 || !rule.isScored else {
            throw Refusal(
                .conflict, "sheets-missing", "按办法由专家评分，第 \(number) 号申报还没有评分。请先分配专家。",
                "By the measure experts score, and nobody has scored application \(number). Assign experts first.", field: "items")
        }
    }
}

extension Transaction {
    /// Of the applications of a meeting, in one statement for each five hundred.
    func bases(of applications: [ID<Application>]) throws -> [MeetingBasis] {
        var found: [MeetingBasis] = []
        for start in stride(from: 0, to: applications.count, by: 500) {
            let some = Array(applications[start..<min(start + 500, applications.count)])
            found += try rows(
                """
                SELECT a.id, COALESCE(a.number, '') AS number, (
                        SELECT MAX(o.made_at) FROM calls_opinion o WHERE o.application_id = a.id AND o.step = 'formal-review') AS passed_at,
                    MAX(s.signed_at) AS signed_at, COUNT(CASE WHEN s.state = \(Sheet.State.signed) THEN 1 END) AS signed,
                    COUNT(CASE WHEN s.state = \(Sheet.State.assigned) THEN 1 END) AS unsigned
                FROM calls_application a LEFT JOIN calls_sheet s ON s.application_id = a.id WHERE a.id IN (\(list: some)) GROUP BY a.id, a.number ORDER BY a.id
                """) { row in
                    let moments = [try row.instantOrNil("passed_at"), try row.instantOrNil("signed_at")].compactMap { $0 }
                    return MeetingBasis(
                        applicationID: try row.id("id"), number: try row.text("number"),
                        ready: moments.max()?.day(in: Notice.zone),
                        signed: try row.int("signed"), unsigned: try row.int("unsigned"))
                }
        }
        return found
    }

    /// What is on a notice that holds is taken off it by another notice, not behind its back.
    func requireNotOnNotice(_ application: ID<Application>) throws {
        let listed = try number(
            """
            SELECT COUNT(*) FROM calls_notice_item i JOIN calls_notice n ON n.id = i.notice_id
            WHERE i.application_id = \(application) AND i.outcome IS NULL AND n.state <> \(NoticeState.superseded)
            """) ?? 0
        guard listed > 0 else { return }
        throw Refusal(
            .conflict, "listed-already", "这份申报已在公示名单中。请先用新的公示取代、不再列入这一项，再改变决定。",
            "This application stands on a public notice. Let another notice take its place without it first, then change the decision.", field: "items")
    }
}
