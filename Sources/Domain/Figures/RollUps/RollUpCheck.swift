import Campaigns
import Kernel
import Rooms
import Storage

/// `kepu verify`: what the roll-ups hold of each activity is what its records say, and each campaign's total is their sum.
enum RollUpCheck {
    static let check = RecordCheck(Phrase("汇总数字与其记录一致", "The roll-ups say what the records say")) { tx in
        guard try tx.rollUpsAreBuilt() else { return [] }
        guard try RollUpFollowing.hasReadAll(tx) else { return [] }
        return try activities(tx) + campaigns(tx)
    }

    private static func activities(_ tx: Transaction) throws -> [Phrase] {
        var problems: [Phrase] = [], after: Int64 = 0
        while problems.count < 20 {
            let ids = try tx.activitiesToRollUp(after: after, limit: 500)
            for (id, difference) in try tx.differingContributions(ids) where problems.count < 20 {
                let name = ID<FigureLock>(id).text
                problems.append(Phrase("活动 \(name) 的汇总与记录不符：\(difference)。", "The roll-up of activity \(name) is not what its records say: \(difference)."))
            }
            guard let last = ids.last, ids.count == 500 else { break }
            after = last
        }
        return problems
    }

    private static func campaigns(_ tx: Transaction) throws -> [Phrase] {
        var problems: [Phrase] = []
        for campaign in try tx.rows("SELECT DISTINCT c.campaign_id FROM figures_count c", { try $0.id("campaign_id", Campaign.self) }) where problems.count < 20 {
            let question = FigureQuestion(campaign)
            if try tx.figures(question) != tx.recountedFigures(question) {
                problems.append(Phrase("活动项目 \(campaign.text) 的合计与其活动不符。", "The totals of campaign \(campaign.text) are not the sum of its activities."))
            }
        }
        return problems
    }
}
