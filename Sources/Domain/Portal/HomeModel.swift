import Activities
import Campaigns
import CloudHall
import Figures
import Kernel
import Regions
import Storage

/// What the home page shows, read in one transaction.
struct HomeModel: Sendable {
    /// Running and coming ones that stand under no other.
    let campaigns: [Campaign]
    let shelves: [HomeShelf]
    /// What is streamed at this moment.
    let live: [HallItem]
    /// What is near the place that the visitor named, or the browser told.
    let near: (place: String, shelf: ActivityShelf)?
    /// How many activities there are by province, day and kind.
    let facets: ActivityFacets
    /// The campaign whose figures are shown, and what it came to so far.
    let headline: (campaign: Campaign, figures: FigureAnswer)?

    /// - near: a place by its name, or latitude and longitude; nil where none is known.
    init(_ tx: Transaction, near place: String? = nil, regions: RegionTable) throws {
        let today = tx.now.day(in: .china)
        let all = try tx.campaigns()
        campaigns = all.filter { $0.phase(on: today) != .over && $0.parentID == nil }.sorted { ($0.begin, $0.id) < ($1.begin, $1.id) }
        (facets, shelves) = try HomeShelf.all(tx, today: today, regions: regions)
        near = try place.map { ($0, try tx.activityShelf(near: $0, limit: 6)) }
        live = try tx.hallNow()
        headline = try Self.headline(tx, all, today: today)
    }

    /// The running campaign with most activities; where none runs, the last one of which anything is known.
    private static func headline(_ tx: Transaction, _ all: [Campaign], today: Day) throws -> (campaign: Campaign, figures: FigureAnswer)? {
        func figures(_ campaigns: some Sequence<Campaign>) throws -> [(campaign: Campaign, figures: FigureAnswer)] {
            try campaigns.map { ($0, try tx.withoutSmallGroups(try tx.figures(FigureQuestion($0.id)), FigureQuestion($0.id))) }.filter { !$0.figures.isEmpty }
        }
        let tops = all.filter { $0.parentID == nil }
        let running = try figures(tops.filter { $0.phase(on: today) == .running }.prefix(6))
        if let most = running.max(by: { $0.figures.activities < $1.figures.activities }) { return most }
        return try figures(tops.filter { $0.phase(on: today) == .over }.sorted { $0.end > $1.end }.prefix(3)).first
    }
}

/// Some of the activities of one or two days.
struct HomeShelf: Sendable {
    let title: Phrase
    let begin: Day
    let end: Day
    let shelf: ActivityShelf

    /// Today, and the weekend that comes; where there is nothing on either, the next two months. And how much there is of everything.
    static func all(_ tx: Transaction, today: Day, regions: RegionTable) throws -> (facets: ActivityFacets, shelves: [HomeShelf]) {
        let wanted = [(title: Phrase("今天", "Today"), begin: today, end: today), Self.weekend(after: today)]
        let found = try tx.activityShelves(wanted.map { ($0.begin, $0.end) }, limit: 6, regions: regions)
        let shelves = zip(wanted, found.shelves).map { HomeShelf(title: $0.title, begin: $0.begin, end: $0.end, shelf: $1) }.filter { !$0.shelf.isEmpty }
        if !shelves.isEmpty { return (found.facets, shelves) }
        let end = today.adding(days: 60)
        let coming = try tx.activityShelves([(today, end)], limit: 6, regions: regions).shelves.filter { !$0.isEmpty }
        return (found.facets, coming.map { HomeShelf(title: Phrase("即将举行", "Coming up"), begin: today, end: end, shelf: $0) })
    }

    private static func weekend(after today: Day) -> (title: Phrase, begin: Day, end: Day) {
        let tomorrow = today.adding(days: 1)
        switch today.weekday {
        case 6: return (Phrase("明天", "Tomorrow"), tomorrow, tomorrow)
        case 7: return (Phrase("下周末", "Next weekend"), today.adding(days: 6), today.adding(days: 7))
        default: return (Phrase("本周末", "This weekend"), today.weekend.begin, today.weekend.end)
        }
    }
}
