import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/agreements`: the agreements to which the units are a party for which one may speak.
struct AgreementListPage: Sendable {
    static let title = Phrase("合作协议", "Agreements")

    static let size = 100

    let agreements: [Agreement]
    let standings: [ID<Agreement>: AgreementStanding]
    let total: Int
    /// Whether this person may write one.
    let mayWrite: Bool
    let parties: [ID<Organisation>: Organisation]
    /// Of each agreement how many commitments have a task, and how many of these are verified.
    let counts: [String: (tasks: Int, verified: Int)]

    init(_ visit: Visit, for identity: Identity, in tx: Transaction) throws {
        let own = try OrganisationReach.condition("p.organisation_id", AgreementReach.scopes(identity, everything: true))
        (total, mayWrite) = (try tx.agreementCount(where: own), identity.steersForBody)
        try visit.requirePage(of: total, by: Self.size)
        agreements = try tx.agreements(where: own, most: Self.size, offset: (visit.pageNumber - 1) * Self.size)
        standings = try tx.standings(of: agreements.map(\.id))
        parties = try tx.organisations(Set(agreements.flatMap(\.parties)))
        var counts: [String: (tasks: Int, verified: Int)] = [:]
        if !agreements.isEmpty {
            try tx.each(
                "SELECT t.origin_key, t.state FROM plans_task t WHERE t.origin = \(KeyTask.Origin.agreement) AND t.state <> \(TaskState.dropped)"
            ) { row in
                let key = String(try row.text("origin_key").prefix { $0 != "#" }), sofar = counts[key] ?? (0, 0)
                counts[key] = (sofar.tasks + 1, sofar.verified + (try row.text("state") == TaskState.verified.rawValue ? 1 : 0))
                return true
            }
        }
        self.counts = counts
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Self.title, lede: Phrase("本单位签订的协议：每项约定由谁办、哪一天前办、办到哪一步。", "What your units have agreed to: who does which part, by when, and how far it is.")) {
            if mayWrite { p(.class("actions")) { a(.class("button"), .href("/desk/agreements/new")) { visit.say(AgreementForm.title) } } }
            if agreements.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有贵单位签订的协议", "None to which your units are a party")) }
                    p { visit.say(Phrase("由统筹单位在这里登记，或写在活动项目文件里导入。", "Whoever steers for a unit writes them down here, or declares them in a campaign file.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) {
                    for one in agreements {
                        li {
                            div {
                                p {
                                    strong { a(.href("/desk/agreements/\(one.id.text)")) { visit.html(one.name) } }
                                    badge(standings[one.id]?.state ?? .agreed, visit)
                                }
                                p(.class("meta")) {
                                    one.parties.compactMap { parties[$0]?.name(visit.language) }.joined(separator: visit.language == .zh ? "、" : ", ")
                                    let count = counts[one.key] ?? (0, 0)
                                    " · "
                                    visit.say(
                                        Phrase(
                                            "\(one.commitments.count) 项约定，\(count.tasks) 项任务，已核验 \(count.verified) 项",
                                            "\(Plural.en(one.commitments.count, "commitment", "commitments")), \(Plural.en(count.tasks, "task", "tasks")), \(count.verified) verified"))
                                    if let review = one.reviews.first(where: { $0 >= visit.now.day(in: .china) }) {
                                        " · "
                                        visit.say(Phrase("下次检查 \(Dates.plain(review, .zh))", "next looked at on \(Dates.plain(review, .en))"))
                                    }
                                }
                            }
                        }
                    }
                }
                visit.pager(page: visit.pageNumber, total: total, size: Self.size)
            }
        }
    }
}

extension AgreementListPage {
    /// Nothing is said of one that stands.
    @HTMLBuilder private func badge(_ state: AgreementState, _ visit: Visit) -> HTML {
        if state != .agreed {
            " "
            span(.class("badge", state == .declined ? "badge-error" : "badge-warning")) { visit.say(state.title) }
        }
    }
}

/// `/desk/agreements/{id}`: one agreement, its own side first.
struct AgreementPage: Sendable {
    let desk: AgreementDesk
    var problem: Refusal?
    var posted = Query()
    /// A reason to decline that was sent and not taken.
    var declining: FormReading?

    private var agreement: Agreement { desk.agreement }

    func answer(_ visit: Visit) -> Answer {
        let today = visit.now.day(in: .china), isGood = problem == nil && declining == nil
        let answers = AgreementAnswerView(desk: desk, sent: declining.map { (posted["party"] ?? "", $0) }, visit: visit)
        return visit.desk(agreement.name.phrase, trail: [("/desk/agreements", AgreementListPage.title)], status: isGood ? 200 : 422) {
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            answers.notice
            div(.class("stack", "sections")) {
                if desk.mayChange {
                    p(.class("actions")) {
                        a(.class("button"), .href("/desk/agreements/\(agreement.id.text)/edit")) { visit.say(Phrase("更改协议", "Change the agreement")) }
                        if desk.lines.allSatisfy(\.tasks.isEmpty) { visit.postButton(Phrase("移除协议", "Remove the agreement"), posts: "/desk/agreements/\(agreement.id.text)/removal", fields: [], style: "button-danger") }
                    }
                }
                dl(.class("facts")) {
                    visit.fact(Phrase("签约方", "Parties")) { for word in desk.standing.words { p { answers.party(word) } } }
                    visit.fact(Phrase("签订", "Signed"), agreement.signed.words(visit.language))
                    if let term = agreement.term { visit.fact(Phrase("期限", "Term"), visit.html(term)) }
                    if !agreement.reviews.isEmpty {
                        visit.fact(Phrase("检查日期", "Looked at on")) {
                            for day in agreement.reviews { p { Dates.plain(day, visit.language) + (day < today ? visit.say(Phrase("（已过）", " (over)")) : "") } }
                        }
                    }
                    if !desk.resources.isEmpty {
                        visit.fact(Phrase("共享资源", "Shared resources")) { for one in desk.resources { p { a(.href(.within("/resources/\(one.id)"))) { visit.html(one.name) } } } }
                    }
                    if !desk.experts.isEmpty { visit.fact(Phrase("共享专家团队", "Shared experts")) { for one in desk.experts { p { visit.html(one) } } } }
                }
                visit.paragraphs(agreement.text)
                if agreement.commitments.isEmpty { p { visit.say(Phrase("协议没有列出单项约定。", "It names no single commitment.")) } }
                for line in desk.lines { section(.class("stack"), .id("commitment-\(line.commitment.key)")) { commitment(line, visit) } }
                visit.provenanceHTML(agreement.provenance)
                answers.steps
            }
        }
    }

    @HTMLBuilder private func commitment(_ line: AgreementDesk.Line, _ visit: Visit) -> HTML {
        h2 { visit.html(line.commitment.text) }
        if let one = line.proposed { proposed(one, visit) }
        if line.tasks.isEmpty, line.proposed == nil {
            p { visit.say(Phrase("还没有成为任务：没有人负责，也没有期限。", "No task yet: nobody answers for it, and no day is set.")) }
        } else {
            let own = line.tasks.filter { desk.own.contains($0.task.leadID) }, other = line.tasks.filter { !desk.own.contains($0.task.leadID) }
            if !own.isEmpty { table(own, Phrase("本方的任务", "Our side"), of: line.commitment, visit) }
            if !other.isEmpty { table(other, Phrase("对方的任务", "The other side"), of: line.commitment, visit) }
        }
        let free = desk.own.filter { unit in !line.tasks.contains { $0.task.leadID == unit } }
        if !free.isEmpty, desk.standing.state == .agreed { form(line.commitment.key, free, visit) }
    }

    /// What is to become a task; where all have agreed and it is none, its day was over by then.
    private func proposed(_ one: ProposedTask, _ visit: Visit) -> HTML {
        let unit = desk.parties[one.lead]?.name.phrase ?? Phrase(same: one.lead.text), zh = Dates.plain(one.due, .zh), en = Dates.plain(one.due, .en)
        let says =
            desk.standing.state == .agreed
            ? Phrase("原定由“\(unit.zh)”在\(zh)前完成，没有成为任务。请该方另定期限。", "“\(unit.en)” was to do it by \(en), and it became no task. Let that side set another day.")
            : Phrase("由“\(unit.zh)”在\(zh)前完成；各方都确认后成为它的任务。", "“\(unit.en)” does it by \(en); it becomes its task once all parties have agreed.")
        return p { visit.say(says) }
    }

    @HTMLBuilder private func table(_ tasks: [TaskProgress], _ title: Phrase, of commitment: Agreement.Commitment, _ visit: Visit) -> HTML {
        h3 { visit.say(title) }
        let caption = title + Phrase("：\(commitment.text.zh)", ": \(commitment.text(.en))")
        TaskTable(tasks: tasks, names: desk.names, caption: caption, path: { "/desk/duties/\($0.id.text)" }, visit: visit, isPublic: false).html
    }

    private func form(_ key: String, _ units: [ID<Organisation>], _ visit: Visit) -> HTML {
        details(.open(posted["commitment"] == key)) {
            summary { visit.say(Phrase("立为本方任务", "Make it a task of our side")) }
            Markup.form(.method(.post), .action(.within("/desk/agreements/\(agreement.id.text)/tasks")), .class("form")) {
                visit.csrfField
                input(.type("hidden"), .name("commitment"), .value(key))
                if units.count == 1 {
                    input(.type("hidden"), .name("lead"), .value(units[0].text))
                } else {
                    div(.class("field")) {
                        label(.for("lead-\(key)")) { visit.say(Phrase("由哪家单位负责", "Which unit answers for it")) }
                        select(.id("lead-\(key)"), .name("lead")) {
                            for unit in units { option(.value(unit.text), .selected(posted["lead"] == unit.text)) { desk.parties[unit]?.name(visit.language) ?? unit.text } }
                        }
                    }
                }
                div(.class("field")) {
                    label(.for("due-\(key)")) { visit.say(Phrase("完成期限", "Due")) }
                    input(.type("date"), .id("due-\(key)"), .name("due"), .required(), .value(posted["commitment"] == key ? posted["due"] ?? "" : ""))
                }
                div(.class("form-actions")) { button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("立为任务", "Make it a task")) } }
            }
        }
    }
}
