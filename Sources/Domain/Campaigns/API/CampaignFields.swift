import API
import Kernel
import Language
import Venues

extension Campaign {
    /// As lists show it to machines.
    static let json = APIObject<Campaign>("ListedCampaign") { fields { $0 } }

    /// The campaign's own fields, for records that hold one.
    static func fields<Model>(_ campaign: @escaping @Sendable (Model) -> Campaign) -> [APIField<Model>] {
        [
            APIField("id", .id, "标识", "Its identity") { campaign($0).id.text },
            APIField("key", .text, "key", "Its key") { campaign($0).key },
            APIField("name", .wording, "名称", "Its name") { campaign($0).name },
            APIField("kind", .choice(Kind.self), "类型", "Its kind") { campaign($0).kind },
            APIField("edition", .orNull(.integer), "第几届", "The how-manieth") { campaign($0).edition },
            APIField("year", .integer, "年份", "Its year") { campaign($0).year },
            APIField("begin", .day, "第一天", "Its first day") { campaign($0).begin },
            APIField("end", .day, "最后一天", "Its last day") { campaign($0).end },
            APIField("precision", .choice(Precision.self), "日期准确到", "How exact the days are") { campaign($0).precision },
            APIField("zone", .text, "时区", "Its time zone") { campaign($0).zone.name },
            APIField("region", .orNull(.text), "行政区划代码；null 表示全国", "The code of its region; null is the whole country") { campaign($0).region },
            APIField("motto", .orNull(.wording), "主题", "Its motto") { campaign($0).motto },
            APIField("summary", .wording, "简介", "What it is") { campaign($0).summary },
        ]
    }
}

extension CampaignPage {
    /// The public record of a campaign for machines.
    static let json = APIObject<CampaignPage>("Campaign") {
        Campaign.fields { $0.campaign }
        APIField("parent", .orNull(.text), "上级项目的 key", "The key of the campaign above") { $0.ancestors.first?.key }
        APIField("children", .list(.text), "下级项目的 key", "The keys of the campaigns below") { $0.children.map(\.key) }
        APIField("themes", .list(.text), "主题的 key", "The keys of its themes") { $0.parts.themes.map(\.key) }
        APIField("blocks", .list(.text), "板块的 key", "The keys of its blocks") { $0.parts.blocks.map(\.key) }
        APIField("sources", .list(.text), "资料来源", "Where the record comes from") { $0.campaign.provenance.sources }
    }
}
