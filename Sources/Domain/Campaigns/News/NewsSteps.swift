import Access
import Kernel
import Storage
import Workflow

/// A step of a piece of news, with what its form says.
struct NewsStep: Sendable {
    let event: NewsEvent
    /// Why it is returned or withdrawn.
    var remark = ""
    /// The writer says that they publish it without a second pair of eyes.
    var isAlone = false
    /// What the item was when the form was opened; nil where the step does not rest on its text.
    var seen: Instant?
}

extension Transaction {
    /// Takes a step in the item's workflow, guarded against one of somebody else in between; who may is asked here.
    func step(_ id: ID<NewsItem>, _ step: NewsStep, by identity: Identity) throws {
        guard let old = try newsItem(id) else { throw Refusal.notFound(NewsItem.noun) }
        let line = try NewsItem.workflow.transition(from: old.state, on: step.event)
        if line.permission == Campaigns.writeNews.name {
            try identity.require(Campaigns.writeNews, within: try newsScopes(old))
        } else {
            try identity.require(Campaigns.checkNews, within: try newsCheckScopes(old))
        }
        if let seen = step.seen, seen != old.changedAt { throw Refusal.newsChanged }
        try NewsRules.check(step, on: old, by: identity.account.id, today: now.day(in: try zone(of: old)))
        let payload = step.event == .publish && step.isAlone ? "{\"alone\":true}" : "{}"
        try move(old, to: line.to, records: line.records, remark: step.remark, payload: payload, by: identity.account.id)
        if step.event == .publish { try supersede(by: old, identity) }
        try tellWriter(of: old, step.event, remark: step.remark, by: identity.account.id)
    }

    /// What was published gives way to what takes its place; one that was withdrawn meanwhile stays as it is.
    private func supersede(by new: NewsItem, _ identity: Identity) throws {
        guard let oldID = new.supersedesID, let old = try newsItem(oldID), old.state == .published else { return }
        try identity.require(Campaigns.checkNews, within: try newsCheckScopes(old))
        let line = try NewsItem.workflow.transition(from: old.state, on: .supersede)
        try move(old, to: line.to, records: line.records, remark: "", payload: "{\"by\":\"\(new.id.text)\"}", by: identity.account.id)
    }

    /// Puts the item into the state, guarded against somebody else in between; the workflow has been asked.
    func move(_ old: NewsItem, to state: NewsState, records: String, remark: String, payload: String, by actor: ID<Account>) throws {
        let appears = state == .published
        let changed = try execute(
            """
            UPDATE campaigns_news SET state = \(state), remark = \(remark), changed_at = \(now),
                was_public = \(appears || old.isPublic)
            WHERE id = \(old.id) AND state = \(old.state) AND changed_at = \(old.changedAt)
            """)
        guard changed == 1 else { throw Refusal.newsChanged }
        try record(
            LedgerEntry(
                records, "news", old.id, by: actor.number, payload: payload, reason: remark,
                visibility: appears || old.isPublic ? .public : .office))
    }

    /// Whose day it is: the campaign's; for a unit's own, China's.
    func zone(of item: NewsItem) throws -> Zone { try item.campaignID.flatMap { try campaign($0)?.zone } ?? .china }
}

/// What must be so for a step, beside state and power.
enum NewsRules {
    static func check(_ step: NewsStep, on item: NewsItem, by actor: ID<Account>, today: Day) throws(Refusal) {
        switch step.event {
        case .publish:
            if item.writerID == actor, !step.isAlone {
                throw Refusal(
                    .invalid, "news-alone", "这条消息是您自己写的。请由他人核对发布；确需自己发布时，请勾选“无人复核，由我发布”，此事会记入操作记录。",
                    "You wrote this yourself. Let somebody else check and publish it; where that cannot be, tick “Nobody else has checked it”, which goes on record.",
                    field: "alone")
            }
            if item.day > today {
                throw Refusal(
                    .invalid, "news-early", "发布日期是 \(item.day.iso)，还没有到。请到那天再发布，或退回更改日期。",
                    "Its day of publication is \(item.day.iso), which is not yet. Publish it on that day, or return it to have the day changed.", field: "decision")
            }
        case .giveBack where step.remark.isEmpty:
            throw Refusal(
                .invalid, "news-return", "退回时请写明意见，作者才知道改什么。", "Say why when you return it, so that its writer knows what to change.", field: "remark")
        case .withdraw where step.remark.isEmpty:
            throw Refusal(
                .invalid, "news-withdraw", "撤下时请说明理由，读者会在原网址看到。", "Give the reason when you withdraw it; readers will find it at its address.",
                field: "remark")
        default: break
        }
    }
}

extension Refusal {
    static let newsChanged = Refusal(
        .conflict, "news-changed", "打开本页之后，这条消息有了变动，您的操作没有生效。请重新打开本页，看过现状再定。",
        "This news item has changed since you opened the page; your step was not taken. Open the page again, look, and decide then.")
}
