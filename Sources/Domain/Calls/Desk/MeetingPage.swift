import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/calls/{key}/meetings`: the meetings that were held, and the form in which the next one's decisions are entered.
struct MeetingPage: Sendable {
    /// So many applications are decided on one form; the rest on the next.
    static let size = 200

    let call: Call
    let meetings: [Meeting]
    let lines: [(application: Application, holder: Wording)]
    let waiting: Int
    /// What an earlier meeting decided and this one may decide otherwise.
    let decided: [(application: Application, holder: Wording)]
    /// Whether applications are still taken.
    let isOpen: Bool
    var reading: FormReading
    /// What is chosen for each, by its identity: outcome, who stepped aside, the reason.
    private var chosen: [String: String] = [:]

    init(_ call: Call, first: Int?, in tx: Transaction) throws {
        self.call = call
        meetings = try tx.meetings(of: call.id)
        waiting = try tx.tally(of: call.id)[ApplicationState.passed]
        let found = try tx.undecided(in: call.id, limit: Self.size)
        let before = try tx.decidedBefore(in: call.id, limit: Self.size)
        let names = try tx.holders(of: found + before)
        decided = before.map { ($0, names[$0.id] ?? Wording("")) }
        isOpen = call.phase(at: tx.now, daysForCorrection: 0) == .open
        lines = found.map { ($0, names[$0.id] ?? Wording("")) }
        reading = Self.form.filled(["held": tx.now.day(in: Notice.zone).iso])
        if let first { for (place, one) in found.enumerated() { chosen["o-\(one.id.text)"] = place < first ? MeetingOutcome.propose.rawValue : "" } }
    }

    private static let form = Form(
        FormField("held", "会议日期", "Held on", .day, required: true),
        FormField("present", "出席人员", "Present", .longText(max: 4000), required: true, hint: Phrase("每行一位：姓名、单位或职务。", "One a line: name, unit or office.")),
        FormField("minutes", "会议纪要", "Minutes", .longText(max: 20_000), required: true))

    mutating func read(_ posted: Posted) {
        reading = Self.form.read(posted)
        for (application, _) in lines + decided {
            for part in ["o", "r", "s"] { chosen["\(part)-\(application.id.text)"] = (posted.fields["\(part)-\(application.id.text)"] ?? "").trimmed }
        }
    }

    var draft: MeetingDraft? {
        guard reading.isGood, let held = reading.day("held") else { return nil }
        let items = (lines + decided).compactMap { application, _ -> Meeting.Item? in
            let id = application.id.text
            guard let outcome = MeetingOutcome(rawValue: chosen["o-\(id)"] ?? "") else { return nil }
            let names = (chosen["r-\(id)"] ?? "").split(whereSeparator: { "、;；\n".contains($0) }).map { String($0).trimmed }.filter { !$0.isEmpty }
            return Meeting.Item(applicationID: application.id, outcome: outcome, recused: names, says: String((chosen["s-\(id)"] ?? "").prefix(2000)))
        }
        return MeetingDraft(heldOn: held, present: Meeting.lines(reading.text("present")), minutes: reading.text("minutes"), items: items)
    }

    private var path: String { "/desk/calls/\(call.key)/meetings" }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("会议审定", "Meetings"), lede: call.name.phrase,
            trail: [("/desk/calls", Phrase("征集与认定", "Calls and titles")), ("/desk/calls/\(call.key)", call.name.phrase)], status: reading.isGood ? 200 : 422
        ) {
            if isOpen {
                p(.class("remark")) {
                    visit.say(Phrase("征集还在受理申报。需要相互比较的，请在截止后再审定。", "Applications are still taken. Where they are compared with each other, decide after the close."))
                }
            }
            if lines.isEmpty, decided.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有待审定的申报", "Nothing to decide on")) }
                    p { visit.say(Phrase("通过形式审查的申报会列在这里，按得分排列。", "Applications that passed the formal review are listed here, by their scores.")) }
                }
            } else {
                form(visit)
            }
            held(visit)
        }
    }

    private func form(_ visit: Visit) -> HTML {
        HTML {
            Markup.form(.method(.get), .action(.within(path)), .class("filter-form")) {
                div(.class("field")) {
                    label(.for("field-first")) { visit.say(Phrase("先把前几名选为拟认定", "Mark the first so many as proposed")) }
                    input(.id("field-first"), .type("text"), .inputmode("numeric"), .name("first"))
                }
                div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("选好", "Mark")) } }
            }
            Markup.form(.method(.post), .action(.within(path)), .class("form"), .novalidate(), .data("kept", "")) {
                visit.csrfField
                visit.onceField
                visit.formSummary(reading)
                for field in reading.form.fields { visit.fieldHTML(field, in: reading) }
                section(.id("field-items"), .class("stack")) {
                    h2 { visit.say(Phrase("逐项决定", "Decisions")) }
                    if waiting > lines.count {
                        p(.class("hint")) { visit.say(Phrase("共 \(waiting) 份待审定，先列前 \(lines.count) 份。", "\(waiting) wait; the first \(lines.count) are listed.")) }
                    }
                    ul(.class("session-list"), .role("list")) { for line in lines { li { item(line, MeetingOutcome.allCases, visit) } } }
                    if !decided.isEmpty {
                        details(.open(decided.contains { chosen["o-\($0.application.id.text)"]?.isEmpty == false })) {
                            summary { visit.say(Phrase("改变先前的决定（\(decided.count)）", "Change an earlier decision (\(decided.count))")) }
                            ul(.class("session-list"), .role("list")) {
                                for line in decided { li { item(line, line.application.state == .proposed ? [.setAside] : [.propose], visit) } }
                            }
                        }
                    }
                }
                div(.class("form-actions")) { button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("登记会议决定", "Enter the meeting's decisions")) } }
            }
        }
    }

    private func item(_ line: (application: Application, holder: Wording), _ outcomes: [MeetingOutcome], _ visit: Visit) -> HTML {
        let id = line.application.id.text
        let score = line.application.score.map { Points.text($0) }
        let outcome = chosen["o-\(id)"] ?? ""
        return div(.class("stack")) {
            p {
                a(.href(.within("/desk/calls/\(call.key)/applications/\(id)"))) { strong { visit.html(line.holder) } }
                if Ranking.decided.contains(line.application.state) { ApplicationBadge.html(line.application, visit) }
                if let score { span(.class("meta")) { visit.say(Phrase(" 得分 \(score)", " score \(score)")) } }
            }
            div(.class("filter-fields")) {
                div(.class("field")) {
                    label(.for("o-\(id)")) { visit.say(Phrase("决定", "Decision")) }
                    select(.id("o-\(id)"), .name("o-\(id)")) {
                        option(.value("")) { visit.say(Phrase("本次不议", "Not today")) }
                        for one in outcomes { option(.value(one.rawValue), .selected(one.rawValue == outcome)) { visit.say(one.event.title) } }
                    }
                }
                text("r-\(id)", Phrase("回避人员（用顿号分开）", "Stepped aside (with ; between names)"), visit)
                text("s-\(id)", Phrase("说明", "Reason"), visit)
            }
        }
    }

    private func text(_ name: String, _ title: Phrase, _ visit: Visit) -> HTML {
        div(.class("field")) {
            label(.for(name)) { visit.say(title) }
            input(.id(name), .type("text"), .name(name), .value(chosen[name] ?? ""), .maxlength(2000))
        }
    }

    @HTMLBuilder private func held(_ visit: Visit) -> HTML {
        if !meetings.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(Phrase("已开的会议", "Meetings held")) }
                for one in meetings {
                    article(.class("card")) {
                        div(.class("card-body")) {
                            h3(.class("card-title")) { Dates.day(one.heldOn, visit.language) }
                            p(.class("meta")) { visit.say(Phrase("出席：", "Present: ")) + one.present.joined(separator: visit.say(Phrase("；", "; "))) }
                            div(.class("prose")) { for line in one.minutes.split(whereSeparator: \.isNewline) { p { String(line) } } }
                        }
                    }
                }
            }
        }
    }
}

/// What the meetings made of one application, below it for the office.
struct MeetingList: Sendable {
    let decisions: [(meeting: Meeting, item: Meeting.Item)]
    let visit: Visit

    @HTMLBuilder var html: HTML {
        if !decisions.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(Phrase("会议审定", "Meetings")) }
                dl(.class("facts")) {
                    for one in decisions {
                        dt { Dates.day(one.meeting.heldOn, visit.language) }
                        dd {
                            p { visit.say(one.item.outcome.event.title) }
                            p(.class("meta")) { visit.say(Phrase("出席：", "Present: ")) + one.meeting.present.joined(separator: visit.say(Phrase("；", "; "))) }
                            if !one.item.recused.isEmpty {
                                p(.class("meta")) { visit.say(Phrase("回避：", "Stepped aside: ")) + one.item.recused.joined(separator: visit.say(Phrase("；", "; "))) }
                            }
                            if !one.item.says.isEmpty { p { one.item.says } }
                        }
                    }
                }
            }
        }
    }
}

extension Transaction {
    /// Who would hold the title, by application: the venue's name, else the unit's. One statement, however many there are.
    func holders(of applications: [Application]) throws -> [ID<Application>: Wording] {
        let ids = applications.map(\.id)
        guard !ids.isEmpty else { return [:] }
        let found = try rows(
            """
            SELECT a.id, \(sql: Holder.names) FROM calls_application a
            \(sql: Holder.join("a")) WHERE a.id IN (\(list: ids))
            """) { (try $0.id("id", Application.self), try $0.wording("holder")) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }
}
