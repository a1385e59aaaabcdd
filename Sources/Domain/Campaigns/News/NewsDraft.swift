import Access
import Kernel
import Language
import Storage
import Venues

/// A piece of news as somebody writes it at the desk.
struct NewsDraft: Sendable {
    var campaignID: ID<Campaign>?
    var unitID: ID<Organisation>?
    var kind: NewsItem.Kind
    var day: Day
    var title: Wording
    var text: Wording
}

extension Transaction {
    /// Begins an item as a draft.
    func draftNews(_ draft: NewsDraft, superseding old: ID<NewsItem>? = nil, by identity: Identity) throws -> ID<NewsItem> {
        let id: ID<NewsItem> = newID()
        var item = NewsItem(
            id: id, campaignID: draft.campaignID, key: "n-\(id.text.lowercased())", day: draft.day, title: draft.title, text: draft.text)
        (item.state, item.supersedesID) = (.draft, old)
        try put(draft, into: item, by: identity)
        try record(LedgerEntry("campaigns.news-drafted", "news", id, by: identity.account.id.number))
        return id
    }

    /// Changes what a draft says. Refuses once it has left its writer's hands.
    func reviseNews(_ id: ID<NewsItem>, _ draft: NewsDraft, by identity: Identity) throws {
        let old = try draftOfNews(id, by: identity)
        try put(draft, into: old, by: identity)
        try record(LedgerEntry("campaigns.news-changed", "news", id, by: identity.account.id.number))
    }

    /// The item while it may still be written. Refuses otherwise.
    func draftOfNews(_ id: ID<NewsItem>, by identity: Identity) throws -> NewsItem {
        guard let old = try newsItem(id) else { throw Refusal.notFound(NewsItem.noun) }
        try identity.require(Campaigns.writeNews, within: try newsScopes(old))
        guard old.state == .draft else {
            throw Refusal(
                .conflict, "news-not-draft", "这条消息“\(old.state.title.zh)”，不能修改。待核的可以收回；已发布的请写新稿取代。",
                "This item is “\(old.state.title.en)” and cannot be changed. One to be checked can be taken back; one that is published is superseded by another.")
        }
        return old
    }

    /// A draft that is to take the place of a published item, with what that one says; the one that was begun already, if any.
    func successorDraft(of id: ID<NewsItem>, by identity: Identity) throws -> ID<NewsItem> {
        guard let old = try newsItem(id) else { throw Refusal.notFound(NewsItem.noun) }
        try identity.require(Campaigns.writeNews, within: try newsScopes(old))
        guard old.state == .published else {
            throw Refusal(
                .conflict, "news-not-published", "只有已发布的消息才能由新稿取代；这条“\(old.state.title.zh)”。",
                "Only a published item is superseded; this one is “\(old.state.title.en)”.")
        }
        try lock("campaigns.news.\(id.text)")
        if let begun = try successor(of: id) { return begun.id }
        let today = now.day(in: try zone(of: old))
        let draft = NewsDraft(campaignID: old.campaignID, unitID: old.unitID, kind: old.kind, day: today, title: old.title, text: old.text)
        let new = try draftNews(draft, superseding: id, by: identity)
        try copyPictures(from: id, to: new)
        return new
    }

    private func put(_ draft: NewsDraft, into old: NewsItem, by identity: Identity) throws {
        var item = old
        (item.campaignID, item.unitID, item.kind, item.day) = (draft.campaignID, draft.unitID, draft.kind, draft.day)
        (item.title, item.text, item.writerID) = (draft.title, draft.text, identity.account.id)
        guard item.campaignID != nil || item.unitID != nil else {
            throw Refusal(
                .invalid, "news-of-nobody", "请选择所属的活动项目或发布单位，至少一项。", "Choose the campaign that it is about or the unit that speaks, at least one.",
                field: "campaign")
        }
        try identity.require(Campaigns.writeNews, within: try newsScopes(item))
        try write(item)
    }
}
