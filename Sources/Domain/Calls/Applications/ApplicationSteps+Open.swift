import Kernel
import Storage

extension Transaction {
    /// Nothing is recognised while an objection to it is undecided, before its notice has run out, or without one (domain.md §7.4).
    func requireNothingOpen(against application: ID<Application>) throws {
        let item = try row(
            """
            SELECT i.notice_id, i.position, n.state FROM calls_notice_item i JOIN calls_notice n ON n.id = i.notice_id
            WHERE i.application_id = \(application) AND i.action = \(NoticeAction.recognise) AND n.state <> \(NoticeState.superseded)
            ORDER BY n.begins_on DESC, n.id DESC LIMIT 1
            """) { (try $0.id("notice_id", Notice.self), try $0.int("position"), try $0.choice("state", NoticeState.self)) }
        guard let (notice, position, state) = item else {
            throw Refusal(.conflict, "no-notice", "拟认定的单位须先公示，期满无异议后才能认定。", "Who is proposed is made public first, and recognised when the notice has run out.")
        }
        guard state == .closedClean || state == .closedWithObjections || state == .resolved else {
            throw Refusal(.conflict, "notice-open", "公示期未满，不能认定。", "The public notice has not run out; nothing can be recognised yet.")
        }
        let open = try number(
            """
            SELECT COUNT(*) FROM calls_objection WHERE notice_id = \(notice) AND position = \(position)
                AND state IN (\(list: ObjectionState.undecided.map(\.rawValue)))
            """)
        guard open == 0 else {
            throw Refusal(
                .conflict, "objection-open", "对这一项的异议尚未了结，不能认定；名单中的其他各项不受影响。",
                "An objection to this item is not settled, so it cannot be recognised; the others of the list go on.")
        }
    }
}
