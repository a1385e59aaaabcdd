import Campaigns
import Kernel
import Language

/// Last year's entry with its dates moved, to be looked over before anything is saved.
struct AgainPlan: Sendable {
    /// One session of last year's, on its new day; the clocks stay.
    struct Line: Sendable {
        let old: ActivitySession
        let day: AgainDay

        /// On the clocks of the session's zone.
        var begin: LocalTime { moved(old.begin.local(in: old.zone)) }
        var end: LocalTime { moved(old.end.local(in: old.zone)) }

        var draft: SessionDraft {
            var draft = SessionDraft(begin: begin, end: end, zone: old.zone, capacity: old.capacity, hoursAnnounced: old.hoursAnnounced)
            draft.note = old.note
            return draft
        }

        private func moved(_ time: LocalTime) -> LocalTime {
            var out = time
            out.day = day.day.adding(days: old.day.days(until: time.day))
            return out
        }
    }

    let activity: Activity
    let title: Wording
    let lines: [Line]
    /// The days between which it takes place, where it had no sessions.
    let period: ActivityPeriod?
    let periodNotes: [AgainDay.Note]
    /// The edition to which the days were moved; nil: whole weeks later.
    let edition: Campaign?
    /// The entry that somebody has made of it already for this time.
    let earlier: ID<Activity>?

    /// More sessions than this are not moved in one go.
    static let most = 300

    /// What is worth saying of its days, each once.
    var notes: [AgainDay.Note] {
        var out: [AgainDay.Note] = []
        for note in lines.flatMap(\.day.notes) + periodNotes where !out.contains(note) { out.append(note) }
        return out
    }
}

/// Which campaign is the next edition of which: the same key but for its year.
enum NextEdition {
    static func of(_ old: Campaign, among all: [Campaign], today: Day) -> Campaign? {
        let coming = all.filter { $0.begin > old.begin && $0.phase(on: today) != .over && stem($0.key) == stem(old.key) }
        return coming.min { $0.begin < $1.begin }
    }

    /// `science-day-2023` is `science-day`.
    private static func stem(_ key: String) -> [Substring] { key.split(separator: "-").filter { $0.count != 4 || Int($0) == nil } }
}
