import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/calls/{key}`: where a call stands, its applications by state, and the next acts of the office.
struct OfficePage: Sendable {
    static let size = 50
    let call: Call
    let scheme: SchemeRecord
    let phase: Call.Phase
    let tally: CallTally
    let state: ApplicationState
    let lines: [(application: Application, holder: Wording)]
    let page: Int
    let notices: [Notice]
    let proposed: [ID<Application>]
    /// Proposed, and an objection to them was upheld in a notice that has given way: they are listed only with what was put right.
    let upheld: [(id: ID<Application>, holder: Wording)]
    var reading: FormReading
    let today: Day
    let quotas: [RegionQuota]
    let recommenders: [RecommenderQuota]

    init(_ call: Call, state asked: ApplicationState?, page: Int, in tx: Transaction) throws {
        (self.call, self.page, scheme) = (call, page, try tx.scheme(of: call))
        phase = call.phase(at: tx.now, daysForCorrection: scheme.scheme.recommendation.daysForCorrection)
        let tally = try tx.tally(of: call.id)
        self.tally = tally
        let order: [ApplicationState] = [.recommended, .submitted, .passed, .proposed, .recognised]
        let state = asked ?? order.first { tally[$0] > 0 } ?? .submitted
        self.state = state
        let found = try tx.applications(of: call.id, in: state, page: page, size: Self.size)
        let names = try tx.holders(of: found)
        lines = found.map { ($0, names[$0.id] ?? Wording("")) }
        notices = try tx.notices(of: call.id)
        let unlisted = tally[ApplicationState.proposed] == 0 ? [] : try tx.rows(
            """
            SELECT a.*, CASE WHEN EXISTS (
                SELECT 1 FROM calls_notice_item u JOIN calls_objection b ON b.notice_id = u.notice_id AND b.position = u.position
                WHERE u.application_id = a.id AND b.decided = \(ObjectionState.upheld) AND b.cured_by IS NULL) THEN 1 ELSE 0 END AS is_upheld
            FROM calls_application a WHERE a.call_id = \(call.id) AND a.state = \(ApplicationState.proposed) AND NOT EXISTS (
                SELECT 1 FROM calls_notice_item i JOIN calls_notice n ON n.id = i.notice_id
                WHERE i.application_id = a.id AND n.state <> \(NoticeState.superseded)) ORDER BY a.place NULLS LAST, a.id
            """) { (application: try Application($0), isUpheld: try $0.bool("is_upheld")) }
        proposed = unlisted.filter { !$0.isUpheld }.map(\.application.id)
        let objected = unlisted.filter(\.isUpheld).map(\.application), holders = try tx.holders(of: objected)
        upheld = objected.map { ($0.id, holders[$0.id] ?? Wording("")) }
        today = tx.now.day(in: Notice.zone)
        quotas = try tx.quotas(of: call.id, scheme.scheme)
        recommenders = try tx.recommenderQuotas(of: call.id, scheme.scheme.recommendation)
        reading = NoticeForm.form(scheme.scheme.notice).filled([
            "title_zh": scheme.scheme.title.zh + "拟认定名单公示", "title_en": scheme.scheme.title.en.map { "Proposed list: \($0)" } ?? "", "begin": today.iso,
        ])
    }

    var noticeForm: Form { NoticeForm.form(scheme.scheme.notice) }

    var draft: NoticeDraft? {
        var draft = NoticeForm.draft(reading)
        draft?.items = proposed.map { NoticeDraft.Item(applicationID: $0) }
        for one in upheld where scheme.scheme.notice.mayBeCorrected {
            let remedy = String(reading.text(Self.remedy(one.id)).prefix(500)).trimmed
            if !remedy.isEmpty { draft?.items.append(NoticeDraft.Item(applicationID: one.id, remedy: remedy)) }
        }
        return draft
    }

    private static func remedy(_ id: ID<Application>) -> String { "w-" + id.text }

    /// Those against which an objection was upheld: to be struck, or listed with what was put right where the measure lets them be.
    @HTMLBuilder private func objected(_ visit: Visit) -> HTML {
        for one in upheld {
            if scheme.scheme.notice.mayBeCorrected {
                div(.class("field")) {
                    label(.for(Self.remedy(one.id))) {
                        visit.say(
                            Phrase(
                                "对“\(one.holder.zh)”的异议成立：要列入，写明已作的补正，公众会看到；不写则不列入",
                                "An objection to “\(one.holder(.en))” was upheld: to list it, say what was put right, which the public reads; left empty, it is not listed"))
                    }
                    input(.id(Self.remedy(one.id)), .type("text"), .name(Self.remedy(one.id)), .value(reading.text(Self.remedy(one.id))), .maxlength(500))
                }
            } else {
                p(.class("remark")) {
                    a(.href(.within(path + "/applications/\(one.id.text)"))) { visit.html(one.holder) }
                    visit.say(Phrase("：异议成立，不能列入，请将它除名。", ": an objection was upheld, so it is not listed. Strike it."))
                }
            }
        }
    }

    private var path: String { "/desk/calls/\(call.key)" }
    private var hasScores: Bool { lines.contains { $0.application.score != nil } }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            call.name.phrase, lede: scheme.scheme.title.phrase, trail: [("/desk/calls", Phrase("征集与认定", "Calls and titles"))], status: reading.isGood ? 200 : 422
        ) {
            p(.class("actions")) {
                span(.class("badge", phase == .open ? "badge-success" : "")) { visit.say(phase.title) }
                a(.href("/calls/\(call.key)")) { visit.say(Phrase("公开页面", "Public page")) }
                a(.href(.within(path + "/days"))) { visit.say(Phrase("申报时间", "Days of the call")) }
                if scheme.scheme.review.needsInspection { a(.href(.within(path + "/inspections"))) { visit.say(Phrase("现场考察", "Inspections")) } }
            }
            tabs(visit)
            if lines.isEmpty { empty(visit) } else { table(visit) }
            visit.pager(page: page, total: tally[state], size: Self.size)
            QuotaView(quotas: quotas, recommenders: recommenders, scheme: scheme.scheme).html(visit)
            acts(visit)
            if !notices.isEmpty || !proposed.isEmpty || !upheld.isEmpty { noticeSection(visit) }
        }
    }

    private func tabs(_ visit: Visit) -> HTML {
        ul(.class("tabs"), .role("list")) {
            for one in ApplicationState.allCases where one != .draft && (tally[one] > 0 || one == state) {
                li {
                    a(.href(.within(path, query: Query([("state", one.rawValue)]))), .aria("current", "page").when(one == state)) {
                        visit.say(one == .submitted && !scheme.scheme.recommendation.isNeeded ? Phrase("已提交，待形式审查", "Submitted, to be checked") : one.title)
                        span(.class("badge")) { Numerals.count(tally[one], visit.language) }
                    }
                }
            }
        }
    }

    private func empty(_ visit: Visit) -> HTML {
        div(.class("empty-state")) {
            h2 { visit.say(Phrase("这里没有申报", "Nothing here")) }
            p { visit.say(
                    scheme.scheme.recommendation.isNeeded
                        ? Phrase("单位提交并经推荐后，申报会出现在这里。", "Applications appear here once they are submitted and recommended.")
                        : Phrase("单位提交后，申报会出现在这里。", "Applications appear here once they are submitted.")) }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead {
                    tr {
                        for title in [Phrase("单位", "Unit"), Phrase("编号", "Number")] + (hasScores ? [Phrase("得分", "Score"), Phrase("名次", "Place")] : []) {
                            th(.scope("col")) { visit.say(title) }
                        }
                    }
                }
                tbody {
                    for line in lines {
                        tr {
                            th(.scope("row")) { a(.href(.within(path + "/applications/\(line.application.id)"))) { visit.html(line.holder) } }
                            td(.data("label", visit.say(Phrase("编号", "Number")))) { line.application.number ?? "" }
                            if hasScores {
                                td(.data("label", visit.say(Phrase("得分", "Score")))) { line.application.score.map { Points.text($0) } ?? "" }
                                td(.data("label", visit.say(Phrase("名次", "Place")))) { line.application.place.map { String($0) } ?? "" }
                            }
                        }
                    }
                }
            }
        }
    }

    private func acts(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("下一步", "Next")) }
            if tally[ApplicationState.passed] > 0 {
                p { visit.say(Phrase("专家评审：\(tally.seats) 个席位，已签字 \(tally[Sheet.State.signed]) 份。", "Expert review: \(tally.seats) seats, \(tally[Sheet.State.signed]) sheets signed.")) }
                div(.class("actions")) {
                    visit.postButton(Phrase("分配专家", "Assign experts"), posts: path + "/experts", style: "")
                    if tally[Sheet.State.signed] > 0 { visit.postButton(Phrase("汇总评分", "Combine the scores"), posts: path + "/scores", style: "") }
                    if tally.seats > 0 { a(.class("button"), .href(.within(path + "/judging"))) { visit.say(Phrase("专家评分情况", "How experts scored")) } }
                    a(.class("button", "button-primary"), .href(.within(path + "/meetings"))) { visit.say(Phrase("会议审定", "Enter a meeting")) }
                }
            }
            if tally[ApplicationState.proposed] > 0 {
                div(.class("actions")) { visit.postButton(Phrase("认定公示期满的单位", "Recognise whose notice has run out"), posts: path + "/grants") }
            }
            if tally[ApplicationState.passed] == 0, tally[ApplicationState.proposed] == 0 {
                p(.class("meta")) {
                    visit.say(
                        scheme.scheme.recommendation.isNeeded
                            ? Phrase("先办理已推荐的申报。", "Deal first with what is recommended.") : Phrase("先办理已提交的申报。", "Deal first with what is submitted."))
                }
            }
        }
    }

    private func noticeSection(_ visit: Visit) -> HTML {
        section(.id("notices"), .class("stack")) {
            h2 { visit.say(Phrase("公示", "Public notices")) }
            ul(.class("session-list"), .role("list")) {
                for one in notices {
                    li {
                        span(.class("badge")) { visit.say(one.state.title) }
                        div {
                            p { a(.href("/desk/notices/\(one.id)")) { visit.html(one.title) } }
                            p(.class("meta")) { Dates.span(one.begin, one.end, visit.language) }
                        }
                    }
                }
            }
            if proposed.isEmpty, !scheme.scheme.notice.mayBeCorrected { objected(visit) }
            if !proposed.isEmpty || !upheld.isEmpty && scheme.scheme.notice.mayBeCorrected {
                p { visit.say(Phrase("将 \(proposed.count) 家拟认定单位公示：", "Publish the proposed list of \(proposed.count):")) }
                visit.formHTML(reading, action: path + "/notices", submit: Phrase("安排公示", "Schedule the notice"), makes: true) { objected(visit) }
            }
        }
    }
}

/// A score for people: `86.5`.
enum Points {
    /// Thousandths, as far as they say something.
    static func text(_ thousandths: Int) -> String {
        let (whole, rest) = (thousandths / ScoreFormula.parts, thousandths % ScoreFormula.parts)
        guard rest > 0 else { return String(whole) }
        var digits = Padded.text(rest, 3)
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}
