import Formats
import Kernel
import Language
import Regions
import Venues

/// The columns of the table that CSV and XLSX hold: one row for each session, the activity's own columns repeated; an activity without
/// sessions has one row without times.
struct ListingTable: Sendable {
    struct Column: Sendable {
        let heading: Phrase
        let width: Double
        let value: @Sendable (ListedRecord, ActivitySession?, ListingSource) -> SheetCell

        init(_ zh: String, _ en: String, _ width: Double = 16, value: @escaping @Sendable (ListedRecord, ActivitySession?, ListingSource) -> SheetCell) {
            (heading, self.width, self.value) = (Phrase(zh, en), width, value)
        }
    }

    static let columns: [Column] = what + when + where_ + rest

    private static let what: [Column] = [
        Column("活动", "Activity", 40) { record, _, source in .text(record.content.title(source.language)) },
        Column("活动编号", "Activity id", 16) { record, _, _ in .text(record.id.text) },
        Column("类型", "Kind") { record, _, source in .text(source.say(record.content.kind.title)) },
        Column("参与方式", "Way to take part") { record, _, source in .text(source.say(record.content.mode.title)) },
        Column("状态", "Status") { record, session, source in .text(source.say(status(record, session))) },
    ]

    private static let when: [Column] = [
        Column("日期", "Day", 12) { record, session, _ in (session?.day ?? record.content.period?.begin).map { .day($0) } ?? .empty },
        Column("开始", "Begins", 18) { _, session, _ in time(session, session?.begin) },
        Column("结束", "Ends", 18) { _, session, _ in time(session, session?.end) },
        Column("最后一天", "Last day", 12) { record, session, _ in session == nil ? record.content.period.map { .day($0.end) } ?? .empty : .empty },
        Column("时区", "Time zone", 16) { record, session, _ in .text((session?.zone ?? record.content.zone).name) },
        Column("场次编号", "Session id", 16) { _, session, _ in session.map { .text($0.id.text) } ?? .empty },
        Column("名额", "Places", 10) { _, session, source in
            session.map { one in one.capacity.map { .integer(Int64($0)) } ?? .text(source.say(Phrase("不限", "unlimited"))) } ?? .empty
        },
        Column("剩余名额", "Places left", 10) { _, session, _ in session?.left.map { .integer(Int64($0)) } ?? .empty },
    ]

    private static let where_: [Column] = [
        Column("地点", "Place", 30) { record, _, source in text(record.placeName, source) },
        Column("地址", "Address", 30) { record, _, source in text(record.address, source) },
        Column("省", "Province") { record, _, source in unit(.province, record, source) },
        Column("市", "Prefecture") { record, _, source in unit(.prefecture, record, source) },
        Column("县区", "County") { record, _, source in unit(.county, record, source) },
        Column("区划代码", "Region code", 10) { record, _, _ in record.region.map { .text($0) } ?? .empty },
        Column("纬度", "Latitude", 12) { record, _, _ in record.point.map { .real($0.latitude) } ?? .empty },
        Column("经度", "Longitude", 12) { record, _, _ in record.point.map { .real($0.longitude) } ?? .empty },
        Column("线上网址", "Online at", 30) { record, _, _ in record.content.onlineURL.map { .text($0) } ?? .empty },
    ]

    private static let rest: [Column] = [
        Column("填报单位", "Organiser", 30) { record, _, source in text(record.organiser?.name, source) },
        Column("活动项目", "Campaigns", 24) { record, _, _ in .text(record.campaigns.joined(separator: " ")) },
        Column("主题", "Themes", 20) { record, _, _ in .text(record.content.themes.joined(separator: " ")) },
        Column("对象", "For whom", 20) { record, _, source in text(record.content.audience, source) },
        Column("最小年龄", "From age", 10) { record, _, _ in record.content.ageMin.map { .integer(Int64($0)) } ?? .empty },
        Column("最大年龄", "To age", 10) { record, _, _ in record.content.ageMax.map { .integer(Int64($0)) } ?? .empty },
        Column("免费", "Free of charge", 10) { record, _, _ in record.content.isFree.map { .bool($0) } ?? .empty },
        Column("费用", "Cost", 20) { record, _, source in text(record.content.fee, source) },
        Column("无障碍", "Accessibility", 24) { record, _, source in
            let needs = AccessNeed.allCases.filter { record.content.access.contains($0) }
            return .text(needs.map { source.say($0.title) }.joined(separator: source.language == .zh ? "、" : ", "))
        },
        Column("联系", "Contact", 24) { record, _, _ in record.content.contact.map { .text($0) } ?? .empty },
        Column("简介", "Summary", 50) { record, _, source in text(record.content.summary, source) },
        Column("网页", "Page", 40) { record, _, source in .text(source.page(record.id)) },
        Column("更新", "Changed", 18) { record, _, _ in .time(record.updated.local(in: record.content.zone)) },
    ]

    static func rows(_ record: ListedRecord, _ source: ListingSource) -> [[SheetCell]] {
        let sessions: [ActivitySession?] = record.sessions.isEmpty ? [nil] : record.sessions
        return sessions.map { session in columns.map { $0.value(record, session, source) } }
    }

    private static func status(_ record: ListedRecord, _ session: ActivitySession?) -> Phrase {
        if record.activity.status != .scheduled || session == nil { return record.activity.status.title }
        return session?.status.title ?? record.activity.status.title
    }

    private static func time(_ session: ActivitySession?, _ instant: Instant?) -> SheetCell {
        guard let session, session.hoursAnnounced, let instant else { return .empty }
        return .time(instant.local(in: session.zone))
    }

    private static func text(_ wording: Wording?, _ source: ListingSource) -> SheetCell { wording.map { .text($0(source.language)) } ?? .empty }

    private static func unit(_ level: Region.Level, _ record: ListedRecord, _ source: ListingSource) -> SheetCell {
        guard let unit = record.region.flatMap({ source.regions.path(of: $0).first { $0.level == level } }) else { return .empty }
        return .text(source.say(unit.name))
    }
}

extension SheetCell {
    /// The cell as a text file has it: days and times as ISO 8601 writes them, with a blank between them.
    var datum: Datum {
        switch self {
        case .empty: .null
        case .text(let text): .text(text)
        case .integer(let number): .integer(number)
        case .real(let number): .real(number)
        case .bool(let value): .bool(value)
        case .day(let day): .text(day.iso)
        case .time(let time): .text("\(time.day.iso) \(time.clock)")
        }
    }
}
