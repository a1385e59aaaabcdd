import Access
import Declaration
import Kernel
import Language
import Storage
import Venues
import Web

/// What the form says of an agreement: the record, and which commitments become a task of a side once all parties have agreed.
struct AgreementEntry {
    struct Given: Equatable {
        let commitment: Agreement.Commitment
        let lead: ID<Organisation>
        let due: Day
    }

    private(set) var agreement: Agreement
    private(set) var given: [Given] = []

    /// Refuses what cannot be kept, the field named.
    init(_ reading: FormReading, over old: Agreement?, for identity: Identity, in tx: Transaction) throws {
        let names = try UnitNames(in: tx), parties = try names.units(reading.text("parties"), field: "parties", in: tx)
        guard parties.count >= 2 else { throw Refusal(.invalid, "parties-few", "协议至少有两方，请写上另一方。", "An agreement has two parties at least. Name the other one.", field: "parties") }
        guard try parties.contains(where: { try tx.steers(identity, for: $0) }) else {
            throw Refusal(.invalid, "parties-other", "签约方里没有由您管理的单位，您不能代它们登记协议。", "None of the parties is a body for which you may act, so you cannot write this down for them.", field: "parties")
        }
        guard let name = reading.wording("name"), let text = reading.wording("text"), let day = reading.day("signed"), let signed = RoughDay(day.iso) else {
            throw Refusal(.invalid, "agreement-form", "表单不完整，请补全后再提交。", "The form is not complete. Fill it in and send it again.")
        }
        try PlanDays.require(day, field: "signed")
        guard day <= tx.now.day(in: .china) else {
            throw Refusal(.invalid, "signed-future", "签订日期 \(day.iso) 还没有到，请填签订的那一天。", "The day \(day.iso) is yet to come. Give the day on which it was signed.", field: "signed")
        }
        let id: ID<Agreement> = old?.id ?? tx.newID()
        var new = Agreement(id: id, key: old?.key ?? "a-\(id.text.lowercased())", name: name, signed: signed, text: text)
        (new.parties, new.term, new.provenance) = (parties, reading.wording("term"), old?.provenance ?? Provenance())
        new.reviews = try Self.reviews(reading.text("reviews"), signed: day)
        new.resources = try tx.resourceKeys(Self.lines(reading.text("resources")))
        new.experts = try tx.expertKeys(Self.lines(reading.text("experts")))
        agreement = new
        try takeCommitments(Self.lines(reading.text("commitments")), old: old?.commitments ?? [], names, in: tx)
    }

    private static func lines(_ text: String) -> [String] { text.split(whereSeparator: \.isNewline).map(\.trimmingBlanks).filter { !$0.isEmpty } }

    /// A line is the commitment, perhaps with a day and the side that answers for it. One that was there keeps its key.
    private mutating func takeCommitments(_ lines: [String], old: [Agreement.Commitment], _ names: UnitNames, in tx: Transaction) throws {
        guard lines.count <= AgreementForm.mostCommitments else {
            throw Refusal(.invalid, "commitments-many", "最多 \(AgreementForm.mostCommitments) 项约定。", "\(AgreementForm.mostCommitments) commitments at most.", field: "commitments")
        }
        let parts = lines.map { line in
            let cells = line.split(omittingEmptySubsequences: false, whereSeparator: { "|｜".contains($0) }).map(\.trimmingBlanks)
            return cells.prefix(1) + cells.dropFirst().filter { !$0.isEmpty }
        }
        let words = try parts.map { part in
            guard let text = part.first, !text.isEmpty else {
                throw Refusal(
                    .invalid, "commitments", "有一行没有写约定的内容。请先写内容，再写期限和负责的一方：“共建科普基地 | 2026-12-31 | 市科技馆”。",
                    "A line says nothing that is agreed on. Write that first, then the day and the side: “共建科普基地 | 2026-12-31 | 市科技馆”.", field: "commitments")
            }
            guard let words = PlanCells.name(text), words.zh.count <= 500, (words.en ?? "").count <= 500 else {
                throw Refusal(
                    .invalid, "commitments", "“\(text.harmless(40))”看不懂或太长。请一行写一项：“共建科普基地 / Build a base together”，每种语言最多 500 字。",
                    "“\(text.harmless(40))” cannot be read, or is too long. Write one a line: “共建科普基地 / Build a base together”, 500 signs in each language at most.", field: "commitments")
            }
            return words
        }
        guard Set(words.map(\.zh)).count == words.count else {
            throw Refusal(.invalid, "commitments-twice", "有两项约定一样，请去掉一项。", "Two commitments are the same. Take one out.", field: "commitments")
        }
        var free = Set(old.map(\.key)), keys = words.map { one in old.first { $0.text.zh == one.zh }?.key }
        free.subtract(keys.compactMap(\.self))
        // A text that was mended stands where it stood.
        for place in keys.indices where keys[place] == nil && place < old.count && free.contains(old[place].key) { keys[place] = free.remove(old[place].key) }
        var number = 1
        for place in keys.indices where keys[place] == nil {
            while (old.map(\.key) + keys.compactMap(\.self)).contains("c-\(number)") { number += 1 }
            keys[place] = "c-\(number)"
        }
        agreement.commitments = zip(keys, words).map { Agreement.Commitment(key: $0 ?? "", text: $1) }
        for (part, commitment) in zip(parts, agreement.commitments) where part.count > 1 { given.append(try give(commitment, Array(part.dropFirst()), names, in: tx)) }
    }

