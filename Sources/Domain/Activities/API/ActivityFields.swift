import API
import Campaigns
import Kernel
import Language
import Venues

extension ActivitySession {
    /// For machines.
    static let json = APIObject<ActivitySession>("Session") {
        APIField("id", .id, "标识", "Its identity") { $0.id.text }
        APIField("begin", .instant, "开始", "When it begins") { $0.begin }
        APIField("end", .instant, "结束", "When it ends") { $0.end }
        APIField("zone", .text, "所在时区", "The time zone of the place") { $0.zone.name }
        APIField("day", .day, "当地日期", "The local day on which it begins") { $0.day }
        APIField("hours_announced", .boolean, "时间是否已公布；否则只有日期可信", "Whether the hours are known; if not, only the day counts") { $0.hoursAnnounced }
        APIField("capacity", .orNull(.integer), "名额；null 表示不限", "Places; null is unlimited") { $0.capacity }
        APIField("left", .orNull(.integer), "剩余名额；null 表示不限", "Places left; null is unlimited") { $0.left }
        APIField("status", .choice(Status.self), "状态", "Its state") { $0.status }
    }
}

extension ListedActivity {
    /// As lists show it to machines.
    static let json = APIObject<ListedActivity>("ListedActivity") {
        APIField("id", .id, "标识", "Its identity") { $0.activity.id.text }
        APIField("title", .wording, "名称", "Its title") { $0.content.title }
        APIField("summary", .wording, "一两句简介", "One or two sentences") { $0.content.summary }
        APIField("kind", .choice(ActivityKind.self), "类型", "Its kind") { $0.content.kind }
        APIField("mode", .choice(AttendanceMode.self), "参与方式", "The way to take part") { $0.content.mode }
        APIField("status", .choice(ActivityStatus.self), "状态", "Its state") { $0.activity.status }
        APIField("region", .orNull(.text), "行政区划代码", "The code of its region") { $0.content.region }
        APIField("place", .orNull(.wording), "地点", "The place") { $0.placeName }
        APIField("venue", .orNull(.id), "场馆的标识", "The venue's identity") { $0.content.venue?.text }
        APIField("age_min", .orNull(.integer), "最小年龄", "From which age") { $0.content.ageMin }
        APIField("age_max", .orNull(.integer), "最大年龄", "Up to which age") { $0.content.ageMax }
        APIField("free", .orNull(.boolean), "是否免费；null 表示不详", "Whether it is free; null is unknown") { $0.content.isFree }
        APIField("access", .list(.choice(AccessNeed.self)), "无障碍", "Accessibility") { $0.content.access.sorted { $0.rawValue < $1.rawValue } }
        APIField("begin", .orNull(.instant), "第一场开始", "When its first session begins") { $0.activity.firstAt }
        APIField("end", .orNull(.instant), "最后一场结束", "When its last session ends") { $0.activity.lastAt }
        APIField("session", .orNull(.object(ActivitySession.json)), "下一场；都已结束时为最后一场", "The next session, or the last where all are over") { $0.session }
        APIField("session_count", .integer, "场次数", "How many sessions it has") { $0.sessionCount }
        APIField(
            "distance", .orNull(.number), "离 near 多少公里；没有 near 或位置不详时为 null", "How many kilometres from “near”; null without it"
        ) { $0.distance }
        APIField("address", .address, "网页", "Its page") { "/activities/" + $0.activity.id.text }
    }
}

extension PublicActivity {
    /// Everything that its public page says, for machines.
    static let json = APIObject<PublicActivity>("Activity") {
        APIField("id", .id, "标识", "Its identity") { $0.activity.id.text }
        APIField("version", .integer, "公开的版本", "The version that the public sees") { $0.version.number }
        APIField("title", .wording, "名称", "Its title") { $0.content.title }
        APIField("summary", .wording, "一两句简介", "One or two sentences") { $0.content.summary }
        APIField("description", .wording, "说明", "What it is about") { $0.content.description }
        APIField("kind", .choice(ActivityKind.self), "类型", "Its kind") { $0.content.kind }
        APIField("mode", .choice(AttendanceMode.self), "参与方式", "The way to take part") { $0.content.mode }
        APIField("status", .choice(ActivityStatus.self), "状态", "Its state") { $0.activity.status }
        APIField("organiser", .orNull(.wording), "主办单位", "Who organises it") { $0.organiser?.name }
        APIField("region", .orNull(.text), "行政区划代码", "The code of its region") { $0.content.region }
        APIField("place", .orNull(.wording), "地点", "The place") { $0.venue?.name ?? $0.content.place?.name }
        APIField("venue", .orNull(.id), "场馆的标识", "The venue's identity") { $0.content.venue?.text }
        APIField("street", .orNull(.wording), "地址", "The address of the place") { $0.venue?.address ?? $0.content.place?.address }
        APIField("latitude", .orNull(.number), "纬度（WGS 84）", "Latitude, WGS 84") { ($0.venue?.point ?? $0.content.place?.point)?.latitude }
        APIField("longitude", .orNull(.number), "经度（WGS 84）", "Longitude, WGS 84") { ($0.venue?.point ?? $0.content.place?.point)?.longitude }
        APIField("online", .orNull(.address), "线上参与的网址", "Where it is attended online") { $0.content.onlineURL }
        APIField("age_min", .orNull(.integer), "最小年龄", "From which age") { $0.content.ageMin }
        APIField("age_max", .orNull(.integer), "最大年龄", "Up to which age") { $0.content.ageMax }
        APIField("free", .orNull(.boolean), "是否免费；null 表示不详", "Whether it is free; null is unknown") { $0.content.isFree }
        APIField("fee", .orNull(.wording), "费用说明", "What it costs, in words") { $0.content.fee }
        APIField("access", .list(.choice(AccessNeed.self)), "无障碍", "Accessibility") { $0.content.access.sorted { $0.rawValue < $1.rawValue } }
        APIField("themes", .list(.text), "主题", "Its themes") { $0.content.themes }
        APIField("campaigns", .list(.text), "所在活动项目", "The campaigns that it is in") { $0.campaigns.map(\.campaign.key) }
        APIField("sessions", .list(.object(ActivitySession.json)), "场次，先开始的在前", "Its sessions, the earliest first") { $0.sessions }
        APIField("children", .list(.id), "所含活动", "The activities under it") { $0.children.map(\.activity.id.text) }
        APIField("parent", .orNull(.id), "所属组合活动", "The activity that it belongs to") { $0.activity.parent?.text }
        APIField("address", .address, "网页", "Its page") { "/activities/" + $0.activity.id.text }
    }
}
