import Kernel

/// What an authority may decide of an assessment (domain.md §3.1: each measure has its own words).
enum AssessmentOutcome: String, Sendable, Hashable, CaseIterable {
    case excellent, qualified, filed, cultivate, rectify, failed

    var title: Phrase {
        switch self {
        case .excellent: Phrase("优秀", "Excellent")
        case .qualified: Phrase("合格", "Qualified")
        case .filed: Phrase("备案", "Filed")
        case .cultivate: Phrase("培育", "Cultivation")
        case .rectify: Phrase("限期整改", "To rectify by a date")
        case .failed: Phrase("不合格", "Failed")
        }
    }

    /// The step of the workflow by which it is decided: a title that is filed goes on like one that is qualified.
    var event: AssessmentEvent {
        switch self {
        case .excellent: .excel
        case .qualified, .filed: .qualify
        case .cultivate: .cultivate
        case .rectify: .rectify
        case .failed: .fail
        }
    }
}

/// A day that comes every year: 30 December.
struct DayOfYear: Sendable, Hashable {
    var month: Int
    var day: Int

    init(month: Int, day: Int) { (self.month, self.day) = (month, day) }

    /// The first such day after `today`; the last of the month where the year has no such day.
    func next(after today: Day) -> Day {
        for year in [today.year, today.year + 1] {
            for last in stride(from: day, through: 1, by: -1) {
                guard let found = Day(year: year, month: month, day: last) else { continue }
                if found > today { return found }
                break
            }
        }
        return today
    }
}

extension AssessmentRule {
    /// Until when something is to be put right, or is under cultivation, when that is decided on `today`. Refused where the measure knows
    /// no such outcome.
    func until(_ event: AssessmentEvent, from today: Day) throws(Refusal) -> Day? {
        try requireOutcome(event)
        switch event {
        case .rectify:
            if let rectifyBy { return rectifyBy.next(after: today) }
            guard let months = monthsToRectify else {
                throw Refusal(.conflict, "no-rectification", "该办法没有限期整改的规定。", "This measure knows no time to put things right.")
            }
            return today.adding(months: months)
        case .cultivate:
            guard let months = monthsToCultivate else {
                throw Refusal(.conflict, "no-cultivation", "该办法没有培育的规定。", "This measure knows no cultivation.")
            }
            return today.adding(months: months)
        default: return nil
        }
    }

    /// Refuses an outcome that the measure does not name.
    private func requireOutcome(_ event: AssessmentEvent) throws(Refusal) {
        guard !outcomes.isEmpty, AssessmentOutcome.allCases.contains(where: { $0.event == event }) else { return }
        guard !outcomes.contains(where: { $0.event == event }) else { return }
        let (zh, en) = (outcomes.map(\.title.zh).joined(separator: "、"), outcomes.map(\.title.en).joined(separator: ", "))
        throw Refusal(
            .conflict, "no-such-outcome", "该办法的考核结论只有：\(zh)。", "This measure decides one of these only: \(en).", field: "event")
    }
}