    private func give(_ commitment: Agreement.Commitment, _ more: [String], _ names: UnitNames, in tx: Transaction) throws -> Given {
        let days = more.compactMap { PlanCells.day($0) }, units = more.filter { PlanCells.day($0) == nil }
        guard let due = days.first, let unit = units.first, days.count == 1, units.count == 1 else {
            throw Refusal(
                .invalid, "commitments-side", "“\(commitment.text.zh.harmless(40))”后面请写一个期限和负责的一方：“ | 2026-12-31 | 市科技馆”；都不写，就由各方自己立任务。",
                "Behind “\(commitment.text(.en).harmless(40))” stand one day and one side: “ | 2026-12-31 | 市科技馆”. With neither, each side makes its own task.", field: "commitments")
        }
        let lead = try names.unit(unit, field: "commitments", in: tx)
        guard agreement.parties.contains(lead) else {
            throw Refusal(.invalid, "commitments-party", "“\(unit.harmless(40))”不是签约方，不能负责约定。", "“\(unit.harmless(40))” is no party, so it answers for no commitment.", field: "commitments")
        }
        try PlanDays.require(due: due, of: agreement, today: tx.now.day(in: .china), field: "commitments")
        return Given(commitment: commitment, lead: lead, due: due)
    }

    private static func reviews(_ text: String, signed: Day) throws -> [Day] {
        var out: Set<Day> = []
        for part in Typed.number(text).split(whereSeparator: { "；;，,、\n ".contains($0) || $0.isNewline }).map(\.trimmingBlanks) where !part.isEmpty {
            guard let day = PlanCells.day(part), Day.plannedYears.contains(day.year) else {
                throw Refusal(.invalid, "reviews", "“\(part.harmless(30))”不是日期。请一行写一个，例如 2026-06-30。", "“\(part.harmless(30))” is no date. Write one a line, such as 2026-06-30.", field: "reviews")
            }
            guard day >= signed else { throw Refusal(.invalid, "reviews", "检查日期 \(day.iso) 早于签订日期。", "The day \(day.iso) is before it was signed.", field: "reviews") }
            out.insert(day)
        }
        return out.sorted()
    }

