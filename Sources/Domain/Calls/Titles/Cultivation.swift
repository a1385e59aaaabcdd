import Kernel
import Language
import Storage
import Workflow

extension Transaction {
    /// Opens again what was under cultivation and whose time is over: it is filed and evaluated once more (domain.md §3.1, Hunan).
    func evaluateAgain(_ today: Day) throws {
        let over = try rows(
            """
            SELECT * FROM calls_assessment WHERE state = \(AssessmentState.cultivating) AND rectify_until < \(today) ORDER BY rectify_until, id
            """, Assessment.init)
        for one in over {
            guard let title = try title(one.titleID), title.state.isInForce, let last = one.rectifyUntil,
                let rule = try scheme(title.schemeID, version: title.schemeVersion)?.scheme.assessment
            else { continue }
            try move(one, title, .reopen, says: "", until: nil, by: 0)
            let opens = max(last.adding(days: 1), today)
            try execute(
                """
                UPDATE calls_assessment SET opens_on = \(opens), due_on = \(opens.adding(days: rule.days - 1)), rectify_until = NULL, decided_at = NULL
                WHERE id = \(one.id)
                """)
        }
    }
}
