import Kernel
import Storage
import Venues
import Workflow

extension Transaction {
    /// Late is late by the server's clock, nobody fails who still has time, and a title that has ended is not assessed any more.
    func checkState(of event: AssessmentEvent, _ old: Assessment, _ title: Title, _ rule: AssessmentRule, _ today: Day) throws {
        _ = try Assessment.workflow.transition(from: old.state, on: event)
        guard title.state.isInForce else { throw Refusal.titleEnded(title) }
        if event == .file, old.state == .open, today > old.dueOn, rule.lateIsFailed {
            throw Refusal(
                .conflict, "assessment-late", "填报已于 \(old.dueOn.iso) 截止，按办法逾期视为不合格。", "Filing ended on \(old.dueOn.iso); by the measure, late is failed.")
        }
        if event == .file, old.state == .rectifying, let until = old.rectifyUntil, today > until {
            throw Refusal(
                .conflict, "rectification-late", "整改期限已于 \(until.iso) 届满，不能再报告。", "The time to put things right ended on \(until.iso); nothing can be reported any more.")
        }
        if event == .fail, old.state != .filed, today <= old.dueOn {
            throw Refusal(
                .conflict, "assessment-running", "填报到 \(old.dueOn.iso) 截止，此前不能评为不合格。", "The unit may file until \(old.dueOn.iso); nobody fails before.")
        }
    }
}

/// The rules of schemes, each version read once in a run of the calendar.
struct AssessmentRules {
    private struct Version: Hashable {
        let scheme: ID<SchemeRecord>
        let number: Int
    }

    private var known: [Version: AssessmentRule?] = [:]

    /// Under which the title was granted; nil where it is never assessed.
    mutating func rule(of title: Title, in tx: Transaction) throws -> AssessmentRule? {
        let version = Version(scheme: title.schemeID, number: title.schemeVersion)
        if let rule = known[version] { return rule }
        let rule = try tx.scheme(title.schemeID, version: title.schemeVersion)?.scheme.assessment
        known.updateValue(rule, forKey: version)
        return rule
    }
}
