import Activities
import Kernel
import Language
import Participation
import Storage
import Venues

/// What the platform knows of the lines that a unit fills in for the national statistics (domain §3.2), for one year.
///
/// Flows are those of the year's sessions that have begun; places are as they stand now. `0` is what was looked for and not found here, `-` what
/// cannot be, *unknown* what nobody has stated here: the three are kept apart, and the unit fills in what it knows.
struct Survey: Sendable {
    /// One line of the form as the unit will find it.
    struct Line: Sendable, Hashable {
        let part: Phrase
        let name: Phrase
        let unit: Phrase
        let value: StatementValue
        /// On what it rests; nil where it rests on no claims.
        let shares: MethodShares?
        let note: Phrase?
    }

    let unit: Organisation
    let year: Int
    let lines: [Line]

    init(_ unit: ID<Organisation>, year: Int, in tx: Transaction) throws {
        guard let found = try tx.organisation(unit) else { throw Refusal.notFound(Phrase("这个单位", "unit")) }
        (self.unit, self.year) = (found, year)
        let counts = try tx.surveyCounts(of: unit, year: year)
        let venues = try tx.surveyVenues(of: unit)
        lines = try Self.activities(counts) + Self.venues(venues) + Self.stated
    }

    /// Which kinds of ours are which of the form's, and whether *times* are activities or sessions.
    private static let events: [(name: Phrase, kinds: [ActivityKind], bySession: Bool)] = [
        (Phrase("科普（技）讲座", "Lectures"), [.lecture], true), (Phrase("科普（技）展览", "Exhibitions"), [.exhibition, .tour], false),
        (Phrase("科普（技）竞赛", "Contests"), [.contest], false), (Phrase("实用技术培训", "Training courses"), [.training], true),
        (Phrase("科研机构、大学向社会开放", "Opening to the public"), [.openDay, .visit], true),
    ]

    private static func activities(_ counts: [SurveyCount]) throws -> [Line] {
        let part = Phrase("科普活动", "Activities")
        return try events.flatMap { event -> [Line] in
            let own = counts.filter { count in event.kinds.contains { $0.rawValue == count.kind } }
            let held = own.reduce(0) { $0 + (event.bySession ? $1.sessions : $1.activities) }
            let rule = event.bySession ? Phrase("按场次计", "Counted by session") : Phrase("按活动计", "Counted by activity")
            return [
                Line(part: part, name: Phrase("\(event.name.zh)：举办次数", "\(event.name.en): held"), unit: Phrase("次", "times"), value: .number(held), shares: nil, note: rule),
                try people(part, Phrase("\(event.name.zh)：线下参加人次", "\(event.name.en): on site"), Phrase("人次", "visits"), held, own.compactMap { $0.visits.flatMap { IndicatorShares($0, of: "visits") } }, atMinors: own.contains { $0.atMinors.contains("visits") }),
                try people(part, Phrase("\(event.name.zh)：线上参加人次", "\(event.name.en): online"), Phrase("观看人次", "viewer-times"), held, own.compactMap { $0.viewers.flatMap { IndicatorShares($0, of: "viewers") } }, atMinors: own.contains { $0.atMinors.contains("viewers") }),
            ]
        }
    }

    /// Where nothing was held nobody can have come; where something was and nobody has stated how many came, it is unknown.
    private static func people(_ part: Phrase, _ name: Phrase, _ unit: Phrase, _ held: Int64, _ shares: [IndicatorShares], atMinors: Bool) throws -> Line {
        guard held > 0 else { return Line(part: part, name: name, unit: unit, value: .notApplicable, shares: nil, note: nil) }
        guard let sum = try IndicatorShares.sum(shares)?.shares else { return Line(part: part, name: name, unit: unit, value: .unknown, shares: nil, note: nil) }
        // The file is public: a small group of minors stands in it neither as the number nor as a part of it.
        guard atMinors, sum.hasSmallPart else { return Line(part: part, name: name, unit: unit, value: .number(sum.total), shares: sum, note: nil) }
        return Line(part: part, name: name, unit: unit, value: SmallGroups.isSmall(sum.total) ? .few : .number(sum.total), shares: nil, note: SmallGroups.note)
    }

    private static func venues(_ kinds: [String: Int64]) -> [Line] {
        let part = Phrase("科普场地", "Places"), has = !kinds.isEmpty
        func count(_ name: Phrase, _ wanted: [Venue.Kind]) -> Line {
            let number = wanted.reduce(0) { $0 + (kinds[$1.rawValue] ?? 0) }
            return Line(part: part, name: name, unit: Phrase("个", "places"), value: .number(number), shares: nil, note: Phrase("现有登记", "As registered now"))
        }
        let building = Line(
            part: part, name: Phrase("建筑面积、展厅面积", "Area of buildings and halls"), unit: Phrase("平方米", "m²"), value: has ? .unknown : .notApplicable, shares: nil, note: nil)
        return [
            count(Phrase("科技馆", "Science museums"), [.scienceMuseum]), count(Phrase("科学技术类博物馆", "Museums of science"), [.museum]),
            count(Phrase("科普教育基地", "Education bases"), [.educationBase]), count(Phrase("流动科普设施", "Mobile facilities"), [.mobileMuseum, .caravan]), building,
        ]
    }

    /// Families of the form of which the platform keeps nothing.
    private static let stated: [Line] = [
        (Phrase("科普人员", "Staff"), Phrase("专职、兼职人员和投入人月", "Full-time and part-time staff, person-months"), Phrase("人、人月", "people, person-months")),
        (Phrase("科普经费", "Funds"), Phrase("筹集和使用经费", "Money raised and spent"), Phrase("万元", "10,000 yuan")),
        (Phrase("科普传媒", "Media"), Phrase("图书、期刊、网站和公众号", "Books, periodicals, websites, accounts"), Phrase("种、个", "titles, sites")),
    ].map { Line(part: $0.0, name: $0.1, unit: $0.2, value: .unknown, shares: nil, note: Phrase("本站没有，请单位填写", "Not kept here; for the unit to fill in")) }
}

/// What a unit held of one kind in a year.
struct SurveyCount: Sendable, Hashable {
    let kind: String
    var activities: Int64 = 0
    var sessions: Int64 = 0
    var visits: MethodShares?
    var viewers: MethodShares?
    /// Of which indicators something for the young alone states few people.
    var atMinors: Set<String> = []
}
