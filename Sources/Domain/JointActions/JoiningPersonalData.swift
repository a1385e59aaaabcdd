import Access
import Kernel
import Rooms
import Storage

/// Who joined for a unit.
enum JoiningPersonalData {
    static let joined = PersonalData(
        "jointactions.joining", Phrase("代表单位参加的联合行动", "Joint actions joined for a unit"), holds: Phrase("办理人的账号编号", "the number of the account that joined"),
        purpose: Phrase("出现差错时知道由谁办理", "to know who did it where something went wrong"), kept: Phrase("与行动一同保留", "as long as the action"),
        records: { tx, account in
            try tx.rows(
                """
                SELECT c.name_zh, o.name_zh AS unit, j.joined_at FROM jointactions_joining j JOIN view_campaigns_campaign c ON c.id = j.campaign_id
                    JOIN view_venues_organisation o ON o.id = j.organisation_id WHERE j.joined_by = \(account.id) ORDER BY j.joined_at DESC
                """) { row in
                HeldRecord(
                    .init("action", "行动", "Action", try row.text("name_zh")), .init("unit", "单位", "Unit", try row.text("unit")),
                    .init("joined_at", "时间", "At", try row.instant("joined_at").iso))
            }
        })
}
