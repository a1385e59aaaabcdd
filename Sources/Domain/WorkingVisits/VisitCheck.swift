import Campaigns
import Kernel
import Plans
import Rooms
import Storage

/// What `kepu verify` looks at again: a record stands when all bodies agreed and not before; conclusions are owed by bodies that were there.
enum VisitCheck {
    private static let most = 20

    static let all = [
        RecordCheck(Phrase("调研交流的状态与各方的确认一致", "Working visits stand as their bodies have agreed")) { tx in
            try tx.rows(
                """
                SELECT w.id FROM (
                    SELECT v.id, v.state, COUNT(b.organisation_id) AS bodies, COUNT(b.agreed_at) AS agreed, COUNT(CASE WHEN b.organisation_id = v.keeper_id THEN 1 END) AS keepers
                    FROM workingvisits_visit v LEFT JOIN workingvisits_body b ON b.visit_id = v.id GROUP BY v.id, v.state) w
                WHERE w.keepers <> 1 OR (w.state = 'agreed' AND w.agreed < w.bodies) OR (w.state = 'recorded' AND w.agreed = w.bodies) OR (w.state = 'draft' AND w.agreed > 0)
                ORDER BY w.id LIMIT \(most)
                """
            ) { row in
                let id = try row.id("id", WorkingVisit.self).text
                return Phrase("调研交流 \(id)：状态与各方的确认不一致。", "Working visit \(id): its state is not what its bodies have agreed to.")
            }
        },
        RecordCheck(Phrase("议定事项由参加的单位负责", "Conclusions are owed by bodies that took part")) { tx in
            try tx.rows(
                """
                SELECT k.id, k.visit_id FROM workingvisits_conclusion k
                WHERE k.owner_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM workingvisits_body b WHERE b.visit_id = k.visit_id AND b.organisation_id = k.owner_id)
                ORDER BY k.id LIMIT \(most)
                """
            ) { row in
                let (visit, id) = (try row.id("visit_id", WorkingVisit.self).text, try row.id("id", VisitConclusion.self).text)
                return Phrase("调研交流 \(visit) 的议定事项 \(id)：负责单位没有参加。", "Conclusion \(id) of working visit \(visit): who owes it was not there.")
            }
        },
        RecordCheck(Phrase("议定事项与由它而来的任务一致", "Conclusions and the tasks that came of them name one another")) { tx in
            let given = try tx.rows("SELECT id, task_id FROM workingvisits_conclusion WHERE task_id IS NOT NULL ORDER BY id") {
                (id: try $0.id("id", VisitConclusion.self), task: try $0.id("task_id", KeyTask.self))
            }
            let tasks = try tx.pieces(given).flatMap { try tx.tasks(from: .visit, $0.map(\.id.text)) }
            // One that was given anew has several, of which all but the last were dropped.
            let known = Dictionary(grouping: tasks, by: \.originKey).mapValues { Set($0.map(\.id)) }
            return given.filter { known[$0.id.text]?.contains($0.task) != true }.prefix(most).map { one in
                Phrase("议定事项 \(one.id.text)：它的任务 \(one.task.text) 不在了，或来自别处。", "Conclusion \(one.id.text): its task \(one.task.text) is gone, or came of something else.")
            }
        },
        RecordCheck(Phrase("已公开的调研交流都有各方的确认", "What the public reads of working visits was agreed to by all bodies")) { tx in
            let told = try tx.rows("SELECT id, state, news_id FROM workingvisits_visit WHERE news_id IS NOT NULL ORDER BY id") {
                (id: try $0.id("id", WorkingVisit.self), state: try $0.choice("state", VisitState.self), news: try $0.id("news_id", NewsItem.self))
            }
            var wrong: [Phrase] = []
            for one in told where wrong.count < most {
                guard one.state == .agreed, try tx.newsItem(one.news) != nil else {
                    wrong.append(Phrase("调研交流 \(one.id.text)：公开内容没有依据。", "Working visit \(one.id.text): what the public reads of it has no ground."))
                    continue
                }
            }
            return wrong
        },
    ]
}

extension Transaction {
    /// In pieces that one statement takes.
    fileprivate func pieces<One>(_ all: [One]) -> [ArraySlice<One>] { stride(from: 0, to: all.count, by: 500).map { all[$0..<min(all.count, $0 + 500)] } }
}
