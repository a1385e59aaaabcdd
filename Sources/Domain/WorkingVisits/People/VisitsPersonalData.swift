import Access
import Jobs
import Kernel
import Rooms
import Storage

/// Whom visits name, and which accounts wrote and agreed.
enum VisitsPersonalData {
    static let all = [names, written]

    /// Names go after two years.
    static let erasure = JobKind(name: "workingvisits-names", schedule: .daily(hour: 3, minute: 20, .china)) { context in
        while try await context.database.write({ try $0.eraseOldNames() }) > 0 {}
    }

    private static let names = PersonalData(
        "workingvisits.person", Phrase("调研交流的出席人员", "People at working visits"), holds: Phrase("出席人员的姓名（选填），加密保存", "The name of whoever was there, where it was given; sealed"),
        purpose: Phrase("让参加单位知道与谁商定", "So that the bodies know with whom they agreed"),
        kept: Phrase("两年后清除，只留单位和职务；凭调研交流的编号随时清除", "Erased after two years, with body and office kept; at any time by the visit's number"),
        records: { _, _ in [] },
        forget: { tx, reference, actor in
            guard let id = ID<WorkingVisit>(reference) else { return 0 }
            return try tx.eraseNames(where: "p.visit_id = \(id)", by: actor)
        })

    private static let written = PersonalData(
        "workingvisits.visit", Phrase("记录或确认的调研交流", "Working visits that somebody wrote down or agreed to"),
        holds: Phrase("记录人、确认人和撰写公开内容的人的账号编号", "The numbers of the accounts that wrote it, agreed to it, wrote what the public reads"),
        purpose: Phrase("说明由谁代表单位确认", "So that it is known who spoke for a body"), kept: Phrase("与记录一同保留", "As long as the record"),
        records: { tx, account in
            try tx.rows(
                """
                SELECT v.id, v.name_zh, v.day, v.state FROM workingvisits_visit v
                WHERE v.made_by = \(account.id) OR v.told_by = \(account.id)
                    OR v.id IN (SELECT b.visit_id FROM workingvisits_body b WHERE b.agreed_by = \(account.id))
                ORDER BY v.day DESC, v.id DESC LIMIT 1000
                """) { row in
                HeldRecord(
                    .init("visit", "调研交流", "Visit", try row.id("id", WorkingVisit.self).text), .init("name", "名称", "Name", try row.text("name_zh")),
                    .init("day", "日期", "Day", try row.day("day").iso), .init("state", "状态", "State", try row.text("state")))
            }
        })
}
