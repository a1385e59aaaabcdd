import Declaration
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

extension World {
    /// A scheme, its call, a notice that runs and a title in force.
    static func fillCalls(_ tx: Transaction, _ museum: ID<Organisation>) throws {
        func declared(_ json: String) throws -> DeclaredRecord { DeclaredRecord(try #require(DeclaredValue(json: json))) }
        try tx.putScheme(
            try declared(
                #"""
                {"key": "base", "name": {"zh": "认定办法", "en": "Measure"}, "title": {"zh": "科普基地", "en": "Base"}, "authority": "museum", "level": "municipal",
                 "region": "610100", "valid": {"months": 36}, "categories": [{"key": "venue", "name": {"zh": "场馆类", "en": "Venues"}, "fields": [
                 {"key": "days", "name": {"zh": "开放天数", "en": "Open days"}, "kind": "number", "required": true, "at_least": 250, "unit": {"zh": "天", "en": "days"}}]}],
                 "assessment": {"years": 1, "opens_in_month": 1, "days": 60, "late_is_failed": false, "giving_up_revokes": false, "report": [{"key": "held", "name": {"zh": "活动场次", "en": "Activities"}, "kind": "number", "at_least": 10, "known": "activities-held"},
                 {"key": "proof", "name": {"zh": "证明材料", "en": "Proof"}, "kind": "file"}]},
                 "grounds": [{"key": "false", "text": {"zh": "弄虚作假", "en": "False statements"}, "clause": "第九条"}], "rules": [{"key": "r1", "text": {"zh": "常年开放", "en": "Open all year"}}]}
                """#), by: 0)
        try tx.putCall(
            try declared(#"{"key": "base-2026", "name": {"zh": "首批", "en": "First call"}, "scheme": "base", "batch": 1, "opens": "2026-05-01", "closes": "2026-06-30"}"#), by: 0)
        let scheme = try #require(try tx.scheme(key: "base")), notice: ID<Notice> = tx.newID(), title: ID<Title> = tx.newID()
        try tx.execute(
            """
            INSERT INTO calls_notice (id, scheme_id, scheme_version, title_zh, title_en, body, begins_on, ends_on, workdays, counts_first, state)
            VALUES (\(notice), \(scheme.id), 1, '公示', 'Notice', '{"contact":"1","supervision":"2"}', '2026-05-18', '2026-05-22', 5, 1, 'open')
            """)
        try tx.execute(
            """
            INSERT INTO calls_notice_item (notice_id, position, action, organisation_id, name_zh) VALUES (\(notice), 1, 'recognise', \(museum), '科技馆')
            """)
        try tx.execute(
            """
            INSERT INTO calls_title (id, code, number, scheme_id, scheme_version, organisation_id, category, region, granted_on, valid_until, state, status_index)
            VALUES (\(title), 'code', '2026-001', \(scheme.id), 1, \(museum), 'venue', '610113', '2026-05-01', '2029-04-30', 'valid', 0)
            """)
        let (assessment, paper): (ID<Assessment>, ID<ReportFile>) = (tx.newID(), tx.newID())
        try tx.execute(
            """
            INSERT INTO calls_assessment (id, title_id, year, opens_on, due_on, state, body, draft, draft_version, filed_at, filings)
            VALUES (\(assessment), \(title), 2025, '2026-01-01', '2026-03-01', 'filed', '{"report":"filed-words","answers":{"held":"12"},"activities-held":"7"}',
                '{"report":"typed-words"}', 3, \(tx.now), 1)
            """)
        for (id, name, filing) in [(paper, "filed.pdf", 1), (tx.newID(), "typed.pdf", 2)] {
            try tx.execute(
                """
                INSERT INTO calls_report_file (id, assessment_id, field, file_id, name, media_type, size, pages, digest, filing, added_at, added_by)
                VALUES (\(id), \(assessment), 'proof', 1, \(name), 'application/pdf', 10, 2, 'ab', \(filing), \(tx.now), 0)
                """)
        }
    }
}
