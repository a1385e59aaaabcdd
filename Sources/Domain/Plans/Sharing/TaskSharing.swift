import Access
import Kernel
import Language
import Regions
import Storage
import Venues

/// How a task is to be shared out among units, and what does not add up in it.
struct TaskSharing: Sendable {
    /// A target that is shared out: a goal of the task by a day.
    struct Column: Sendable {
        let goal: GoalDraft
        let target: Target
        /// What the parts that there are already have of it.
        let given: Int64

        var title: Phrase { Phrase("\(name.zh)（到 \(target.day.iso)）", "\(name.en) (by \(target.day.iso))") }
        private var name: Phrase { goal.name?.phrase ?? IndicatorName.of(goal.source.indicator) }
        /// Whether the parts make the whole; what is counted each once does not.
        var adds: Bool { Cascade.adds(goal.source.indicator) }
    }

    struct Part: Sendable {
        let lead: ID<Organisation>
        let region: String?
        let name: Wording
        let values: [Int64?]
    }

    static let mostParts = 500

    let whole: TaskWhole
    let columns: [Column]
    var parts: [Part] = []
    var problems: [Phrase] = []
    /// Parts for places outside of the task's own.
    private var outside: [Phrase] = []
    /// Whether somebody shares it out for the body that gave it.
    private let steers: Bool
    /// The places that the parts count which there are already.
    private let counted: Set<String>

    var task: KeyTask { whole.task }

