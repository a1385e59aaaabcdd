import Kernel
import Language

/// A day of last year's entry, moved to this year.
struct AgainDay: Sendable, Hashable {
    /// Why it is the day that it is, where that is not plain.
    enum Note: Sendable, Hashable {
        /// It would have fallen on this holiday and was moved to another week.
        case movedOff(Day, Phrase)
        /// It falls on this holiday, and no other week of the edition has the day free.
        case onHoliday(Phrase)
        /// A weekend day on which offices and schools work, to make up for a holiday.
        case worked
        /// The edition has no such day; it lies outside.
        case outside
    }

    let day: Day
    let notes: [Note]
}

/// How the days of last year's entry move: the same weekday in the same week of the edition's days, where the new edition has it;
/// without a new edition, or where that has no such day, whole weeks later, 52 for a year. A day that was no holiday does not become one.
struct AgainDays: Sendable {
    /// First and last day of an edition.
    struct Edition: Sendable, Hashable {
        let begin: Day
        let end: Day
        func holds(_ day: Day) -> Bool { begin <= day && day <= end }
    }

    /// The edition in which it was, and the one in which it will be; nil where there is none.
    let old: Edition?
    let new: Edition?
    /// Days are moved on until the first lies after this one, where no edition says when.
    let today: Day
    /// The first day of last year's entry.
    let first: Day
    var calendar: WorkdayCalendar = .china

    func moved(_ day: Day) -> AgainDay {
        var notes: [AgainDay.Note] = []
        var target = day.adding(days: 364 * years)
        if let old, let new, let same = Self.same(day, in: old, of: new) { target = same }
        if let new, !new.holds(target) { notes.append(.outside) }
        if calendar.name(of: day) == nil, let holiday = calendar.name(of: target) {
            if let free = free(near: target) {
                notes.append(.movedOff(target, holiday))
                target = free
            } else {
                notes.append(.onHoliday(holiday))
            }
        }
        if target.weekday > 5, (try? calendar.isWorkday(target)) == true { notes.append(.worked) }
        return AgainDay(day: target, notes: notes)
    }

    /// The same weekday in the same week, counted from the Monday of the week in which each edition begins; nil where the new edition has no such day.
    static func same(_ day: Day, in old: Edition, of new: Edition) -> Day? {
        let target = monday(new.begin).adding(days: monday(old.begin).days(until: day))
        return new.holds(target) ? target : nil
    }

    private static func monday(_ day: Day) -> Day { day.adding(days: 1 - day.weekday) }

    /// How many times 52 weeks: one at least, and so many that the first day is still to come.
    private var years: Int {
        let late = first.days(until: today)
        return max(1, late / 364 + 1)
    }

    /// The same weekday one week later or earlier, then two, that is no holiday and that the edition has.
    private func free(near day: Day) -> Day? {
        for weeks in [1, -1, 2, -2] {
            let other = day.adding(days: 7 * weeks)
            if calendar.name(of: other) == nil, new?.holds(other) ?? true, other > today { return other }
        }
        return nil
    }
}

extension AgainDay.Note {
    var phrase: Phrase {
        switch self {
        case .movedOff(let day, let holiday):
            Phrase("\(day.month)月\(day.day)日是\(holiday.zh)，已改到另一周", "\(day.iso) is \(holiday.en); moved to another week")
        case .onHoliday(let holiday): Phrase("适逢\(holiday.zh)", "falls on \(holiday.en)")
        case .worked: Phrase("这个周末调休上班", "a weekend day that is worked")
        case .outside: Phrase("不在该届日期之内", "outside the days of that edition")
        }
    }
}
