import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web
import Workflow

/// `/desk/calls`: the office of the authority that runs a call, from the formal review to the titles.
enum OfficeRoutes {
    static let item = DeskItem("/desk/calls", "征集与认定", "Calls and titles", permission: Calls.review, in: .calls, order: 32)

    static let routes: [Route] = [
        .get("/desk/calls", .permitted(Calls.review)) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try OfficeList(for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/calls/{key}", .permitted(Calls.review), filters: ["state", "page"]) { visit in try await page(visit).answer(visit) },
        .get("/desk/calls/{key}/applications/{id}", .permitted(Calls.review)) { visit in try await decision(visit).answer(visit) },
        .post("/desk/calls/{key}/applications/{id}", .permitted(Calls.review)) { visit in
            var page = try await decision(visit)
            guard let step = DecisionForm.step(visit, of: page.events, fields: page.view.fields) else { throw DecisionForm.unknown }
            let (identity, id) = (try visit.signedIn(), page.view.application.id)
            do {
                try await visit.database.write { tx in
                    if step.event == .recognise { _ = try tx.grant(id, by: identity) } else { try tx.step(id, step, by: identity) }
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.problem = refusal
                return page.answer(visit)
            }
            return visit.see("/desk/calls/\(visit.parameter("key"))", saying: DecisionForm.said(step.event))
        },
        .post("/desk/calls/{key}/experts", .permitted(Calls.review)) { visit in
            try await act(visit) { tx, call, identity in
                let found = try tx.assignExperts(in: call, by: identity)
                let short = found.short.count
                return short == 0
                    ? Phrase("已分配 \(found.given) 个评审席位。", "\(found.given) seats were given.")
                    : Phrase("已分配 \(found.given) 个席位；\(short) 份申报的专家不足，请补充专家库。", "\(found.given) seats were given; \(short) applications lack experts: add some to the pool.")
            }
        },
        .post("/desk/calls/{key}/scores", .permitted(Calls.review)) { visit in
            try await act(visit) { tx, call, identity in
                let leftOut = try tx.combineScores(in: call, by: identity)
                return leftOut == 0
                    ? Phrase("评分已汇总。", "The scores are combined.")
                    : Phrase(
                        "评分已汇总；\(leftOut) 份评分表因回避关系没有计入，请到“专家评分情况”更换席位。",
                        "The scores are combined. Left out for a conflict: \(leftOut). Give those seats to others under “How experts scored”.")
            }
        },
        .post("/desk/calls/{key}/applications/{id}/seats/{expert}", .permitted(Calls.review)) { visit in
            let expert: ID<Expert> = try visit.id("expert", of: Expert.noun), says = String((visit.posted.fields["says"] ?? "").prefix(500)).trimmed
            return try await ReviewStepRoutes.act(visit) { tx, id, identity in
                try tx.replaceSeat(of: expert, on: id, says: says, by: identity)
                    ? Phrase("席位已换给另一位专家。", "The seat was given to another expert.")
                    : Phrase("席位已空出；专家库中没有可选的专家，请先补充专家库，再分配专家。", "The seat is empty: nobody of the pool is free for it. Add experts, then assign them.")
            }
        },
        .post("/desk/calls/{key}/notices", .permitted(Calls.review)) { visit in
            var page = try await page(visit)
            page.reading = page.noticeForm.read(visit.posted)
            guard let draft = page.draft else { return page.answer(visit) }
            let (identity, call) = (try visit.signedIn(), page.call)
            do {
                return try await visit.making { tx in
                    _ = try tx.schedule(draft, of: call, by: identity)
                    try tx.turnNotices()
                    return Made(at: "/desk/calls/\(call.key)", saying: Phrase("公示已安排，到日自动开始，期满自动结束。", "The notice is scheduled; it opens and closes by itself."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
        },
        .post("/desk/calls/{key}/grants", .permitted(Calls.review)) { visit in
            try await act(visit) { tx, call, identity in
                let found = try tx.carryOutNotices(of: call.id, by: identity)
                let (granted, left) = (found.done[.granted] ?? 0, found.waiting)
                return left == 0
                    ? Phrase("已认定 \(granted) 家。", "\(granted) are recognised.")
                    : Phrase("已认定 \(granted) 家；\(left) 家的公示未满或异议未了结，暂缓。", "\(granted) are recognised; \(left) wait for their notice or for an objection.")
            }
        },
    ]

    private static func page(_ visit: Visit) async throws -> OfficePage {
        let (identity, key, number) = (try visit.signedIn(), visit.parameter("key"), visit.pageNumber)
        let state = visit.query["state"].flatMap { ApplicationState(rawValue: $0) }
        return try await visit.database.read { tx in
            let call = try tx.requireCall(key)
            try identity.require(Calls.review, within: try tx.organisationScopes(try tx.scheme(of: call).authorityID))
            return try OfficePage(call, state: state, page: number, in: tx)
        }
    }

    static func decision(_ visit: Visit) async throws -> DecisionPage {
        let (identity, id): (Identity, ID<Application>) = (try visit.signedIn(), try visit.id("id", of: Application.noun))
        let key = visit.parameter("key")
        return try await visit.database.read { tx in
            let (application, call) = (try tx.requireApplication(id), try tx.requireCall(key))
            let scheme = try tx.scheme(of: call)
            guard application.callID == call.id, application.state != .draft else { throw Refusal.notFound(Application.noun) }
            try identity.require(Calls.review, within: try tx.organisationScopes(scheme.authorityID))
            let phase = call.phase(at: tx.now, daysForCorrection: scheme.scheme.recommendation.daysForCorrection)
            let wanted: Set<ApplicationEvent> = phase.takesCorrections ? [.pass, .fail, .giveBack, .recognise, .strike] : [.pass, .fail, .recognise, .strike]
            var events = Application.workflow.events(in: application.state).filter { wanted.contains($0) }
            // Still with its recommender, or with the applicant: the office only ends what did not come in time.
            if application.state == .returned || application.state == .submitted && scheme.scheme.recommendation.isNeeded {
                events = phase.takesCorrections ? [] : [.fail]
            }
            var page = DecisionPage(
                view: try ApplicationView(application, in: tx), events: events, path: "/desk/calls/\(key)/applications/\(id.text)",
                trail: ("/desk/calls/\(key)", call.name.phrase))
            let found = try tx.sheets(of: id)
            let sheets = try SheetList(
                sheets: found, experts: try tx.experts(found.map(\.expertID)), conflicts: ConflictTable(of: id, in: tx), path: page.path, application: application,
                visit: visit
            ).html
            let meetings = MeetingList(decisions: try tx.decisions(on: id), visit: visit).html
            page.file = page.path + "/decision.zip"
            page.below = HTML {
                sheets
                meetings
            }
            page.below += try ReviewSteps(application, scheme.scheme, path: page.path, in: tx).html(visit)
            page.beside = InspectionView(view: page.view, inspection: try tx.inspection(of: id), photos: try tx.photos(of: id)).html(visit)
            return page
        }
    }

    private static func act(_ visit: Visit, _ body: @escaping @Sendable (Transaction, Call, Identity) throws -> Phrase) async throws -> Answer {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        do {
            let said = try await visit.database.write { tx in
                let call = try tx.requireCall(key)
                try identity.require(Calls.review, within: try tx.organisationScopes(try tx.scheme(of: call).authorityID))
                return try body(tx, call, identity)
            }
            return visit.see("/desk/calls/\(key)", saying: said)
        } catch let refusal as Refusal where refusal.kind == .conflict {
            return visit.see("/desk/calls/\(key)", saying: refusal.phrase)
        }
    }
}

extension Transaction {
    /// Those of a call in one state, the best first where they have scores.
    func applications(of call: ID<Call>, in state: ApplicationState, page: Int, size: Int) throws -> [Application] {
        let offset = (page - 1) * size
        return try rows(
            """
            SELECT * FROM calls_application WHERE call_id = \(call) AND state = \(state) ORDER BY place NULLS LAST, id LIMIT \(size) OFFSET \(offset)
            """, Application.init)
    }
}
