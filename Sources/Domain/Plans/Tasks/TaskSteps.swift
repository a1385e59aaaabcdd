import Access
import Kernel
import Language
import Storage
import Venues
import Workflow

extension Transaction {
    /// A task that somebody may see at the desk: its lead and who takes part, the body that gave it, and the leads and bodies of the tasks above it.
    /// For everybody else there is none.
    func deskTask(_ id: ID<KeyTask>, for identity: Identity) throws -> (task: KeyTask, part: TaskPart) {
        guard let task = try keyTask(id) else { throw Refusal.notFound(KeyTask.noun) }
        let steers = try maySteer(task, identity)
        guard task.state != .drafted || steers else { throw Refusal.notFound(KeyTask.noun) }
        let leads = identity.may(Plans.carryOut, within: carryingScopes(of: task))
        if steers || leads { return (task, TaskPart(steers: steers, leads: leads)) }
        for unit in try participants(of: id) where identity.may(Plans.carryOut, within: [.organisation(unit.number)]) { return (task, TaskPart()) }
        var next = task.parentID, seen: Set<ID<KeyTask>> = [id]
        while let above = next, seen.insert(above).inserted, let one = try keyTask(above) {
            if try identity.may(Plans.carryOut, within: carryingScopes(of: one)) || identity.may(Plans.steer, within: steeringScopes(of: one)) { return (task, TaskPart()) }
            next = one.parentID
        }
        throw Refusal.notFound(KeyTask.noun)
    }

    /// Whether somebody verifies a task and the like: who steers its plan. A part of another task, and what came of an agreement or a visit, is
    /// verified by whoever acts for the unit that gave it: the lead of the task above, the other side.
    func maySteer(_ task: KeyTask, _ identity: Identity) throws -> Bool {
        if task.state == .drafted, let plan = try task.planID.flatMap({ try actionPlan($0) }) { return identity.may(Plans.steer, within: try planScopes(plan)) }
        if identity.may(Plans.steer, within: try steeringScopes(of: task)) { return true }
        // Nobody verifies what is its own.
        return (task.parentID != nil || task.planID == nil) && task.authorityID != task.leadID && identity.may(Plans.carryOut, within: [.organisation(task.authorityID.number)])
    }

    /// Whether somebody may know that there is such a plan: it is issued, or theirs to steer.
    func maySee(_ plan: ActionPlan, _ identity: Identity) throws -> Bool { try plan.isIssued || identity.may(Plans.steer, within: planScopes(plan)) }

    /// Whether somebody may know that there is such a task: it is of an issued plan, or stands at their desk.
    func maySee(_ task: KeyTask, _ identity: Identity) throws -> Bool {
        if task.state != .drafted, try task.planID.flatMap({ try actionPlan($0) })?.isIssued == true { return true }
        do { return try deskTask(task.id, for: identity).task.id == task.id } catch is Refusal { return false }
    }

    /// The refusal of a key that another task has; named to whoever may see it.
    func keyTaken(_ key: String, by known: KeyTask, for identity: Identity) throws -> Refusal {
        guard try maySee(known, identity) else {
            return Refusal(.invalid, "key-taken", "编号“\(key)”已有任务使用，请换一个。", "The key “\(key)” is taken by another task. Choose another.", field: "key")
        }
        return Refusal(.invalid, "key-taken", "编号“\(key)”是另一项任务“\(known.name.zh)”的，请换一个。", "The key “\(key)” is that of another task, “\(known.name(.en))”. Choose another.", field: "key")
    }

    func requireSteering(_ task: KeyTask, _ identity: Identity) throws {
        guard try maySteer(task, identity) else { throw Refusal.notYours(Plans.steer) }
    }