    init(_ id: ID<KeyTask>, for identity: Identity, in tx: Transaction) throws {
        let (task, part) = try tx.deskTask(id, for: identity)
        guard part.leads || part.steers else { throw Refusal.notYours(Plans.carryOut) }
        guard let whole = try tx.whole(task.id) else { throw Refusal.notFound(KeyTask.noun) }
        (self.whole, steers) = (whole, part.steers)
        let known = try tx.wholes(where: "t.parent_id = \(id) AND t.state <> \(TaskState.dropped)")
        counted = Set(known.filter { !$0.goals.isEmpty }.map { $0.task.region ?? "" })
        columns = whole.goals.flatMap { goal in
            goal.targets.map { target in
                let given = known.compactMap { one in one.goals.first { $0.key == goal.key }?.targets.first { $0.day == target.day }?.value }
                return Column(goal: goal, target: target, given: given.reduce(0) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 })
            }
        }
    }

    /// What does not add up: columns whose parts do not make the whole, places that two parts count, and those that lie outside of the task's.
    var gaps: [Phrase] {
        var places = counted
        let twice = parts.filter { !$0.values.allSatisfy { $0 == nil } && !places.insert($0.region ?? "").inserted }.map {
            Phrase("“\($0.name.zh)”与另一部分统计同一个地区，会重复计算。", "“\($0.name(.en))” counts the same region as another part, so it would be counted twice.")
        }
        return outside + twice + columns.enumerated().compactMap { place, column in
            guard column.adds else { return nil }
            let said = parts.compactMap { $0.values[place] }
            guard !said.isEmpty || column.given > 0 else { return nil }
            guard let sum = sum(place), sum != column.target.value else { return nil }
            let (short, long) = (column.target.value - min(sum, column.target.value), sum - min(sum, column.target.value))
            return Phrase(
                "\(column.title.zh)：目标 \(column.target.value)，各部分合计 \(sum)，\(short > 0 ? "还差 \(short)" : "多出 \(long)")。",
                "\(column.title.en): the target is \(column.target.value), the parts make \(sum), \(short > 0 ? "\(short) too few" : "\(long) too many").")
        }
    }

    /// Reads the table; what is wrong with it stands line by line.
    mutating func read(_ text: String, _ names: UnitNames, _ regions: RegionTable, in tx: Transaction) throws {
        let (lines, problems) = PartLine.read(text, columns: columns.count)
        self.problems = problems
        guard lines.count <= Self.mostParts else {
            self.problems.append(Phrase("一次最多分解 \(Self.mostParts) 项。", "At most \(Self.mostParts) parts at once."))
            return
        }
        if lines.isEmpty, problems.isEmpty { self.problems.append(Phrase("请一行写一个单位。", "Write a unit a line.")) }
        let known = try tx.tasks(where: "t.parent_id = \(task.id) AND t.state <> \(TaskState.dropped)")
        for line in lines {
            do {
                let lead = try names.unit(line.unit, field: "parts", in: tx)
                // A part is verified by the lead of the task.
                if lead == task.leadID {
                    throw Refusal(
                        .invalid, "lead-verifies", "这家单位牵头整项任务，各部分由它核验，不能自己核验自己。请写别的单位。",
                        "This unit leads the task and verifies its parts, and nobody verifies what is its own. Write another.")
                }
                // Nor does whoever gave the task take a part of it from its lead.
                if lead == task.authorityID, !steers {
                    throw Refusal(
                        .invalid, "part-upwards", "这家单位交办并核验整项任务，不能由牵头单位再把一部分交给它。请写别的单位。",
                        "This unit gave the task and verifies the whole of it, so its lead gives it no part. Write another.")
                }
                let seat = try tx.organisation(lead)?.region
                let region = line.region.isEmpty ? seat ?? task.region : try PlanCells.region(line.region, within: task.region, regions, field: "parts")
                if known.contains(where: { $0.leadID == lead && $0.region == region }) || parts.contains(where: { $0.lead == lead && $0.region == region }) {
                    throw Refusal(.invalid, "part-twice", "这家单位在这个地区已有一项，请合并。", "This unit has a part for this region already. Put them together.")
                }
                let unit = names.name(lead) ?? Wording(line.unit)
                // By place where it has one of its own.
                let place = region != task.region ? region.flatMap { regions[$0] }.map { Wording($0.nameZH, $0.nameEN) } : nil
                parts.append(Part(lead: lead, region: region, name: partName(place ?? unit), values: line.values))
                if let wide = task.region, let region, !regions.lies(region, in: wide) {
                    func name(_ code: String) -> Phrase { regions[code].map { Phrase($0.nameZH, $0.nameEN) } ?? Phrase(same: code) }
                    let (own, whole) = (name(region), name(wide))
                    outside.append(
                        Phrase(
                            "第 \(line.number) 行：“\(unit.zh)”的地区\(own.zh)（\(region)）不在任务的地区\(whole.zh)（\(wide)）之内。",
                            "Line \(line.number): “\(unit(.en))” is for \(own.en) (\(region)), which does not lie in \(whole.en) (\(wide)), where the task is."))
                }
            } catch let refusal as Refusal {
                self.problems.append(Phrase("第 \(line.number) 行：\(refusal.phrase.zh)", "Line \(line.number): \(refusal.phrase.en)"))
            }
        }
    }

    /// What the parts of a column make together with those that there are already; nil where they are not added.
    func sum(_ place: Int) -> Int64? {
        guard columns[place].adds else { return nil }
        return parts.compactMap { $0.values[place] }.reduce(columns[place].given) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 }
    }

    private func partName(_ of: Wording) -> Wording { Wording("\(task.name.zh.prefix(200))（\(of.zh)）", "\(task.name(.en).prefix(200)) (\(of(.en)))") }

    /// What a part is as a task: verified by the lead of the task above.
    func whole(of part: Part, key: String, position: Int, by actor: Int64, in tx: Transaction) -> TaskWhole {
        let id: ID<KeyTask> = tx.newID()
        var one = KeyTask(
            id: id, key: key, planID: task.planID, chapter: task.chapter, position: position, parentID: task.id, campaignID: task.campaignID,
            origin: task.planID == nil ? task.origin : .plan, originKey: "", name: part.name, about: task.about, leadID: part.lead, authorityID: task.leadID, region: part.region,
            due: task.due, budget: nil, budgetYuan: nil, state: task.state == .drafted ? .drafted : .assigned, stateAt: tx.now, stateBy: actor)
        one.provenance = Provenance()
        var targets: [String: [Target]] = [:]
        for (place, column) in columns.enumerated() { if let value = part.values[place] { targets[column.goal.key, default: []].append(Target(by: column.target.day, value)) } }
        let goals = whole.goals.compactMap { goal in
            targets[goal.key].map { found in
                // The same number, of the part's own place.
                var source = goal.source
                source.region = nil
                return GoalDraft(key: goal.key, name: goal.name, source: source, reads: .live, targets: found.sorted())
            }
        }
        return TaskWhole(task: one, goals: goals)
    }
}

extension Transaction {
    /// Makes the parts of a task, in one step; their leads are told.
    func share(_ sharing: TaskSharing, by identity: Identity) throws {
        let task = sharing.task, actor = identity.account.id.number
        guard task.state.isOpen || task.state == .drafted else {
            throw Refusal(.conflict, "task-over", "这项任务已“\(task.state.title.zh)”，不再分解。", "The task is “\(task.state.title.en)”; it is not shared out any more.")
        }
        var position = try nextPosition(task.planID), changes: [TaskChange] = []
        let keys = try freeKeys(sharing.parts.enumerated().map { place, part in "\(task.key.prefix(50))-\(part.region ?? String(place + 1))" })
        for (part, key) in zip(sharing.parts, keys) {
            let whole = sharing.whole(of: part, key: key, position: position, by: actor, in: self)
            changes.append(try enter(whole, over: nil, because: "", checksAbove: false, by: identity))
            position += 1
        }
        try record(
            LedgerEntry("plans.task-shared-out", "task", task.id, by: actor, scope: "/organisation/\(task.leadID.text)", payload: "{\"parts\":\(sharing.parts.count)}", visibility: .unit))
        try tell(of: changes, because: "", by: identity)
    }
}
