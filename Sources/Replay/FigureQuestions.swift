import Activities
import Campaigns
import Figures
package import Kernel
package import Storage

/// The ten questions of counting.md §4, asked of the roll-ups again and again, beside one reading by primary key.
package struct FigureQuestions: Sendable {
    package struct Answer: Sendable {
        package let number: Int
        package let question: Phrase
        /// Half of the answers came within so many microseconds, 99 of a hundred within the second.
        package let half: Double
        package let most: Double
        /// How many lines an answer holds.
        package let lines: Int
    }

    private let now: ID<Campaign>
    private let before: ID<Campaign>
    private let activity: Int64
    /// A county of Xi'an in which something takes place, and a theme of it.
    private let county: String
    private let theme: String

    package init(_ database: Database) async throws {
        let day = ScienceDay(rows: 0)
        (now, before) = try await day.campaign(database)
        let campaign = now
        activity = try await database.read { tx in
            try tx.number("SELECT MIN(n.activity_id) FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id WHERE x.ancestor_id = \(campaign)") ?? 0
        }
        (county, theme) = try await database.read { tx in
            let counties = try tx.rollUp(FigureQuestion(campaign, place: .within("610100")), by: .region)
            let county = counties.max { $0.activities < $1.activities }?.key ?? "610113"
            let theme = try ScienceDay.themes.max { try tx.linesByDay(campaign, place: .within(county), theme: $0).count < tx.linesByDay(campaign, place: .within(county), theme: $1).count }
            return (county, theme ?? ScienceDay.themes[0])
        }
    }

    /// One reading by primary key, and the ten questions.
    package func ask(_ database: Database, times: Int) async throws -> [Answer] {
        var answers: [Answer] = []
        for (number, question) in questions.enumerated() {
            answers.append(try await database.read { tx in try Self.time(number, question.0, times, tx, question.1) })
        }
        return answers
    }

    private static func time(_ number: Int, _ question: Phrase, _ times: Int, _ tx: Transaction, _ ask: (Transaction) throws -> Int) throws -> Answer {
        let clock = ContinuousClock()
        var all: [Double] = [], lines = 0
        for _ in 0..<max(3, times) {
            let begin = clock.now
            lines = try ask(tx)
            let passed = begin.duration(to: clock.now).components
            all.append(Double(passed.seconds) * 1e6 + Double(passed.attoseconds) * 1e-12)
        }
        all.sort()
        return Answer(number: number, question: question, half: all[all.count / 2], most: all[(all.count - 1) * 99 / 100], lines: lines)
    }

    private typealias Ask = @Sendable (Transaction) throws -> Int

    private var questions: [(Phrase, Ask)] {
        let (now, before, activity, county, theme, day) = (now, before, activity, county, theme, "2022-09-17")
        return [
            (Phrase("按主键读一行", "one row by its primary key"), { try $0.number("SELECT t.organiser_id FROM view_activities_title t WHERE t.activity_id = \(activity)") == nil ? 0 : 1 }),
            (Phrase("本届人次，按方法", "visits so far, by method"), { try $0.figures(FigureQuestion(now)).visits == nil ? 0 : 3 }),
            (
                Phrase("按省和归口", "the same by province and by reporting line"),
                { tx in try tx.rollUp(FigureQuestion(now), by: .region).count + tx.linesByReporting(now).count }
            ),
            (Phrase("一县一主题，按日", "by day, one county and one theme"), { try $0.linesByDay(now, place: .within(county), theme: theme).count }),
            (Phrase("一市的场馆和场馆次，按类型", "venues and venue-times by kind, one prefecture"), { try $0.rolledUpVenues(FigureQuestion(now, place: .within("610100"))).count }),
            (Phrase("一省的活动和场次，按主题、对象、形式", "activities and sessions by theme, audience and mode, one province"), { try $0.offers(now, place: .within("610000")).count }),
            (Phrase("一县一日人次最多的二十项", "the twenty most visited of a county on a day"), { try $0.mostVisited(now, county: county, day: day, limit: 20).count }),
            (
                Phrase("与上届同日相比，按地市", "beside last year's same day, by prefecture"),
                { tx in
                    let (this, last) = (try tx.visitsByPrefecture(now, day: day), try tx.visitsByPrefecture(before, day: "2021-09-17"))
                    return Set(this.keys).union(last.keys).count
                }
            ),
            (Phrase("一市各项目的不同观众", "distinct visitors of a city (sketch)"), { try $0.visitorSketch(now, place: .within("610100")) == nil ? 0 : 1 }),
            (Phrase("没有活动的县", "counties with nothing"), { try $0.countiesWithout(now).count }),
            (Phrase("以估算为主的单位，前五十", "what rests on estimates, by organiser, worst fifty"), { try $0.restingOnEstimates(now, limit: 50).count }),
        ]
    }
}
