import Kernel
import Storage

/// Objections that were upheld stand against their application or title wherever it is listed, until it is struck or what they found is put right.
extension Transaction {
    /// How many were upheld, by notice and subject: all of them, and those that still stand.
    func upheldObjections() throws -> [(notice: ID<Notice>, subject: Int64, standing: Int, all: Int)] {
        try rows(
            """
            SELECT b.notice_id, COALESCE(i.application_id, i.title_id, 0) AS subject, COUNT(*) AS objections,
                COUNT(CASE WHEN b.cured_by IS NULL AND (i.outcome IS NULL OR i.outcome <> \(NoticeOutcome.struck)) THEN 1 END) AS standing
            FROM calls_objection b JOIN calls_notice_item i ON i.notice_id = b.notice_id AND i.position = b.position
            WHERE b.decided = \(ObjectionState.upheld) GROUP BY b.notice_id, COALESCE(i.application_id, i.title_id, 0)
            """) { (try $0.id("notice_id", Notice.self), try $0.int64("subject"), try $0.int("standing"), try $0.int("objections")) }
    }

    /// Applications and titles against which one stands.
    func upheldSubjects() throws -> Set<Int64> { Set(try upheldObjections().filter { $0.standing > 0 }.map(\.subject)) }

    /// Notes of what a notice says was put right that the objections behind it are answered by it.
    func cure(_ lines: NoticeLines, by notice: ID<Notice>) throws {
        for one in lines.lines where !one.item.remedy.isEmpty {
            let subject = one.item.applicationID?.number ?? one.item.titleID?.number ?? 0
            try execute(
                """
                UPDATE calls_objection SET cured_by = \(notice) WHERE decided = \(ObjectionState.upheld) AND cured_by IS NULL AND EXISTS (
                    SELECT 1 FROM calls_notice_item i WHERE i.notice_id = calls_objection.notice_id AND i.position = calls_objection.position
                        AND (i.application_id = \(subject) OR i.title_id = \(subject)))
                """)
        }
    }

    /// Strikes what has no outcome yet, in every notice that holds; what is left without an open item is settled.
    func strikeItems(_ condition: SQL, by actor: Int64) throws {
        let notices = try rows("SELECT DISTINCT notice_id FROM calls_notice_item WHERE \(sql: condition) AND outcome IS NULL ORDER BY notice_id") {
            try $0.id("notice_id", Notice.self)
        }
        try execute("UPDATE calls_notice_item SET outcome = \(NoticeOutcome.struck), decided_at = \(now) WHERE \(sql: condition) AND outcome IS NULL")
        for id in notices { try resolveIfDone(try requireNotice(id), by: actor) }
    }

    /// What a superseded notice's successor leaves out against which an objection was upheld: a title keeps what it has.
    func strikeLeftOut(of old: ID<Notice>, by new: ID<Notice>) throws {
        try execute(
            """
            UPDATE calls_notice_item SET outcome = \(NoticeOutcome.struck), decided_at = \(now)
            WHERE notice_id = \(old) AND title_id IS NOT NULL AND outcome IS NULL AND EXISTS (
                SELECT 1 FROM calls_objection b WHERE b.notice_id = calls_notice_item.notice_id AND b.position = calls_notice_item.position
                    AND b.decided = \(ObjectionState.upheld))
                AND NOT EXISTS (SELECT 1 FROM calls_notice_item n WHERE n.notice_id = \(new) AND n.title_id = calls_notice_item.title_id)
            """)
    }
}