    /// What the form holds of an agreement as it stands.
    static func values(of one: Agreement, in tx: Transaction) throws -> [String: String] {
        let names = try UnitNames(in: tx), proposed = try tx.openProposals(of: one.id)
        func line(_ commitment: Agreement.Commitment) -> String {
            let text = commitment.text.en.map { "\(commitment.text.zh) / \($0)" } ?? commitment.text.zh
            guard let task = proposed.first(where: { $0.commitment == commitment.key }) else { return text }
            return "\(text) | \(task.due.iso) | \(names.text(task.lead))"
        }
        var out: [String: String] = [
            "name_zh": one.name.zh, "text_zh": one.text.zh, "parties": one.parties.map { names.text($0) }.joined(separator: "\n"),
            "commitments": one.commitments.map { line($0) }.joined(separator: "\n"), "reviews": one.reviews.map(\.iso).joined(separator: "\n"),
            "resources": one.resources.joined(separator: "\n"), "experts": one.experts.joined(separator: "\n"),
        ]
        (out["name_en"], out["text_en"], out["term_zh"], out["term_en"]) = (one.name.en, one.text.en, one.term?.zh, one.term?.en)
        if let day = Day(iso: one.signed.text) { out["signed"] = day.iso }
        return out
    }
}

extension Transaction {
    /// An agreement that somebody may change: they steer for one of its parties.
    func changeableAgreement(_ id: ID<Agreement>, for identity: Identity) throws -> Agreement {
        let found = try deskAgreement(id, for: identity)
        guard try found.parties.contains(where: { try steers(identity, for: $0) }) else { throw Refusal.notYours(Plans.steer) }
        return found
    }

    /// Keeps an agreement; for whom somebody may speak has agreed by this, the others are asked, anew after each change. What its lines name is given
    /// once all have agreed. The same again asks nobody, unless somebody declined. Gives where it stands; nil where nothing was changed.
    @discardableResult func keep(_ entry: AgreementEntry, by identity: Identity) throws -> AgreementState? {
        let new = entry.agreement, actor = identity.account.id
        try lockAgreement(new.id)
        let old = try agreement(new.id)
        try requireFree(Set(old?.parties ?? []).subtracting(new.parties), of: new)
        try requireHeld(old?.commitments ?? [], in: new)
        let proposed = try proposals(of: entry, by: identity), before = try openProposals(of: new.id)
        let isSame = old == new && proposed.elementsEqual(before) { $0.says(as: $1) }
        if try isSame && standing(of: new.id).state != .declined { return nil }
        try propose(new, agreedBy: try new.parties.filter { try speaks(identity, for: $0) }, by: actor.number)
        try put(proposed, of: new.id)
        try tellParties(of: new, isNew: old == nil, from: actor)
        let state = try standing(of: new.id).state
        if state == .agreed { try giveProposed(of: new, from: actor) }
        return state
    }

    /// Refuses to leave out a commitment of which there are tasks.
    private func requireHeld(_ old: [Agreement.Commitment], in new: Agreement) throws {
        let gone = old.filter { one in !new.commitments.contains { $0.key == one.key } }
        guard !gone.isEmpty else { return }
        let tasks = Set(try tasks(ofAgreement: new.key).map { AgreementDesk.commitment(of: $0) })
        guard let held = gone.first(where: { tasks.contains($0.key) }) else { return }
        throw Refusal(.conflict, "commitment-held", "“\(held.text.zh)”已有任务，不能去掉；请先撤销任务。", "There are tasks of “\(held.text(.en))”, so it stays. Drop these first.", field: "commitments")
    }

    /// What the lines name and is no task yet. Refuses another day for what is one: it stands with its day.
    private func proposals(of entry: AgreementEntry, by identity: Identity) throws -> [ProposedTask] {
        let agreement = entry.agreement
        var out: [ProposedTask] = []
        for one in entry.given {
            if let known = try agreementTask(one.commitment.key, of: agreement.key, lead: one.lead) {
                guard known.due != one.due else { continue }
                let name = try organisation(one.lead)?.name.phrase ?? Phrase(same: one.lead.text), text = one.commitment.text, day = known.due.map(\.iso) ?? ""
                throw Refusal(
                    .invalid, "commitment-tasked", "“\(text.zh)”已是“\(name.zh)”的任务（期限 \(day)），这里不能改期限；请去掉这一行后面的日期和单位。",
                    "“\(text(.en))” is a task of “\(name.en)” already (due \(day)), and its day is not changed here. Take the day and the side off that line.", field: "commitments")
            }
            let others = agreement.parties.filter { $0 != one.lead }
            guard let authority = try others.first(where: { try steers(identity, for: $0) }) ?? others.first else { continue }
            out.append(ProposedTask(commitment: one.commitment.key, lead: one.lead, authority: authority, due: one.due))
        }
        return out.sorted { $0.commitment < $1.commitment }
    }

