import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/schemes/{key}/lists`: a notice of several lists, made of the titles in force: what is to be filed, cultivated, put right, cancelled
/// (domain.md M02; Hunan 2024 published three in one).
struct TitleListsPage: Sendable {
    /// So many titles on one page: those whose assessment waits for a decision first.
    static let most = 500

    struct Line: Sendable {
        let title: Title
        let holder: Wording
        /// Whether an assessment is filed and waits for a decision.
        let isFiled: Bool
    }

    let scheme: SchemeRecord
    let lines: [Line]
    let notices: [Notice]
    var reading: FormReading

    init(_ scheme: SchemeRecord, in tx: Transaction) throws {
        self.scheme = scheme
        lines = try tx.rows(
            """
            SELECT t.*, \(sql: Holder.names),
                (SELECT COUNT(*) FROM calls_assessment f WHERE f.title_id = t.id AND f.state = \(AssessmentState.filed)) AS filed
            FROM calls_title t \(sql: Holder.join("t"))
            WHERE t.scheme_id = \(scheme.id) AND t.state IN (\(list: [TitleState.valid.rawValue, TitleState.rectifying.rawValue])) AND NOT EXISTS (
                SELECT 1 FROM calls_notice_item i JOIN calls_notice n ON n.id = i.notice_id
                WHERE i.title_id = t.id AND i.outcome IS NULL AND n.state <> \(NoticeState.superseded))
            ORDER BY filed DESC, t.number, t.id LIMIT \(Self.most)
            """) { row in Line(title: try Title(row), holder: try row.wording("holder"), isFiled: try row.int("filed") > 0) }
        notices = try tx.rows("SELECT * FROM calls_notice WHERE scheme_id = \(scheme.id) AND call_id IS NULL ORDER BY begins_on DESC, id DESC LIMIT 50", Notice.init)
        reading = NoticeForm.form(scheme.scheme.notice).filled(["title_zh": scheme.scheme.title.zh + "考核结果公示", "begin": tx.now.day(in: Notice.zone).iso])
    }

    private var path: String { "/desk/schemes/\(scheme.key)" }

    /// What may be proposed for a title: what the scheme names, and only a cancelling where nothing was filed.
    private func actions(_ line: Line) -> [NoticeAction] {
        scheme.scheme.notice.lists.filter { $0 != .recognise && (line.isFiled || $0.assessmentEvent == nil) }
    }

    /// The notice with what was chosen for each title: `a-TITLE` the action, `w-TITLE` why.
    var draft: NoticeDraft? {
        var draft = NoticeForm.draft(reading)
        draft?.items = lines.compactMap { line in
            let id = line.title.id.text
            guard let action = reading.textOrNil("a-" + id).flatMap({ NoticeAction(rawValue: $0) }) else { return nil }
            return NoticeDraft.Item(action: action, titleID: line.title.id, says: String(reading.text("w-" + id).prefix(500)), ground: reading.text("g-" + id))
        }
        return draft
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("考核结果公示", "Lists of what becomes of titles"), lede: scheme.scheme.title.phrase,
            trail: [("/desk/schemes", Phrase("认定办法", "Schemes")), (path, scheme.scheme.name.phrase)], status: reading.isGood ? 200 : 422
        ) {
            if !notices.isEmpty {
                ul(.class("session-list"), .role("list")) {
                    for one in notices {
                        li {
                            span(.class("badge")) { visit.say(one.state.title) }
                            div { p { a(.href("/desk/notices/\(one.id)")) { visit.html(one.title) } } }
                        }
                    }
                }
            }
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有可列入的称号", "No title to list")) }
                    p { visit.say(Phrase("有效的称号会出现在这里，已在公示中的除外。", "Titles in force appear here, but for those on a notice already.")) }
                }
            } else {
                visit.formHTML(reading, action: path + "/lists", submit: Phrase("安排公示", "Schedule the notice"), makes: true) { table(visit) }
            }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        let titles = [Phrase("持有者", "Holder"), Phrase("编号", "Number"), Phrase("列入", "List"), Phrase("理由", "Why")]
        return div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                tbody { for line in lines { row(line, titles, visit) } }
            }
        }
    }

    private func row(_ line: Line, _ titles: [Phrase], _ visit: Visit) -> HTML {
        let (id, holder) = (line.title.id.text, line.holder(visit.language))
        return tr {
            th(.scope("row")) {
                visit.html(line.holder)
                if line.isFiled { p(.class("meta")) { visit.say(Phrase("考核待评定", "Assessment to be decided")) } }
            }
            td(.class("whole"), .data("label", visit.say(titles[1]))) { line.title.number }
            td(.data("label", visit.say(titles[2]))) {
                select(.name("a-" + id), .aria("label", visit.say(titles[2]) + " " + holder)) {
                    option(.value("")) { visit.say(Phrase("不列入", "Not listed")) }
                    for action in actions(line) {
                        option(.value(action.rawValue), .selected(reading.text("a-" + id) == action.rawValue)) { visit.say(action.title) }
                    }
                }
            }
            td(.data("label", visit.say(titles[3]))) {
                if scheme.scheme.grounds.count > 1, scheme.scheme.notice.lists.contains(.cancel) { grounds(id, holder, visit) }
                input(.type("text"), .name("w-" + id), .value(reading.text("w-" + id)), .maxlength(500), .aria("label", visit.say(titles[3]) + " " + holder))
            }
        }
    }

    /// On which ground it is to be cancelled: one of the measure's.
    private func grounds(_ id: String, _ holder: String, _ visit: Visit) -> HTML {
        select(.name("g-" + id), .aria("label", visit.say(Phrase("撤销的情形", "Ground of revocation")) + " " + holder)) {
            option(.value("")) { visit.say(Phrase("拟取消的，选择撤销的情形", "To cancel: choose the ground")) }
            for one in scheme.scheme.grounds {
                let clause = one.clause.isEmpty ? Phrase(same: "") : Phrase("（\(one.clause)）", " (\(one.clause))")
                option(.value(one.key), .selected(reading.text("g-" + id) == one.key)) { visit.say(one.text.phrase + clause) }
            }
        }
    }
}
