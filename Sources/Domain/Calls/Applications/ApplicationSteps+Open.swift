import Kernel
import Storage

/// What stands between an item of a notice and its being carried out (domain.md §7.4: nothing is recognised while an objection is open).
struct ItemStanding: Sendable, Hashable {
    let noticeID: ID<Notice>
    let position: Int
    let state: NoticeState
    /// Objections to the same application or title that nobody has decided, in this notice or one that it took the place of.
    let undecided: Int
    /// Objections to it that were upheld and not put right since, in whichever notice they came.
    let upheld: Int
    /// Objections to any item of this notice that were upheld.
    let upheldInNotice: Int
    /// Whether the scheme asks for a second notice once an objection was upheld.
    let needsSecond: Bool
    /// Whether another notice waits to take this one's place.
    let isBeingReplaced: Bool

    /// Why it cannot be carried out now; nil: it can.
    var obstacle: Refusal? {
        guard state == .closedClean || state == .closedWithObjections || state == .resolved else { return .noticeOpen }
        if isBeingReplaced { return .successorWaits }
        if undecided > 0 { return .objectionOpen }
        if upheld > 0 { return .objectionUpheld }
        if needsSecond, upheldInNotice > 0 { return .secondNotice }
        return nil
    }
}

extension Transaction {
    /// How the items of notices stand that have not been superseded, the oldest notice first: three statements, however many there are.
    ///
    /// `i` is the item and `n` its notice in the condition.
    func standings(_ condition: SQL) throws -> [(item: Notice.Item, standing: ItemStanding)] {
        let (open, upheld) = (try openSubjects(), try upheldObjections())
        let standing = Dictionary(upheld.map { ($0.subject, $0.standing) }, uniquingKeysWith: +)
        let ofNotice = Dictionary(upheld.map { ($0.notice, $0.all) }, uniquingKeysWith: +)
        var needsSecond: [String: Bool] = [:]
        let found = try rows(
            """
            SELECT i.*, n.state AS notice_state, n.scheme_id, n.scheme_version, (
                SELECT COUNT(*) FROM calls_notice r WHERE r.supersedes_id = n.id AND r.state = \(NoticeState.scheduled)) AS successors
            FROM calls_notice_item i JOIN calls_notice n ON n.id = i.notice_id
            WHERE n.state <> \(NoticeState.superseded) AND \(sql: condition) ORDER BY n.begins_on, n.id, i.position
            """) { row in
                (
                    item: try Notice.Item(row), notice: try row.id("notice_id", Notice.self), state: try row.choice("notice_state", NoticeState.self),
                    scheme: try row.idOrNil("scheme_id", SchemeRecord.self), version: try row.intOrNil("scheme_version"), successors: try row.int("successors")
                )
            }
        return try found.map { one in
            let found = ItemStanding(
                noticeID: one.notice, position: one.item.position, state: one.state, undecided: open[one.item.subject] ?? 0,
                upheld: standing[one.item.subject] ?? 0, upheldInNotice: ofNotice[one.notice] ?? 0,
                needsSecond: try asksSecond(one.scheme, one.version, &needsSecond), isBeingReplaced: one.successors > 0)
            return (one.item, found)
        }
    }

    /// How many objections to an application or a title nobody has decided, in whichever notice they came.
    private func openSubjects() throws -> [Int64: Int] {
        let found = try rows(
            """
            SELECT COALESCE(i.application_id, i.title_id) AS subject, COUNT(*) AS objections FROM calls_objection b
            JOIN calls_notice_item i ON i.notice_id = b.notice_id AND i.position = b.position
            WHERE b.state IN (\(list: ObjectionState.undecided.map(\.rawValue))) GROUP BY COALESCE(i.application_id, i.title_id)
            """) { (try $0.int64OrNil("subject") ?? 0, try $0.int("objections")) }
        return Dictionary(found, uniquingKeysWith: +)
    }

    private func asksSecond(_ scheme: ID<SchemeRecord>?, _ version: Int?, _ known: inout [String: Bool]) throws -> Bool {
        guard let scheme, let version else { return false }
        let key = "\(scheme.number)/\(version)"
        if let found = known[key] { return found }
        let asks = try self.scheme(scheme, version: version)?.scheme.notice.needsSecond ?? false
        known[key] = asks
        return asks
    }

    /// The item by which an application stands in the newest notice that holds; nil: in none.
    func standing(of application: ID<Application>) throws -> ItemStanding? {
        try standings("i.application_id = \(application) AND i.action = \(NoticeAction.recognise)").last?.standing
    }

    /// Nothing is recognised before its notice has run out, without one, or against an objection that is open or was upheld.
    func requireNothingOpen(against application: ID<Application>) throws {
        guard let standing = try standing(of: application) else {
            throw Refusal(.conflict, "no-notice", "拟认定的单位须先公示，期满无异议后才能认定。", "Who is proposed is made public first, and recognised when the notice has run out.")
        }
        if let obstacle = standing.obstacle { throw obstacle }
    }

    /// Whoever is struck was objected to, and the objection was upheld.
    func requireUpheld(against application: ID<Application>) throws {
        let upheld = try number(
            """
            SELECT COUNT(*) FROM calls_objection b JOIN calls_notice_item i ON i.notice_id = b.notice_id AND i.position = b.position
            WHERE i.application_id = \(application) AND b.decided = \(ObjectionState.upheld) AND b.cured_by IS NULL
            """) ?? 0
        guard upheld == 0 else { return }
        throw Refusal(
            .conflict, "not-upheld", "只有异议成立后才能除名；对这一项没有成立的异议。", "An item is struck only after an objection to it was upheld; there is none.", field: "event")
    }

    /// Strikes it in every notice on which it stands; a notice of which nothing is left is settled by that.
    func noteStruck(_ application: ID<Application>, by actor: Int64) throws {
        try strikeItems("application_id = \(application)", by: actor)
    }
}

extension Refusal {
    fileprivate static let noticeOpen = Refusal(.conflict, "notice-open", "公示期未满，不能认定。", "The public notice has not run out; nothing can be recognised yet.")
    fileprivate static let objectionOpen = Refusal(
        .conflict, "objection-open", "对这一项的异议尚未了结，不能认定；名单中的其他各项不受影响。",
        "An objection to this item is not settled, so it cannot be recognised; the others of the list go on.")
    fileprivate static let successorWaits = Refusal(
        .conflict, "successor-waits", "已安排新的公示取代这次公示，请等新公示期满后再办理。", "Another notice is to take this one's place: carry that one out once it has run out.")
    fileprivate static let objectionUpheld = Refusal(
        .conflict, "objection-upheld", "对这一项的异议成立。请将它除名；办法允许的，可在补正后重新公示。",
        "An objection to this item was upheld. Strike it; where the measure allows, publish it anew once it is put right.")
    fileprivate static let secondNotice = Refusal(
        .conflict, "second-notice", "这份名单有异议成立，按办法须再次公示后才能办理其余各项。",
        "An objection to this list was upheld; by the measure the rest is published a second time before it is carried out.")
}
