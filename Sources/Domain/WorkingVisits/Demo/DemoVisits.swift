import Access
import Campaigns
import Kernel
import Language
import Rooms
import Storage
import Venues

/// The demonstration's working visits: one that both bodies agreed to, with what the public reads, one that waits for the host's museum, one draft.
enum DemoVisits {
    static let part = DemoPart(order: 62, Phrase("示例调研交流：各方已确认、待确认、草稿各一份", "Demonstration: working visits, one agreed, one waiting, one draft")) { _, database in
        try await database.write { tx in
            guard try tx.number("SELECT COUNT(*) FROM workingvisits_visit WHERE key LIKE 'v-%'") == 0, let host = try tx.organisation(key: "demo-610113-0")?.id,
                let office = try tx.organisation(key: "demo-science-bureau")?.id
            else { return }
            let campaign = try tx.campaign(key: "demo-science-month")?.id, today = tx.now.day(in: .china)
            try agreed(office, host, campaign, today.adding(days: -12), tx)
            let waiting = try tx.draftVisit(
                draft(Wording("示例：科普月筹备会", "Sample: preparing the Science Month"), .meeting, today.adding(days: -2), office, host, campaign), by: bureau)
            try tx.putConclusion(
                ConclusionDraft(text: Wording("月底前提交本馆的活动计划（示例）", "Hand in the museum's plan by the end of the month (sample)"), owner: host, due: today.adding(days: 20)),
                as: nil, in: waiting, by: bureau)
            try tx.sendVisit(waiting, by: bureau)
            _ = try tx.draftVisit(draft(Wording("示例：到访社区科普馆", "Sample: a visit to the community museum"), .visit, today.adding(days: -1), host, office, nil), by: unit)
        }
    }

    private static func agreed(_ office: ID<Organisation>, _ host: ID<Organisation>, _ campaign: ID<Campaign>?, _ day: Day, _ tx: Transaction) throws {
        var draft = draft(Wording("示例：到区科技馆调研", "Sample: a visit to the district museum"), .both, day, office, host, campaign)
        draft.clock = "14:00"
        draft.agenda = AgendaItem.lines("参观常设展厅 | Tour of the permanent hall\n座谈 | Meeting")
        draft.seen = Wording("展厅周末日均接待约千人，互动展项维护及时。（示例）", "The hall receives about a thousand people a day at weekends; its exhibits are well kept. (Sample)")
        let id = try tx.draftVisit(draft, by: bureau)
        try tx.addPerson("科普处处长", name: nil, of: office, to: id, by: bureau)
        try tx.addPerson("馆长", name: nil, of: host, to: id, by: bureau)
        try tx.putConclusion(
            ConclusionDraft(text: Wording("科普月期间延长开放到晚八点", "Open until eight in the evening during the Science Month"), owner: host, due: day.adding(days: 30)), as: nil, in: id, by: bureau)
        try tx.putConclusion(
            ConclusionDraft(text: Wording("协调两套流动展品到馆", "Arrange for two travelling sets of exhibits"), owner: office, due: day.adding(days: 45)), as: nil, in: id, by: bureau)
        try tx.writeStory(
            Wording("示例：科技局到区科技馆调研", "Sample: the science bureau visits the district museum"),
            Wording("双方看了常设展厅并座谈，商定科普月期间延长开放时间。示例数据。", "They saw the permanent hall, held a meeting, and agreed on longer hours during the Science Month. Sample data."), of: id, by: unit)
        try tx.sendVisit(id, by: bureau)
        try tx.agreeToVisit(id, for: host, seen: nil, by: unit)
        if let first = try tx.conclusions(of: id).first { try tx.giveConclusionTask(first.id, in: id, lead: nil, due: nil, by: bureau) }
        if campaign != nil { _ = try tx.tellVisit(id, isAlone: true, by: bureau) }
    }

    private static func draft(
        _ name: Wording, _ kind: WorkingVisit.Kind, _ day: Day, _ keeper: ID<Organisation>, _ other: ID<Organisation>, _ campaign: ID<Campaign>?
    ) -> VisitDraft {
        var draft = VisitDraft(name: name, kind: kind, day: day, keeper: keeper, bodies: [keeper, other])
        (draft.campaign, draft.place) = (campaign, "示例会议室")
        return draft
    }

    /// Stand for the two bodies, before there are accounts: both are the program itself.
    private static let bureau = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])
    private static let unit = bureau
}
