import Formats
import Kernel
import Language
import Regions
import Venues

/// One activity as the downloads and feeds hold it: what it says, when it takes place, where, by whom, and what became of it.
struct ListedRecord: Sendable {
    let activity: Activity
    let version: ActivityVersion
    /// When the public last saw a change of it, and how many changes there were.
    let changedAt: Instant
    let revision: Int
    /// Since when the public sees it no longer.
    let goneAt: Instant?
    let venue: Venue?
    let organiser: Organisation?
    /// Keys of the campaigns that show it; of one that is gone, of those that ever had it.
    let campaigns: [String]
    /// The campaigns and all above them.
    let lineage: Set<String>
    /// Those of the days that were asked for.
    var sessions: [ActivitySession]

    var id: ID<Activity> { activity.id }
    var content: ActivityContent { version.content }
    var isGone: Bool { goneAt != nil }
    var isCancelled: Bool { isGone || activity.isCancelled }
    var placeName: Wording? { venue?.name ?? content.place?.name }
    var address: Wording? { venue?.address ?? content.place?.address }
    var region: String? { content.region ?? venue?.region }
    var point: MapPoint? {
        (venue?.point ?? content.place?.point).flatMap { MapPoint(latitude: $0.latitude, longitude: $0.longitude) }
    }
    /// The latest of what is known to have changed.
    var updated: Instant { max(changedAt, version.madeAt) }

    /// `雁塔科技馆，陕西省西安市雁塔区…` in one line.
    func location(_ regions: RegionTable, _ tongue: Tongue) -> String? {
        var parts = [placeName?(tongue), address?(tongue)].compactMap(\.self).filter { !$0.isEmpty }
        if region != nil { parts.append(RegionWords.full(region, in: regions)(tongue)) }
        return parts.isEmpty ? nil : parts.joined(separator: tongue == .zh ? "，" : ", ")
    }

    /// The next session that is not cancelled, or the last one.
    func next(at now: Instant) -> ActivitySession? {
        let held = sessions.filter { $0.status != .cancelled }
        return held.first { !$0.isOver(at: now) } ?? held.last
    }
}

extension ActivityContent {
    /// Where it is attended online, if that is an address that programs can open: imported records have words there, too.
    var meetingAddress: String? {
        guard let onlineURL, onlineURL.hasPrefix("https://") || onlineURL.hasPrefix("http://") else { return nil }
        return onlineURL
    }
}

extension ActivityFilter {
    /// The days that it asks for: of an activity's sessions only those are downloaded.
    var days: ListedDays { ListedDays(begin: begin, end: end) }

    /// The same question put to one record: for what the list itself no longer shows.
    ///
    /// Words are looked for as they stand. Where the question has a part that only the list can answer (a distance, another room's
    /// filter), nothing fits.
    func fits(_ record: ListedRecord, regions: RegionTable) -> Bool {
        guard others.isEmpty, near == nil else { return false }
        let content = record.content
        if let region, record.region.map({ regions.isWithin($0, region) || regions.todaysPath(of: $0).contains { $0.code == region } }) != true { return false }
        if let kind, content.kind != kind { return false }
        if modes.count == 1, let mode = modes.first, content.mode.rawValue != mode, content.mode != .both { return false }
        if isFree, content.isFree != true { return false }
        if !access.isSubset(of: content.access) { return false }
        if let age, age < content.ageMin ?? 0 || age > content.ageMax ?? .max { return false }
        if let venue, record.venue?.key != venue { return false }
        if let theme, !content.themes.contains(theme) { return false }
        if let campaign, !record.lineage.contains(campaign) { return false }
        if begin != nil || end != nil, record.sessions.isEmpty { return false }
        guard !words.isEmpty else { return true }
        let texts = [content.title, content.summary, content.description, record.placeName].compactMap(\.self).flatMap { [$0.zh, $0.en ?? ""] }
        let whole = texts.joined(separator: "\n").lowercased()
        return words.lowercased().split(whereSeparator: \.isWhitespace).allSatisfy { whole.contains($0) }
    }
}

/// A first and a last day, each perhaps open.
struct ListedDays: Sendable {
    var begin: Day?
    var end: Day?

    var isOpen: Bool { begin == nil && end == nil }
    func contains(_ day: Day) -> Bool { day >= begin ?? day && day <= end ?? day }
}
