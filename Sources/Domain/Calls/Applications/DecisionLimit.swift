import Kernel
import Language

/// Until when an application is decided, where the measure sets a limit in natural days (domain.md §3.1, Guangzhou: 365).
///
/// Days run from the day after the submission, in China's time; a limit that has passed takes nothing from the applicant, it is shown.
struct DecisionLimit: Sendable, Hashable {
    let last: Day

    /// Nil where the scheme sets none, nothing was submitted, or it is decided.
    init?(_ application: Application, _ scheme: Scheme) {
        guard let days = scheme.decisionDays, let submitted = application.submittedAt else { return nil }
        let open: Set<ApplicationState> = [.submitted, .recommended, .returned, .passed, .proposed]
        guard open.contains(application.state) else { return nil }
        last = submitted.day(in: .china).adding(days: days)
    }

    func isPassed(on today: Day) -> Bool { today > last }

    func says(on today: Day, _ tongue: Tongue) -> String {
        let day = Dates.plain(last, tongue)
        let phrase =
            isPassed(on: today)
            ? Phrase("办理期限已于 \(day) 届满，请尽快作出决定。", "The limit for deciding ended on \(day): decide as soon as you can.")
            : Phrase("办理期限：\(day)（自提交起按自然日计算）", "To be decided by \(day), in natural days from the submission")
        return phrase(tongue)
    }
}
