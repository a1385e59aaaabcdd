import Access
import Calls
import Kernel
import Language
import Rooms
import Storage

/// Who is asked to talk, who asks, and whom one rings up.
enum TalksPersonalData {
    static let all = [speakers, contacts, asked]

    private static let speakers = PersonalData(
        "talks.speaker", Phrase("讲者信息", "What a speaker said of themselves"), holds: Phrase("简介、愿去的地区、空闲时间、审核有效期", "A few words about them, where they travel, when they are free, until when they were vetted"),
        purpose: Phrase("派单并避免时间冲突", "To ask them for talks without conflicts"), kept: Phrase("在库期间；被遗忘后清空", "While in the pool; emptied once forgotten"),
        records: { tx, account in
            guard let speaker = try tx.speaker(of: account.id) else { return [] }
            return [
                HeldRecord(
                    .init("about", "简介", "About", speaker.about.zh), .init("regions", "地区", "Regions", speaker.regions.joined(separator: " ")),
                    speaker.vettedUntil.map { .init("vetted_until", "审核有效期", "Vetted until", $0.iso) })
            ]
        },
        forget: { tx, reference, actor in
            // The pool has let go of the account by now: whoever has no name there any more has nothing here either.
            let account = try tx.account(login: reference)?.account.id
            let gone = try tx.rows(
                """
                SELECT s.expert_id FROM talks_speaker s JOIN view_calls_expert e ON e.id = s.expert_id
                WHERE (e.name = '' AND e.account_id IS NULL AND e.is_active = 0) OR e.account_id = \(account) ORDER BY s.expert_id
                """) { try $0.id("expert_id", Expert.self) }
            guard !gone.isEmpty else { return 0 }
            try tx.execute("DELETE FROM talks_exception WHERE expert_id IN (\(list: gone))")
            try tx.execute("DELETE FROM talks_speaker WHERE expert_id IN (\(list: gone))")
            for one in gone { try tx.record(LedgerEntry("talks.speaker-changed", "expert", one, by: actor, visibility: .sealed)) }
            return gone.count
        })

    private static let contacts = PersonalData(
        "talks.contact", Phrase("点单联系人", "Contacts of requests for talks"), holds: Phrase("联系人的姓名和电话，加密保存", "Name and telephone of a contact, sealed"),
        purpose: Phrase("让专家找到接待的人", "So that the expert finds who receives them"), kept: Phrase("结束 30 天后清除，数字不变", "Erased 30 days after it is over; figures stay"),
        records: { _, _ in [] },
        forget: { tx, reference, actor in
            guard let id = ID<TalkRequest>(reference) else { return 0 }
            let gone = try tx.execute("UPDATE talks_request SET contact = NULL WHERE id = \(id) AND contact IS NOT NULL")
            if gone > 0 { try tx.record(LedgerEntry("talks.contact-erased", "talk", id, by: actor, visibility: .unit)) }
            return gone
        })

    private static let asked = PersonalData(
        "talks.request", Phrase("点过的报告", "Talks that somebody asked for"), holds: Phrase("点单人的账号编号", "the number of the account that asked"),
        purpose: Phrase("让点单人收到进展", "so that whoever asked is told"), kept: Phrase("与点单一同保留", "as long as the request"),
        records: { tx, account in
            try tx.rows("SELECT id, topic, state FROM talks_request WHERE made_by = \(account.id) ORDER BY id DESC LIMIT 1000") { row in
                HeldRecord(.init("talk", "点单", "Request", try row.id("id", TalkRequest.self).text), .init("topic", "内容", "Topic", try row.text("topic")), .init("state", "状态", "State", try row.text("state")))
            }
        })
}
