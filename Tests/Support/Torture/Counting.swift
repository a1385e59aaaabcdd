import Activities
import App
import Figures
import Kernel
import Participation
import Storage

/// Every counter, recomputed from the claims.
enum Counting {
    static func check(_ kepu: Kepu, _ stage: Stage) async throws {
        try await kepu.database.read { tx in
            let claims = try tx.claims(activity: stage.activity, session: nil)
            let changes = try tx.rows(
                "SELECT seq, session_id, indicator, after_value FROM view_participation_change WHERE activity_id = \(stage.activity) ORDER BY seq"
            ) { Change(seq: try $0.int64("seq"), subject: Subject(try $0.int64("session_id"), try $0.text("indicator")), after: try $0.int64OrNil("after_value")) }
            let stored = try counted(tx, stage)
            let subjects = Dictionary(grouping: claims.filter { $0.session.number != 0 }) { Subject($0.session.number, $0.indicator) }
            for (subject, claims) in subjects {
                let wanted = ClaimRules.counted(of: claims)?.value
                try demand(stored[subject] == wanted, "\(subject): counted \(text(stored[subject])), the claims say \(text(wanted))")
            }
            try demand(Set(stored.keys).isSubset(of: subjects.keys), "something is counted that nobody has claimed")
            try demand(replay(changes) == stored, "the history of changes does not lead to what is counted")
            let visits = stored.filter { $0.key.indicator == "visits" }.values.reduce(0, +)
            let figure = try tx.figures(FigureQuestion(stage.campaign)).visits?.total ?? 0
            try demand(figure == visits, "the campaign's page says \(figure) visits, the records \(visits)")
            if let lock = try tx.figureLock(stage.campaign) {
                let then = replay(changes.filter { $0.seq <= lock.seq }).filter { $0.key.indicator == "visits" }.values.reduce(0, +)
                let locked = lock.values.visits?.total ?? 0
                try demand(locked == then, "locked were \(locked) visits, the history says \(then)")
            }
        }
    }

    private struct Subject: Hashable {
        let session: Int64
        let indicator: String
        init(_ session: Int64, _ indicator: String) { (self.session, self.indicator) = (session, indicator) }
    }

    private struct Change {
        let seq: Int64
        let subject: Subject
        let after: Int64?
    }

    private static func counted(_ tx: Transaction, _ stage: Stage) throws -> [Subject: Int64] {
        let lines = try tx.rows("SELECT session_id, indicator, value FROM view_participation_counted WHERE activity_id = \(stage.activity)") {
            (Subject(try $0.int64("session_id"), try $0.text("indicator")), try $0.int64("value"))
        }
        return Dictionary(uniqueKeysWithValues: lines)
    }

    private static func replay(_ changes: [Change]) -> [Subject: Int64] {
        var out: [Subject: Int64] = [:]
        for change in changes { out[change.subject] = change.after }
        return out
    }

    private static func text(_ value: Int64?) -> String { value.map(String.init) ?? "nothing" }
}
