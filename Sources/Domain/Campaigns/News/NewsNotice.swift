package import Access
package import Kernel
package import Language
package import Storage
package import Venues
import Workflow

/// What a later room tells the public of a campaign: it becomes a piece of news like any other.
package struct NewsNotice: Sendable {
    package let campaign: ID<Campaign>
    /// The unit that speaks; nil: the campaign does.
    package let unit: ID<Organisation>?
    package let title: Wording
    /// As `NewsText` reads it.
    package let text: Wording
    /// Who wrote it; 0 for the program.
    package let writer: ID<Account>

    package init(campaign: ID<Campaign>, unit: ID<Organisation>?, title: Wording, text: Wording, writer: ID<Account>) {
        (self.campaign, self.unit, self.title, self.text, self.writer) = (campaign, unit, title, text, writer)
    }
}

extension Transaction {
    /// Hands a notice in, and publishes it at once where this person checks the campaign's news; else it waits to be checked.
    ///
    /// Refuses whoever publishes what they wrote themselves, unless they say that nobody else has checked it (`isAlone`).
    package func announce(_ notice: NewsNotice, isAlone: Bool, by identity: Identity) throws -> NewsItem {
        let id: ID<NewsItem> = newID(), zone = try campaign(notice.campaign)?.zone ?? .china
        var item = NewsItem(
            id: id, campaignID: notice.campaign, key: "n-\(id.text.lowercased())", day: now.day(in: zone), title: notice.title, text: notice.text)
        (item.unitID, item.state) = (notice.unit, .toCheck)
        item.writerID = notice.writer.number == 0 ? nil : notice.writer
        try write(item)
        try record(LedgerEntry("campaigns.news-drafted", "news", id, by: notice.writer.number))
        try record(LedgerEntry("campaigns.news-submitted", "news", id, by: identity.account.id.number))
        if identity.may(Campaigns.checkNews, within: try newsCheckScopes(item)) { try step(id, NewsStep(event: .publish, isAlone: isAlone), by: identity) }
        return try newsItem(id) ?? item
    }

    /// Takes back what `announce` told, and whatever has superseded it: what is public is withdrawn with the reason, what waits is discarded.
    /// Whoever calls it has asked who may. Gives whether there was anything to take back.
    @discardableResult
    package func takeBackNews(_ id: ID<NewsItem>, because reason: String, by identity: Identity) throws -> Bool {
        guard let item = try newsItem(id) else { return false }
        var taken = false
        if item.state == .superseded, let next = try successor(of: id) { taken = try takeBackNews(next.id, because: reason, by: identity) }
        if let events = Self.wayBack[item.state] {
            var current = item
            for event in events {
                let line = try NewsItem.workflow.transition(from: current.state, on: event)
                try move(current, to: line.to, records: line.records, remark: event == .withdraw ? reason : "", payload: "{}", by: identity.account.id)
                current = try newsItem(id) ?? current
            }
            try tellWriter(of: item, .withdraw, remark: reason, by: identity.account.id)
            taken = true
        }
        return taken
    }

    private static var wayBack: [NewsState: [NewsEvent]] {
        [.draft: [.discard], .toCheck: [.recall, .discard], .published: [.withdraw], .superseded: [.withdraw]]
    }
}
