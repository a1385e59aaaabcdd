import Kernel

/// Who hands an application on, and how many each may.
struct RecommendationRule: Sendable, Hashable {
    /// Whether an application needs a recommendation at all.
    var isNeeded = true
    /// Whether the recommender is one body and no other: a second recommendation is refused.
    var isOnlyOne = true
    /// The most that one body may recommend in a call; nil: as many as it likes.
    var most: Int?
    /// Days after the close in which what was handed in in time may still be corrected and recommended.
    var daysForCorrection = 0
    /// Whether the recommender looks on site and writes what it saw: a recommendation without words is refused.
    var isOnSite = false
    init() {}
}

/// How experts are chosen, what they score, and how scores become one.
struct ReviewRule: Sendable, Hashable {
    /// One thing that is scored, from 0 to `most` points.
    struct Criterion: Sendable, Hashable {
        var key: String
        var name: Phrase
        var most: Int
        /// Its share in the total; shares need not add up to anything.
        var weight: Int
        init(key: String, name: Phrase, most: Int, weight: Int) { (self.key, self.name, self.most, self.weight) = (key, name, most, weight) }

        /// What is scored where a measure says that experts review and not by what.
        static let overall = Criterion(key: "overall", name: Phrase("总体评价", "Overall"), most: 100, weight: 1)
    }

    /// Experts to an application.
    var experts = 3
    var criteria: [Criterion] = []
    /// Whether the measure says by what experts score: then nothing is proposed that nobody scored.
    var isScored = false
    var formula = ScoreFormula()
    /// Whether experts see neither the unit's name nor the recommender's.
    var isBlind = false
    /// The most experts that an applicant may exclude, with a reason.
    var mostExcluded = 0
    var needsInspection = false
    /// What is looked at on the spot, point by point.
    var inspectionPoints: [InspectionPoint] = []
    /// The most that may be proposed in one region of the level below; nil: no quota.
    var mostInRegion: Int?
    /// Named steps beside experts and inspection that must be passed before anybody is proposed: a credit check.
    var checks: [Scheme.Step] = []
    /// Whether an exclusion is asked for by a sealed letter, whose number is noted.
    var exclusionNeedsLetter = false
    init() {}
}

/// How a proposed list is made public before it counts.
struct NoticeRule: Sendable, Hashable {
    var workdays = 5
    /// Whether the day of publication is the first of them (four notices that were checked count it: domain.md M02).
    var countsFirstDay = true
    /// Whether what remains after an upheld objection is published a second time.
    var needsSecond = false
    /// Whether objections without a real name are heard.
    var allowsAnonymous = false
    /// What may be proposed in a notice; one notice may carry several of these lists.
    var lists: [NoticeAction] = [.recognise, .cancel]
    /// Whether an item against which an objection was upheld may be published anew once it is put right; else it is struck.
    var mayBeCorrected = false
    /// Whether the office names the last day itself, at least `workdays` on.
    var namesLastDay = false
    init() {}
}

/// How long a title lasts.
enum Validity: Sendable, Hashable {
    /// Until it is taken back.
    case open
    /// So many months from the day of the grant.
    case months(Int)
    /// To the end of the batch's period, whenever it was granted.
    case until(Day)

    /// The last day on which a title granted on `day` is valid; nil: no end is set.
    func lastDay(grantedOn day: Day) -> Day? {
        switch self {
        case .open: nil
        case .until(let last): last
        case .months(let months): day.adding(months: months).adding(days: -1)
        }
    }
}

/// What a title's holder shows, and when.
struct AssessmentRule: Sendable, Hashable {
    /// Every so many years.
    var years = 1
    /// The month in which filing opens, 1 to 12, of the year after.
    var opensInMonth = 1
    /// How many days one may file.
    var days = 60
    /// Whether not filing in time is failing.
    var lateIsFailed = false
    /// Whether giving up the assessment takes the title.
    var givingUpRevokes = false
    /// Months to put right what was found; nil: there is no such way.
    var monthsToRectify: Int?
    /// The day of the year by which it is put right, where the measure names one instead of months.
    var rectifyBy: DayOfYear?
    /// Months under cultivation, after which it is evaluated again; nil: there is no such way.
    var monthsToCultivate: Int?
    /// Whether failing takes the title.
    var failingRevokes = false
    /// The year of the grant is looked at where the title was held for at least so many months of it.
    var leastMonths = 6
    /// What the authority may decide; empty: whatever the other rules allow.
    var outcomes: [AssessmentOutcome] = []
    /// The questions of the holder's report; none: it is free text.
    var report: [SchemeField] = []
    init() {}
}

extension Day {
    /// The same day so many months later; the last of the month where there is none such.
    func adding(months: Int) -> Day {
        let index = year * 12 + (month - 1) + months
        let (year, month) = (index >= 0 ? index / 12 : (index - 11) / 12, ((index % 12) + 12) % 12 + 1)
        for last in stride(from: day, through: 1, by: -1) {
            if let found = Day(year: year, month: month, day: last) { return found }
        }
        return self
    }
}
