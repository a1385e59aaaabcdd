import Access
import Kernel
import Rooms
import Storage

/// What the room holds about persons: experts of the pool, and those who object.
enum CallsPersonalData {
    static let experts = PersonalData(
        "calls.experts", Phrase("专家库", "The pool of experts"), holds: Phrase("姓名、单位、地区、熟悉的类别", "Name, unit, region, what they know"),
        purpose: Phrase("选取评审专家并发现回避关系", "To choose reviewers and to find conflicts"),
        kept: Phrase("在库期间；被遗忘后姓名清空，已签字的评分表保留", "While in the pool; once forgotten the name is emptied, signed sheets stay"),
        records: { tx, account in
            guard let expert = try tx.expert(of: account.id) else { return [] }
            return [HeldRecord(.init("name", "姓名", "Name", expert.name), expert.region.map { .init("region", "地区", "Region", $0) })]
        },
        forget: { tx, reference, actor in
            guard let account = try tx.account(login: reference)?.account, let expert = try tx.expert(of: account.id) else { return 0 }
            try tx.execute("UPDATE calls_expert SET name = '', account_id = NULL, is_active = 0 WHERE id = \(expert.id)")
            try tx.record(LedgerEntry("calls.expert-forgotten", "expert", expert.id, by: actor, visibility: .sealed))
            return 1
        })

    static let minutes = PersonalData(
        "calls.minutes", Phrase("会议纪要和现场考察记录", "Minutes of meetings, records of inspections"),
        holds: Phrase("出席、回避和考察人员的姓名", "Names of who was present, who stepped aside, who inspected"),
        purpose: Phrase("说明决定由谁作出", "To show by whom it was decided"),
        kept: Phrase("与所作的决定一同保存，不因请求删除", "As long as the decision itself; not erased on request"), records: { _, _ in [] }, forget: { _, _, _ in 0 })

    static let objections = PersonalData(
        "calls.objections", Phrase("公示异议", "Objections to notices"), holds: Phrase("异议人姓名、联系方式、所述事实和所附材料，加密保存；附有材料的，另存其网络的密钥标记一天", "Who objects, how to reach them, what they say, their papers; sealed. Where papers came, a keyed mark of the network for a day"),
        purpose: Phrase("核实异议并答复", "To look into the objection and to answer"),
        kept: Phrase("答复两年后清空；异议及其结果保留", "Emptied two years after the answer; the objection and what became of it stay"), records: { _, _ in [] },
        forget: { tx, reference, actor in
            guard let objection = try tx.objection(code: reference) else { return 0 }
            try tx.empty(objection.id, by: actor)
            return 1
        })
}

extension Transaction {
    /// Empties what was answered two years ago.
    func forgetOldObjections() throws {
        let before = now.adding(hours: -2 * 365 * 24)
        let old = try rows(
            """
            SELECT id FROM calls_objection WHERE state = \(ObjectionState.answered) AND changed_at < \(before) AND is_empty = 0 ORDER BY id LIMIT 500
            """) { try $0.id("id", Objection.self) }
        for one in old { try empty(one, by: 0) }
    }
}
