import Campaigns
import Kernel
import Language
import Rooms
import Storage
import Venues

/// The fourth part: news in every state of its life, three items in each. What is published takes the place of what is superseded.
enum DemoNews {
    static let part = DemoPart(order: 40, Phrase("示例动态：草稿、待核、已发布、已取代、已撤下", "Demonstration: news in every state")) { _, database in
        try await database.writeAlone { try add($0) }
    }

    private static func add(_ tx: Transaction) throws {
        guard let month = try tx.campaign(key: DemoProgramme.campaignKey), let week = try tx.campaign(key: DemoProgramme.earlierKey) else { return }
        let host = try tx.organisation(key: DemoBody.host)?.id
        for (place, line) in DemoNewsLine.all.enumerated() {
            let campaign = line.isAboutLast ? week : month
            guard try tx.newsItem(key: line.key, of: campaign.id) == nil else { continue }
            let first = line.isAboutLast ? week.end : month.begin
            var item = NewsItem(
                id: tx.newID(), campaignID: campaign.id, key: line.key, day: first.adding(days: 1 + place % 7), title: line.title, text: line.text)
            (item.kind, item.unitID) = (line.kind, line.isOfHost ? host : nil)
            if let key = line.supersedes { item.supersedesID = try tx.newsItem(key: key, of: campaign.id)?.id }
            // What was taken down has been public before.
            if line.state == .withdrawn { try tx.save(item, by: 0) }
            (item.state, item.remark) = (line.state, line.remark)
            try tx.save(item, by: 0)
        }
    }
}
