import Kernel
import Rooms
import Storage

/// `kepu verify`: each task has a lead that exists, and no task leads back to itself by way of those above it.
enum PlanCheck {
    static let check = RecordCheck(Phrase("任务有牵头单位，分解不成环", "Tasks have leads, and cascades no circle")) { tx in
        var problems: [Phrase] = []
        try tx.each(
            "SELECT t.key FROM plans_task t WHERE NOT EXISTS (SELECT 1 FROM view_venues_organisation o WHERE o.id = t.lead_id) ORDER BY t.key LIMIT 20"
        ) { row in
            let key = try row.text("key")
            problems.append(Phrase("任务 \(key) 的牵头单位不存在。", "The lead of task \(key) does not exist."))
            return true
        }
        var parents: [Int64: Int64] = [:]
        try tx.each("SELECT t.id, t.parent_id FROM plans_task t WHERE t.parent_id IS NOT NULL") { row in
            parents[try row.int64("id")] = try row.int64("parent_id")
            return true
        }
        for start in parents.keys.sorted() where problems.count < 20 {
            var seen: Set<Int64> = [], next: Int64? = start
            while let one = next, seen.insert(one).inserted { next = parents[one] }
            if next == start { problems.append(Phrase("任务 \(ID<KeyTask>(start).text) 的上级任务成环。", "The tasks above \(ID<KeyTask>(start).text) lead back to it.")) }
        }
        return problems
    }
}
