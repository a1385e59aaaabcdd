import Access
import Kernel
import Language
import Rooms
import Storage

/// Who stated material, who judged it: what this room holds about persons.
enum CommendationsPersonalData {
    static let all = [
        PersonalData(
            "commendations.material", Phrase("提交或评定的表扬材料", "Material for commendations that somebody stated or judged"),
            holds: Phrase("提交人和评定人的账号编号", "the numbers of the accounts that stated and judged it"),
            purpose: Phrase("说明材料由谁提交、由谁评定", "so that it is known who stated it, and who judged"), kept: Phrase("与表扬办法一同保留", "as long as the rule"),
            records: { tx, account in
                try tx.rows(
                    """
                    SELECT r.key, m.indicator, m.stated_at, m.stated_by FROM commendations_material m JOIN commendations_rule r ON r.id = m.rule_id
                    WHERE m.stated_by = \(account.id) OR m.judged_by = \(account.id) ORDER BY m.stated_at DESC, r.key, m.indicator, m.organisation_id
                    """
                ) { row in
                    let isFirst = try row.int64("stated_by") == account.id.number
                    return HeldRecord(
                        .init("commendation", "表扬办法", "Commendation", try row.text("key")), .init("indicator", "指标", "Indicator", try row.text("indicator")),
                        .init("role", "身份", "As", isFirst ? "stated" : "judged"), .init("stated_at", "提交时间", "Stated", try row.instant("stated_at").iso))
                }
            })
    ]
}
