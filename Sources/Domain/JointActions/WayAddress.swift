import Campaigns
import Kernel
import Markup
import Resources
import Web

/// Where a unit goes on with the way that it chose.
enum WayAddress {
    static func of(_ kind: Way.Kind, _ campaign: Campaign) -> Address {
        switch kind {
        case .digital: .within("/resources", query: Query([("campaign", campaign.key), ("nature", "digital")]))
        case .pack: .within("/resources", query: Query([("campaign", campaign.key), ("kind", "pack")]))
        case .physical: .within("/rounds")
        case .facility: .within("/facilities")
        case .own: .within("/desk/campaigns/\(campaign.key)/joining")
        }
    }

    static func title(_ kind: Way.Kind) -> Phrase {
        switch kind {
        case .digital: Phrase("下载数字资源", "Download digital resources")
        case .pack: Phrase("领取综合资源包", "Fetch a pack")
        case .physical: Phrase("申报实体资源", "Declare for physical resources")
        case .facility: Phrase("查看流动设施", "See the facilities")
        case .own: Phrase("提交本单位的活动", "Submit the unit's activities")
        }
    }
}
