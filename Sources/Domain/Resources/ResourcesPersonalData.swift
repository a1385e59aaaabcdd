import Access
import Kernel
import Language
import Rooms
import Storage

/// Who wrote, who vetted, who reported: what this room holds about persons.
enum ResourcesPersonalData {
    static let all = [written, vetted, reported]

    private static let written = PersonalData(
        "resources.version", Phrase("撰写的资源", "Resources that somebody wrote"), holds: Phrase("作者的账号编号", "the number of the writer's account"),
        purpose: Phrase("让作者收到核对结果，并由他人核对", "so that its writer is told, and somebody else checks it"), kept: Phrase("与资源一同保留", "as long as the resource"),
        records: { tx, account in
            try tx.rows("SELECT resource_id, number, name_zh, state FROM resources_version WHERE writer_id = \(account.id) ORDER BY resource_id DESC, number DESC") { row in
                HeldRecord(
                    .init("resource", "资源", "Resource", try row.id("resource_id", Resource.self).text), .init("version", "版本", "Version", String(try row.int("number"))),
                    .init("name", "名称", "Name", try row.text("name_zh")), .init("state", "状态", "State", try row.text("state")))
            }
        })

    private static let vetted = PersonalData(
        "resources.vetting", Phrase("审核过的资源", "Resources that somebody vetted"),
        holds: Phrase("专家对资源科学内容的署名意见", "an expert's signed opinion of a resource's science"),
        purpose: Phrase("让使用者知道谁审核过", "so that users know who checked it"), kept: Phrase("与资源一同保留", "as long as the resource"),
        records: { tx, account in
            try tx.rows(
                """
                SELECT v.resource_id, v.number, v.verdict, v.remarks FROM resources_vetting v JOIN view_calls_expert e ON e.id = v.expert_id
                WHERE e.account_id = \(account.id) ORDER BY v.asked_at DESC
                """) { row in
                HeldRecord(
                    .init("resource", "资源", "Resource", try row.id("resource_id", Resource.self).text), .init("version", "版本", "Version", String(try row.int("number"))),
                    .init("verdict", "结论", "Verdict", try row.textOrNil("verdict") ?? ""), .init("remarks", "意见", "Remarks", try row.text("remarks")))
            }
        })

    private static let reported = PersonalData(
        "resources.use", Phrase("报告的使用情况", "Uses that somebody reported"), holds: Phrase("报告人的账号编号", "the number of the reporter's account"),
        purpose: Phrase("核实使用情况", "to check what was reported"), kept: Phrase("与资源一同保留", "as long as the resource"),
        records: { tx, account in
            try tx.rows("SELECT resource_id, used_on, note FROM resources_use WHERE account_id = \(account.id) ORDER BY made_at DESC") { row in
                HeldRecord(
                    .init("resource", "资源", "Resource", try row.id("resource_id", Resource.self).text), .init("used_on", "使用日期", "Day of use", try row.text("used_on")),
                    .init("note", "说明", "Note", try row.text("note")))
            }
        })
}
