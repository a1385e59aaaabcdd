import Activities
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// On an activity's page: what its past sessions came to, each figure leading to its claim.
enum FigurePanel {
    static let panel = Panel(on: Activities.activityPanels, order: 60) { visit, subject in
        let id = ID<Activity>(subject)
        let (sessions, figures, minors) = try await visit.database.read { tx in
            let figures = try tx.countedFigures(of: id)
            return (try tx.sessions(of: id), figures, try tx.activitiesForMinors(among: figures.isEmpty ? [] : [subject]))
        }
        guard !figures.isEmpty else { return nil }
        return html(sessions, figures, isForMinors: minors.contains(subject), visit)
    }

    private static func html(_ sessions: [ActivitySession], _ figures: [CountedFigure], isForMinors: Bool, _ visit: Visit) -> HTML {
        let told = CountedFigure.told(figures, isForMinors: isForMinors)
        return section(.id("figures"), .class("stack")) {
            h2 { visit.say(Phrase("参与数据", "What it came to")) }
            ul(.class("session-list"), .role("list")) {
                for session in sessions {
                    let mine = figures.filter { $0.session == session.id }
                    if !mine.isEmpty { item(session.words(visit.language), mine, told, visit) }
                }
                let whole = figures.filter { $0.session.number == 0 }
                if !whole.isEmpty { item(visit.say(Phrase("整项活动", "The whole activity")), whole, told, visit) }
            }
        }
    }

    private static func item(_ when: String, _ figures: [CountedFigure], _ told: [CountedFigure: ToldNumber], _ visit: Visit) -> HTML {
        li {
            div {
                p(.class("session-when")) { when }
                for figure in figures { line(figure, told[figure] ?? .withheld, visit) }
            }
        }
    }

    private static func line(_ figure: CountedFigure, _ told: ToldNumber, _ visit: Visit) -> HTML {
        let indicator = Indicators.named(figure.indicator)
        return p {
            a(.href("/claims/\(figure.activity.text)/\(figure.claim.text)")) {
                visit.say(indicator?.title ?? Phrase(same: figure.indicator)) + " "
                if let words = told.words { visit.say(words) } else { ClaimWords.number(figure.value, "counted-\(figure.indicator)", visit) }
            }
            " "
            span(.class("badge")) { visit.say(figure.method.title) }
        }
    }
}

/// One counted figure of a session or of the whole activity.
struct CountedFigure: Sendable, Hashable {
    let activity: ID<Activity>
    let session: ID<ActivitySession>
    let indicator: String
    let claim: ID<Claim>
    let method: ClaimMethod
    let value: Int64

    /// What is told of an activity's numbers, each beside those of its other sessions: the same on every page.
    static func told(_ figures: [CountedFigure], isForMinors: Bool) -> [CountedFigure: ToldNumber] {
        var told: [CountedFigure: ToldNumber] = [:]
        for (indicator, some) in Dictionary(grouping: figures, by: \.indicator) {
            let sorted = some.sorted { $0.session.number < $1.session.number }
            let table = SmallGroups.table(sorted.map { (value: $0.value, isOfMinors: SmallGroups.isOfMinors(indicator, atMinors: isForMinors)) })
            for (figure, number) in zip(sorted, table.lines) { told[figure] = number }
        }
        return told
    }
}

extension Transaction {
    func countedFigures(of activity: ID<Activity>) throws -> [CountedFigure] {
        let found = try rows(
            "SELECT session_id, indicator, claim_id, method, value FROM participation_counted WHERE activity_id = \(activity)"
        ) { row in
            CountedFigure(
                activity: activity, session: try row.id("session_id"), indicator: try row.text("indicator"), claim: try row.id("claim_id"),
                method: try row.choice("method"), value: try row.int64("value"))
        }
        let order = Indicators.all.map(\.key)
        return found.sorted { (order.firstIndex(of: $0.indicator) ?? 99) < (order.firstIndex(of: $1.indicator) ?? 99) }
    }
}
