import Access
import Kernel
import Language
import Rooms
import Storage

/// Who appealed, who decided: what this room holds about persons.
enum RoundsPersonalData {
    static let all = [appeals]

    private static let appeals = PersonalData(
        "rounds.appeal", Phrase("提出或处理的配发申诉", "Appeals in rounds that somebody filed or decided"),
        holds: Phrase("提出人和处理人的账号编号", "the numbers of the accounts that filed and decided it"),
        purpose: Phrase("说明申诉由谁提出、由谁决定", "so that it is known who filed it, and who decided"), kept: Phrase("与轮次一同保留", "as long as the round"),
        records: { tx, account in
            try tx.rows(
                "SELECT id, state, filed_at, filed_by FROM rounds_appeal WHERE filed_by = \(account.id) OR decided_by = \(account.id) ORDER BY filed_at DESC, id"
            ) { row in
                let isFiler = try row.int64("filed_by") == account.id.number
                return HeldRecord(
                    .init("appeal", "申诉", "Appeal", try row.id("id", Appeal.self).text), .init("role", "身份", "As", isFiler ? "filed" : "decided"),
                    .init("filed_at", "提出时间", "Filed", try row.instant("filed_at").iso), .init("state", "状态", "State", try row.text("state")))
            }
        })
}