    /// One step of a task's life.
    ///
    /// - seen: the state that was decided on, by when it began. Refuses where another one came since; nil: whatever it is.
    func step(_ id: ID<KeyTask>, _ event: TaskEvent, remark: String, seen: Instant? = nil, by identity: Identity) throws {
        try lock("plans.task.\(id.number)")
        let (task, _) = try deskTask(id, for: identity)
        if let seen, seen != task.stateAt {
            throw Refusal(
                .conflict, "task-changed", "打开本页之后，这项任务有了变动，现在是“\(task.state.title.zh)”，您的操作没有生效。请看过现状再定。",
                "The task has changed since you opened the page, and is “\(task.state.title.en)” now; your step was not taken. Look at it as it is, and decide then.")
        }
        let line = try KeyTask.workflow.transition(from: task.state, on: event)
        if line.permission == Plans.steer.name {
            try requireSteering(task, identity)
        } else {
            try identity.require(Plans.carryOut, within: carryingScopes(of: task))
        }
        if event == .issue { try requireIssued(task) }
        if event.needsRemark, remark.isEmpty {
            let says = event.remarkWanted
            throw Refusal(.invalid, "task-remark", says.zh, says.en, field: "remark")
        }
        try move(task, to: line.to, remark, records: line.records, by: identity)
    }

    private func requireIssued(_ task: KeyTask) throws {
        guard let plan = try task.planID.flatMap({ try actionPlan($0) }), !plan.isIssued else { return }
        throw Refusal(.conflict, "plan-drafted", "“\(plan.name.phrase.zh)”还没有印发。印发计划时任务一并交办。", "“\(plan.name.phrase.en)” is not issued yet; its tasks are assigned with it.")
    }

    private func move(_ task: KeyTask, to state: TaskState, _ remark: String, records kind: String, by identity: Identity) throws {
        let actor = identity.account.id
        try put(state, remark, of: task.id, by: actor.number)
        try record(LedgerEntry(kind, "task", task.id, by: actor.number, scope: "/organisation/\(task.leadID.text)", reason: remark, visibility: .unit))
        try tell(of: task, state, remark: remark, from: actor)
    }

    /// Puts a task into a state. When it was first given is kept; whoever is given it is asked for an answer, and reminded of it anew.
    func put(_ state: TaskState, _ remark: String, of id: ID<KeyTask>, by actor: Int64) throws {
        let (given, answer): (Instant?, Day?) = state == .assigned ? (now, Duty.answerDay(of: now)) : (nil, nil)
        try execute(
            """
            UPDATE plans_task SET state = \(state), state_at = \(now), state_by = \(actor), remark = \(remark), given_at = COALESCE(given_at, \(given)), answer_day = \(answer)
            WHERE id = \(id)
            """)
        if state == .assigned { try execute("DELETE FROM plans_reminder WHERE task_id = \(id) AND about = 'accept'") }
    }

    /// Gives the task to another lead: the one that had it has left, or was the wrong one. It is assigned anew.
    func handOver(_ id: ID<KeyTask>, to lead: ID<Organisation>, because reason: String, by identity: Identity) throws {
        try lock("plans.task.\(id.number)")
        let (task, _) = try deskTask(id, for: identity)
        try requireSteering(task, identity)
        guard task.state.isChangeable || task.state == .done else {
            throw Refusal(.conflict, "task-over", "这项任务已“\(task.state.title.zh)”，不能换牵头单位。", "The task is “\(task.state.title.en)”; its lead stays.", field: "lead")
        }
        guard !reason.isEmpty else { throw Refusal(.invalid, "task-remark", "请写明为什么换牵头单位。", "Say why the lead changes.", field: "reason") }
        guard lead != task.leadID else { throw Refusal(.invalid, "same-lead", "牵头单位已经是它，请另选一家。", "It is the lead already. Choose another.", field: "lead") }
        try requireUnits([lead])
        if task.state != .drafted { try requireOther(lead, than: task.authorityID) }
        let state: TaskState = task.state == .drafted ? .drafted : .assigned
        try execute("DELETE FROM plans_participant WHERE task_id = \(id) AND organisation_id = \(lead)")
        try execute("UPDATE plans_task SET lead_id = \(lead) WHERE id = \(id)")
        try put(state, reason, of: id, by: identity.account.id.number)
        try record(
            LedgerEntry(
                "plans.task-handed-over", "task", id, by: identity.account.id.number, scope: "/organisation/\(lead.text)",
                payload: "{\"from\":\"\(task.leadID.text)\",\"to\":\"\(lead.text)\"}", reason: reason, visibility: .unit))
        guard state == .assigned, let new = try keyTask(id) else { return }
        try tell(of: new, .assigned, remark: reason, from: identity.account.id)
    }