    /// What is proposed and not over.
    func openProposals(of agreement: ID<Agreement>) throws -> [ProposedTask] {
        let today = now.day(in: .china)
        return try proposedTasks(of: agreement).filter { $0.due >= today }
    }

    /// Refuses to leave out a party that still owes a task of the agreement, or is to verify one.
    private func requireFree(_ parties: Set<ID<Organisation>>, of agreement: Agreement) throws {
        guard !parties.isEmpty, let held = try tasks(ofAgreement: agreement.key).first(where: { $0.state != .verified && (parties.contains($0.leadID) || parties.contains($0.authorityID)) })
        else { return }
        let unit = parties.contains(held.leadID) ? held.leadID : held.authorityID, name = try organisation(unit)?.name.phrase ?? Phrase(same: unit.text)
        throw Refusal(
            .conflict, "party-held", "“\(name.zh)”还有这份协议的任务“\(held.name.phrase.zh)”要办或要核验，不能从签约方中去掉；请先办完或撤销任务。",
            "“\(name.en)” still owes or verifies a task of this agreement, “\(held.name.phrase.en)”, so it stays a party. Finish or drop the task first.", field: "parties")
    }

    /// Takes back what was written down by mistake; what has tasks stays.
    func withdraw(_ agreement: Agreement, by identity: Identity) throws {
        try lockAgreement(agreement.id)
        guard try tasks(ofAgreement: agreement.key).isEmpty else {
            throw Refusal(.conflict, "agreement-held", "协议已有任务，不能移除；请先撤销任务。", "There are tasks of this agreement, so it stays. Drop these first.")
        }
        try put([], of: agreement.id)
        try removeAgreement(key: agreement.key, by: identity.account.id.number)
    }

    /// The resources that lines name: by name, key, or the address of the page.
    fileprivate func resourceKeys(_ lines: [String]) throws -> [String] {
        try lines.map { line in
            let number = line.ranges(of: "/resources/").last.flatMap { Crockford.number(String(line[$0.upperBound...].prefix(13))) } ?? 0
            let found = try rows(
                "SELECT r.key FROM view_resources_resource r WHERE r.is_listed = 1 AND (r.id = \(number) OR r.key = \(line) OR r.name_zh = \(line) OR r.name_en = \(line)) ORDER BY r.key LIMIT 2"
            ) { try $0.text("key") }
            guard let key = found.first, found.count == 1 else {
                let many = !found.isEmpty
                throw Refusal(
                    .invalid, "resource-unknown", many ? "叫“\(line.harmless(60))”的资源不止一个，请写它页面的地址。" : "没有公开的资源“\(line.harmless(60))”。请写全名，或它页面的地址。",
                    many ? "More than one resource is called “\(line.harmless(60))”. Give the address of its page." : "No resource in public is called “\(line.harmless(60))”. Give its full name, or the address of its page.", field: "resources")
            }
            return key
        }
    }

    /// The teams of experts that lines name.
    fileprivate func expertKeys(_ lines: [String]) throws -> [String] {
        guard !lines.isEmpty else { return [] }
        let teams = try rows("SELECT p.key, p.body FROM view_talks_pool p ORDER BY p.key") { (key: try $0.text("key"), name: try DeclaredValue(json: try $0.text("body")).map { try DeclaredRecord($0).name("name") }) }
        return try lines.map { line in
            guard let team = teams.first(where: { $0.key == line || $0.name?.zh == line || $0.name?.en == line }) else {
                let known = teams.compactMap { $0.name?.zh }.prefix(5).joined(separator: "、")
                throw Refusal(
                    .invalid, "experts-unknown", "没有叫“\(line.harmless(60))”的专家团队。\(known.isEmpty ? "目前还没有团队。" : "现有：\(known)。")",
                    "No team of experts is called “\(line.harmless(60))”. \(known.isEmpty ? "There is none yet." : "There are: \(known).")", field: "experts")
            }
            return team.key
        }
    }
}
