import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// Who asked for what, who reported what, who took photographs: what this room holds about persons.
enum ExhibitsPersonalData {
    static let all = [asked, reported, photographed]

    private static let asked = PersonalData(
        "exhibits.loan", Phrase("申请的借展", "Loans that somebody asked for"), holds: Phrase("申请人的账号编号", "the number of the account that asked"),
        purpose: Phrase("说明是谁代表单位申请", "to know who asked on behalf of a unit"), kept: Phrase("与借展记录一同保留", "as long as the loan"),
        records: { tx, account in
            try tx.rows("SELECT id, purpose, from_day FROM exhibits_loan WHERE asked_by = \(account.id) ORDER BY id DESC") { row in
                HeldRecord(
                    .init("loan", "借展", "Loan", try row.id("id", Loan.self).text), .init("purpose", "用途", "Purpose", try row.text("purpose")),
                    .init("from", "开始日期", "First day", try row.text("from_day")))
            }
        })

    private static let reported = PersonalData(
        "exhibits.fault", Phrase("报修", "Faults that somebody reported"),
        holds: Phrase("报修人的账号编号；观众扫码报修不留个人信息", "the number of the reporter's account; of visitors nothing"),
        purpose: Phrase("以便询问故障情况", "to ask back"), kept: Phrase("与故障单一同保留", "as long as the fault"),
        records: { tx, account in
            try tx.rows("SELECT id, says, reported_on FROM exhibits_fault WHERE account_id = \(account.id) ORDER BY id DESC") { row in
                HeldRecord(
                    .init("fault", "故障单", "Fault", try row.id("id", Fault.self).text), .init("says", "内容", "What was said", try row.text("says")),
                    .init("day", "日期", "Day", try row.text("reported_on")))
            }
        })

    private static let photographed = PersonalData(
        "exhibits.photo", Phrase("上传的展品照片", "Photographs of exhibits that somebody handed in"),
        holds: Phrase("上传人的账号编号；照片不含拍摄地点和设备", "the number of the account; the pictures without place and device"),
        purpose: Phrase("说明交接时的状况由谁拍摄", "to know who showed the condition at a handover"),
        kept: Phrase("与展品或借展一同保留", "as long as the exhibit or the loan"),
        records: { tx, account in
            try tx.rows("SELECT id, kind, made_at FROM exhibits_photo WHERE account_id = \(account.id) ORDER BY made_at DESC") { row in
                HeldRecord(
                    .init("photo", "照片", "Photograph", try row.id("id", Photo.self).text), .init("kind", "用途", "Of what", try row.text("kind")),
                    .init("day", "日期", "Day", try row.instant("made_at").day(in: Loan.zone).iso))
            }
        })
}