    /// Refuses a lead that would verify itself. A plan may be drawn up so; nothing is handed over so.
    func requireOther(_ lead: ID<Organisation>, than authority: ID<Organisation>) throws {
        guard lead == authority else { return }
        throw Refusal(
            .invalid, "lead-verifies", "这家单位就是交办和核验这项任务的单位，不能自己核验自己。请另选一家牵头。", "This unit gave the task and verifies it, and nobody verifies what is its own. Choose another lead.", field: "lead")
    }

    /// Before this year nothing of a task was reached.
    private static var firstYearReached: Int { 1990 }

    /// Refuses to change what is over.
    private func requireGoingOn(_ task: KeyTask) throws {
        guard task.state == .verified || task.state == .dropped else { return }
        throw Refusal(
            .conflict, "task-over", "这项任务已“\(task.state.title.zh)”，不能再改。\(task.state == .verified ? "需要改时，请先重新打开。" : "")",
            "The task is “\(task.state.title.en)” and stays as it is.\(task.state == .verified ? " To change it, open it again first." : "")")
    }

    /// A milestone is reached, or was not after all.
    func setMilestone(_ key: String, of id: ID<KeyTask>, done day: Day?, says: String, by identity: Identity) throws {
        let (task, _) = try deskTask(id, for: identity)
        try identity.require(Plans.carryOut, within: carryingScopes(of: task))
        guard task.state.isOpen || task.state == .done else {
            throw Refusal(.conflict, "task-over", "这项任务已“\(task.state.title.zh)”，节点不能再改。", "The task is “\(task.state.title.en)”; its milestones stay.")
        }
        if let day, day > now.day(in: .china) { throw Refusal(.invalid, "milestone-future", "完成日期不能晚于今天。", "It cannot have been reached after today.", field: "done") }
        if let day, day.year < Self.firstYearReached || day.year > Day.plannedYears.upperBound {
            throw Refusal(
                .invalid, "milestone-year", "完成日期 \(day.iso) 早于 \(Self.firstYearReached) 年，请改正。", "It is said to have been reached on \(day.iso), before \(Self.firstYearReached). Mend the day.", field: "done")
        }
        if let day, let plan = try task.planID.flatMap({ try actionPlan($0) }), day < plan.begin {
            throw Refusal(
                .invalid, "milestone-early", "完成日期 \(day.iso) 早于计划开始的 \(plan.begin.iso)，请改正。",
                "It cannot have been reached on \(day.iso), before the plan began on \(plan.begin.iso). Mend the day.", field: "done")
        }
        let (at, by): (Instant?, Int64?) = day == nil ? (nil, nil) : (now, identity.account.id.number)
        let changed = try execute(
            "UPDATE plans_milestone SET done_day = \(day), done_says = \(says), done_at = \(at), done_by = \(by) WHERE task_id = \(id) AND key = \(key)")
        guard changed == 1 else { throw Refusal.notFound(Phrase("这个节点", "milestone")) }
        // Of one that is not reached after all is reminded anew.
        if day == nil { try execute("DELETE FROM plans_reminder WHERE task_id = \(id) AND about = \(Duty.About.milestone(key).key)") }
        try record(LedgerEntry(day == nil ? "plans.milestone-open" : "plans.milestone-done", "task", id, by: identity.account.id.number, payload: "{\"milestone\":\"\(key)\"}", reason: says, visibility: .unit))
    }

