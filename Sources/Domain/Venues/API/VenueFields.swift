import API
import Kernel
import Language

extension Venue {
    /// As lists show it to machines.
    static let json = APIObject<Venue>("ListedVenue") { fields { $0 } }

    /// The venue's own fields, for records that hold one.
    static func fields<Model>(_ venue: @escaping @Sendable (Model) -> Venue) -> [APIField<Model>] {
        [
            APIField("id", .id, "标识", "Its identity") { venue($0).id.text },
            APIField("key", .text, "key", "Its key") { venue($0).key },
            APIField("name", .wording, "名称", "Its name") { venue($0).name },
            APIField("kind", .choice(Kind.self), "类型", "Its kind") { venue($0).kind },
            APIField("status", .choice(Status.self), "状态", "Its state") { venue($0).status },
            APIField("region", .orNull(.text), "行政区划代码", "The code of its region") { venue($0).region },
            APIField("address", .orNull(.wording), "地址", "Its address") { venue($0).address },
            APIField("latitude", .orNull(.number), "纬度（WGS 84）", "Latitude, WGS 84") { venue($0).point?.latitude },
            APIField("longitude", .orNull(.number), "经度（WGS 84）", "Longitude, WGS 84") { venue($0).point?.longitude },
            APIField("hours", .orNull(.object(OpeningHours.json)), "开放时间，北京时间", "Its opening hours, on China's clock") { venue($0).hours },
            APIField("directions", .orNull(.wording), "怎样到达", "How to get there") { venue($0).directions },
        ]
    }
}

extension VenuePage {
    /// The public record of a venue for machines.
    static let json = APIObject<VenuePage>("Venue") {
        Venue.fields { $0.venue }
        APIField("organisation", .orNull(.wording), "运营单位", "Who runs it") { $0.organisation?.name }
        APIField("networks", .list(.text), "所在体系的 key", "The keys of its networks") { $0.networks.map(\.key) }
        APIField("sources", .list(.text), "资料来源", "Where the record comes from") { $0.venue.provenance.sources }
    }
}

extension Network {
    /// For machines.
    static let json = APIObject<Network>("Network") {
        APIField("id", .id, "标识", "Its identity") { $0.id.text }
        APIField("key", .text, "key", "Its key") { $0.key }
        APIField("name", .wording, "名称", "Its name") { $0.name }
        APIField("summary", .orNull(.wording), "简介", "What it is") { $0.summary }
        APIField("region", .orNull(.text), "行政区划代码；null 表示全国", "The code of its region; null is the whole country") { $0.region }
        APIField("hub", .id, "枢纽场馆的标识", "The identity of its hub") { $0.hubID.text }
        APIField("members", .list(.object(member)), "成员场馆", "The venues in it") { $0.members }
        APIField("classes", .list(.object(memberClass)), "只知类别、没有名单的成员", "Members of which only the kind is known") { $0.classes }
    }

    private static let member = APIObject<Member>("NetworkMember") {
        APIField("venue", .id, "场馆的标识", "The venue's identity") { $0.venueID.text }
        APIField("role", .wording, "角色", "Its part") { $0.role }
        APIField("from", .orNull(.text), "何时加入：日、月或年", "Since when: a day, a month or a year") { $0.from?.text }
        APIField("until", .orNull(.text), "何时退出：日、月或年", "Until when: a day, a month or a year") { $0.until?.text }
    }

    private static let memberClass = APIObject<MemberClass>("NetworkMemberClass") {
        APIField("kind", .choice(Venue.Kind.self), "类型", "Their kind") { $0.kind }
        APIField("name", .wording, "名称", "What they are") { $0.name }
        APIField("announced", .orNull(.integer), "来源公布的数量，不计入统计", "How many the source announces; never counted") { $0.announcedCount }
    }
}
