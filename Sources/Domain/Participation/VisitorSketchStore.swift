package import Activities
package import Kernel
package import Storage

extension Transaction {
    /// Notes visitors of an activity in its sketch. A visitor taken back at the door stays in it: the figure is an estimate. The caller holds the claims.
    package func noteVisitors(_ tokens: [UInt64], of activity: ID<Activity>) throws {
        guard !tokens.isEmpty else { return }
        var sketch = try visitorSketches([activity.number])[activity.number] ?? VisitorSketch()
        let before = sketch
        for token in tokens { sketch.add(token) }
        guard sketch != before else { return }
        try execute(
            """
            INSERT INTO participation_sketch (activity_id, registers) VALUES (\(activity), \(sketch.bytes))
            ON CONFLICT (activity_id) DO UPDATE SET registers = excluded.registers
            """)
    }

    /// The sketches of these activities that have one.
    package func visitorSketches(_ activities: [Int64]) throws -> [Int64: VisitorSketch] {
        guard !activities.isEmpty else { return [:] }
        var out: [Int64: VisitorSketch] = [:]
        try each("SELECT activity_id, registers FROM participation_sketch WHERE activity_id IN (\(list: activities))") { row in
            out[try row.int64("activity_id")] = VisitorSketch(try row.blob("registers"))
            return true
        }
        return out
    }
}