    /// How likely it is that the task fails, as its lead sees it.
    func setRisk(_ risk: KeyTask.Risk, says: String, of id: ID<KeyTask>, by identity: Identity) throws {
        let (task, part) = try deskTask(id, for: identity)
        guard part.leads || part.steers else { throw Refusal.notYours(Plans.carryOut) }
        try requireGoingOn(task)
        if risk != .none, says.isEmpty { throw Refusal(.invalid, "risk-words", "请写明是什么风险、打算怎么办。", "Say what the risk is and what is done about it.", field: "risk_says") }
        guard task.risk != risk || task.riskSays != says else { return }
        try execute("UPDATE plans_task SET risk = \(risk), risk_says = \(says) WHERE id = \(id)")
        try record(LedgerEntry("plans.risk", "task", id, by: identity.account.id.number, payload: "{\"risk\":\"\(risk.rawValue)\"}", reason: says, visibility: .unit))
    }

    /// The body with which somebody acts on a task that they steer: the one that gave it, where their role covers it; else the one that steers its
    /// plan; else the one over which they hold one. Nil for whoever holds a role over the campaign or over everything alone.
    func actingUnit(_ identity: Identity, on task: KeyTask) throws -> ID<Organisation>? {
        let scopes = (identity.scopes(of: Plans.steer) + identity.scopes(of: Plans.carryOut)).filter { $0 != .all }, covering = try organisationScopes(task.authorityID)
        if scopes.contains(where: { held in covering.contains { held.covers($0) } }) { return task.authorityID }
        if let body = try task.planID.flatMap({ try actionPlan($0) })?.authorityID, body != task.leadID {
            let covering = try organisationScopes(body)
            if scopes.contains(where: { held in covering.contains { held.covers($0) } }) { return body }
        }
        return scopes.lazy.compactMap { $0.segments.count == 2 && $0.segments[0] == "organisation" ? ID<Organisation>($0.segments[1]) : nil }.first
    }

    /// A number stated instead of the computed one; shown as such, with who and why. Nil goes back to the computed one.
    func setOwnNumber(_ value: Int64?, because reason: String, for key: String, of id: ID<KeyTask>, by identity: Identity) throws {
        let (task, _) = try deskTask(id, for: identity)
        try requireSteering(task, identity)
        try requireGoingOn(task)
        guard let goal = try goals(of: [id]).first(where: { $0.key == key }) else { throw Refusal.notFound(Phrase("这个目标", "goal")) }
        if let value {
            guard (0...PlanCells.mostNumber).contains(value) else { throw PlanCells.notANumber(field: "value") }
            guard !reason.isEmpty else { throw Refusal(.invalid, "own-reason", "请写明为什么不用计算值：这句话会显示在数字旁边。", "Say why the computed number is not used; this stands beside it.", field: "reason") }
            try execute("UPDATE plans_goal SET own_value = \(value), own_reason = \(reason), own_at = \(now), own_by = \(identity.account.id), own_unit = \(try actingUnit(identity, on: task)) WHERE id = \(goal.id)")
        } else {
            guard goal.own != nil else { return }
            try execute("UPDATE plans_goal SET own_value = NULL, own_reason = '', own_at = NULL, own_by = NULL, own_unit = NULL WHERE id = \(goal.id)")
        }
        let kind = value == nil ? "plans.computed-number" : "plans.own-number"
        let payload = value.map { "{\"goal\":\"\(key)\",\"value\":\($0)}" } ?? "{\"goal\":\"\(key)\"}"
        try record(LedgerEntry(kind, "task", id, by: identity.account.id.number, payload: payload, reason: reason, visibility: .public))
    }
}

/// What somebody may do with a task that they see; who takes part, and who answers for a task above it, looks on.
struct TaskPart: Sendable {
    var steers = false
    var leads = false
}
