package import Activities
package import Kernel
package import Storage

/// Where devices that did not hear of each other let the same ticket in, or let in what was no longer valid.
package struct MergeReport: Sendable {
    package struct Line: Sendable, Hashable {
        package let device: String
        package let at: Instant
        /// What the device's own clock said.
        package let deviceAt: Instant
        package let result: String
        /// Where and when the ticket came in first.
        package let firstDevice: String
        package let firstAt: Instant?
        /// The device let somebody in by itself.
        package let wasLetIn: Bool
    }

    package let lines: [Line]
    package var doubles: [Line] { lines.filter { $0.result == "repeated" } }
}

extension Transaction {
    package func mergeReport(activity: ID<Activity>, session: ID<ActivitySession>) throws -> MergeReport {
        MergeReport(
            lines: try rows(
                """
                SELECT e.*, d.name AS device_name FROM door_entry e JOIN door_device d ON d.activity_id = e.activity_id AND d.id = e.device_id
                WHERE e.activity_id = \(activity) AND e.session_id = \(session) AND e.kind = 'scan'
                    AND (e.result = 'repeated' OR e.said = 'in' AND e.result NOT IN ('counted', 'same'))
                ORDER BY e.at, e.device_id, e.seq LIMIT 500
                """
            ) { row in
                MergeReport.Line(
                    device: try row.text("device_name"), at: try row.instant("at"), deviceAt: try row.instant("device_at"), result: try row.text("result"),
                    firstDevice: try row.text("first_device"), firstAt: try row.instantOrNil("first_at"), wasLetIn: try row.text("said") == "in")
            })
    }
}
