import Kernel
import Storage

extension Transaction {
    /// Refuses a session that the activity has already, times, places and note alike: a form that was sent twice. One that was
    /// cancelled may be added again.
    func refuseIdentical(_ draft: SessionDraft, in activity: ID<Activity>) throws {
        try lock("activities.sessions/\(activity.text)")
        let same = try sessions(of: activity).first { one in
            one.status != .cancelled && (one.begin, one.end) == (draft.begin, draft.end) && one.capacity == draft.capacity && one.note == draft.note
        }
        guard let same else { return }
        throw Refusal(
            .conflict, "session-identical", "已有完全相同的场次：\(same.words(.zh))。没有再次添加；如确实同时另开一场，请在备注中说明区别（如“二号厅”）。",
            "There is this very session already: \(same.words(.en)). It was not added again; if another one runs at the same time, tell them apart in the note (such as “Hall 2”).",
            field: "begin")
    }

    /// Refuses a rule by which the activity has sessions already: a form that was sent twice.
    func refuseIdentical(_ rule: Recurrence, capacity: Int?, in activity: ID<Activity>) throws {
        try lock("activities.sessions/\(activity.text)")
        guard let same = try recurrences(of: activity).first(where: { $0.rule == rule && $0.capacity == capacity }) else { return }
        let made = try sessions(of: activity).filter { $0.recurrence == same.id }
        guard let first = made.first, let last = made.last else { return }
        throw Refusal(
            .conflict, "recurrence-identical", "已按完全相同的规则添加过 \(made.count) 个场次（\(first.day.iso) 至 \(last.day.iso)），没有再次添加。",
            "This very rule has made \(made.count) sessions already (\(first.day.iso) to \(last.day.iso)); they were not added again.", field: "days")
    }
}
