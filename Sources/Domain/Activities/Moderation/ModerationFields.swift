import Kernel
import Language
import Regions
import Venues
import Web

/// The fields on which a moderator may remark, with what an activity says in each.
enum ModerationFields {
    static let all: [(name: String, title: Phrase)] = [
        ("title", Phrase("名称", "Title")), ("summary", Phrase("简介", "Summary")), ("description", Phrase("详细介绍", "Description")),
        ("kind", Phrase("类型", "Kind")), ("themes", Phrase("主题", "Themes")), ("mode", Phrase("参与方式", "Way to take part")),
        ("venue", Phrase("场馆", "Venue")), ("place", Phrase("地点", "Place")), ("address", Phrase("地址", "Address")),
        ("region", Phrase("行政区划", "Region")), ("online", Phrase("线上网址", "Online address")), ("audience", Phrase("对象", "Audience")),
        ("age", Phrase("年龄", "Age")), ("access", Phrase("无障碍", "Accessibility")), ("fee", Phrase("费用", "Cost")),
        ("booking_note", Phrase("预约说明", "Note on booking")), ("image", Phrase("图片", "Picture")), ("contact", Phrase("联系方式", "Contact")),
        ("sessions", Phrase("场次", "Sessions")),
    ]

    static func title(_ name: String) -> Phrase { all.first { $0.name == name }?.title ?? Phrase("总体意见", "As a whole") }

    /// What the version says in a field, line by line; empty where nothing is said.
    static func lines(
        _ name: String, of content: ActivityContent, venue: Wording?, sessions: [ActivitySession], regions: RegionTable, _ tongue: Tongue
    ) -> [String] {
        switch name {
        case "title": both(content.title)
        case "summary": both(content.summary)
        case "description": both(content.description)
        case "kind": [content.kind.title(tongue)]
        case "themes": content.themes
        case "mode": [content.mode.title(tongue)]
        case "venue": both(venue)
        case "place": both(content.place?.name)
        case "address": both(content.place?.address) + (content.place?.point.map { ["geo:\($0.latitude),\($0.longitude)"] } ?? [])
        case "region": [RegionWords.full(content.region, in: regions)(tongue) + (content.region.map { " \($0)" } ?? "")]
        case "online": [content.onlineURL].compactMap(\.self)
        case "audience": both(content.audience)
        case "age": [ActivityWords.ages(content)?(tongue)].compactMap(\.self)
        case "access": content.access.sorted { $0.rawValue < $1.rawValue }.map { $0.title(tongue) }
        case "fee": (content.isFree.map { [($0 ? Phrase("免费", "Free") : Phrase("收费", "Charged"))(tongue)] } ?? []) + both(content.fee)
        case "booking_note": both(content.bookingNote)
        case "image": [content.imageURL, content.imageCredit].compactMap(\.self)
        case "contact": [content.contact].compactMap(\.self)
        case "sessions": sessions.prefix(50).map { $0.words(tongue) + ($0.capacity.map { " · \($0)" } ?? "") }
        default: []
        }
    }

    private static func both(_ wording: Wording?) -> [String] {
        guard let wording else { return [] }
        return [wording.zh, wording.en ?? ""].filter { !$0.isEmpty }
    }
}
