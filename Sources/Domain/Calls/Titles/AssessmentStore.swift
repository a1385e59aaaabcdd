import Access
import Kernel
import Language
import Storage
import Venues
import Workflow

extension Transaction {
    func assessment(_ id: ID<Assessment>) throws -> Assessment? { try row("SELECT * FROM calls_assessment WHERE id = \(id)", Assessment.init) }

    func assessments(of title: ID<Title>) throws -> [Assessment] {
        try rows("SELECT * FROM calls_assessment WHERE title_id = \(title) ORDER BY year", Assessment.init)
    }

    /// Opens what is to be filed and lets lapse what nobody filed or mended, the earliest first. Once a year and title, whenever it runs.
    func turnAssessments() throws {
        let today = now.day(in: Notice.zone)
        try openAssessments(today)
        let late = try rows(
            """
            SELECT a.* FROM calls_assessment a JOIN calls_title t ON t.id = a.title_id
            WHERE t.state IN ('valid', 'rectifying') AND ((a.state = \(AssessmentState.open) AND a.due_on < \(today))
                OR (a.state = \(AssessmentState.rectifying) AND a.rectify_until < \(today)))
            ORDER BY COALESCE(a.rectify_until, a.due_on), a.id
            """, Assessment.init)
        for one in late {
            guard let title = try title(one.titleID), let rule = try scheme(title.schemeID, version: title.schemeVersion)?.scheme.assessment else { continue }
            // Where a scheme does not say that late is failed, it stays open until the office decides.
            guard one.state == .rectifying || rule.lateIsFailed else { continue }
            try move(one, title, .lapse, says: "", until: nil, by: 0)
            try follow(.lapse, of: one, title, rule, by: 0)
        }
        try evaluateAgain(today)
    }

    /// Takes a step in an assessment's workflow: the holder files its answers or gives up, the authority decides, or returns it with remarks.
    /// `seen` is what whoever takes it had before them: nobody files over what another typed meanwhile, or rates what was filed anew.
    func step(
        _ id: ID<Assessment>, _ event: AssessmentEvent, says: String, answers: ApplicationBody = ApplicationBody(), remarks: [AssessmentRemark] = [],
        seen: SeenReport? = nil, by identity: Identity
    ) throws {
        if event == .file { try lock("calls.assessment.\(id.number)") }
        guard let old = try assessment(id), let title = try title(old.titleID), let scheme = try scheme(title.schemeID, version: title.schemeVersion) else {
            throw Refusal.notFound(Assessment.noun)
        }
        let rule = scheme.scheme.assessment ?? AssessmentRule()
        switch event {
        case .file, .giveUp: try identity.require(Calls.apply, within: try organisationScopes(title.organisationID))
        case .excel, .qualify, .rectify, .cultivate, .fail, .giveBack: try identity.require(Calls.review, within: try organisationScopes(scheme.authorityID))
        case .lapse, .reopen: throw Refusal.notYours(Calls.review)
        }
        let today = now.day(in: Notice.zone)
        try checkState(of: event, old, title, rule, today)
        if event != .file, event != .giveUp { try requireNotListed(title) }
        if let seen { try require(seen, of: old, whenFiling: event == .file) }
        switch event {
        case .file: try file(AssessmentReport(says: says, answers: answers), of: old, title, under: rule)
        case .excel, .qualify: break
        case .giveBack where !remarks.isEmpty: break
        default: guard !says.isEmpty else { throw Self.saysNothing }
        }
        if event == .giveBack || event == .rectify { try keep(remarks, on: old, by: identity.account.id.number) }
        let until = try rule.until(event, from: today)
        try move(old, title, event, says: says, until: until, by: identity.account.id.number)
        try follow(event, of: old, title, rule, by: identity.account.id.number)
    }

    func move(_ old: Assessment, _ title: Title, _ event: AssessmentEvent, says: String, until: Day?, by actor: Int64) throws {
        let line = try Assessment.workflow.transition(from: old.state, on: event)
        let changed = try execute(
            """
            UPDATE calls_assessment SET state = \(line.to), says = \(event == .file ? "" : says), rectify_until = \(until ?? old.rectifyUntil), decided_at = \(event == .file ? nil : now)
            WHERE id = \(old.id) AND state = \(old.state)
            """)
        guard changed == 1 else {
            throw Refusal(.conflict, "assessment-moved", "这次考核刚被他人办理，请刷新后再看。", "Somebody has just dealt with this assessment. Reload and look again.")
        }
        if line.to == .failed || line.to == .gaveUp { try dropUnfiled(old) }
        try record(LedgerEntry(line.records, "assessment", old.id, by: actor, reason: says, visibility: .unit))
        let why = event == .lapse ? GroundCase(event, from: old.state)?.title : nil
        try tellHolder(of: old, title, became: line.to, says: why ?? Phrase(same: says), until: until)
    }
}
