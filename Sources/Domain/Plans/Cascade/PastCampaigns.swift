import Campaigns
import Kernel
import Language
import Storage
import Venues

/// A campaign that was over before a plan began.
struct PastCampaign: Sendable, Hashable {
    let id: ID<Campaign>
    let name: Wording
    let end: Day
}

extension Cascade {
    /// Goals whose number never moves again, because they read a campaign that is over: one flaw a campaign, said with the first task that has such a goal.
    static func stale(_ tasks: [CascadeTask], past: [PastCampaign], begin: Day) -> [CascadeFlaw] {
        past.compactMap { campaign in
            let found = tasks.filter { !$0.isDropped }.flatMap { task in task.goals.filter { $0.source.campaign == campaign.id }.map { (task: task, goal: $0) } }
            guard let first = found.first else { return nil }
            let (zh, en) = found.count == 1 ? ("", "") : ("等 \(found.count) 个目标", " and \(Plural.en(found.count - 1, "more goal", "more goals"))")
            return CascadeFlaw(
                task: first.task.id,
                says: Phrase(
                    "“\(first.task.name.zh)”的“\(first.goal.title.zh)”\(zh)取自“\(campaign.name.zh)”，它到 \(campaign.end.iso) 已经结束，早于计划开始的 \(begin.iso)，数不会再变。请在任务的“取数的活动项目”填今年的活动项目。",
                    "“\(first.goal.title.en)” of “\(first.task.name.en)”\(en) \(found.count == 1 ? "reads" : "read") “\(campaign.name(.en))”, which was over on \(campaign.end.iso), before the plan begins on \(begin.iso); such a number never moves again. Name a campaign of this year as the one that is read."))
        }
    }
}

extension Transaction {
    /// Those of these campaigns that were over before `begin`.
    func past(_ campaigns: Set<ID<Campaign>>, before begin: Day) throws -> [PastCampaign] {
        guard !campaigns.isEmpty else { return [] }
        return try rows(
            """
            SELECT c.id, c.name_zh, c.name_en, c.end_day FROM view_campaigns_campaign c
            WHERE c.end_day < \(begin) AND c.id IN (\(list: campaigns.sorted { $0.number < $1.number })) ORDER BY c.id
            """) { PastCampaign(id: try $0.id("id"), name: try $0.wording("name"), end: try $0.day("end_day")) }
    }
}
