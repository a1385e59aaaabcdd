import Access
import Calls
import Kernel
import Language
import Markup
import Participation
import Resources
import Storage
import Venues
import Web

/// `/desk/talks`: units, offices and experts, each with their own.
enum TalkRoutes {
    static let routes: [Route] = [
        .get("/desk/talks", .permitted(Talks.see), filters: ["stage", "page"]) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try TalkList(visit, for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/talks/new", .permitted(Talks.ask), filters: ["resource"]) { visit in
            let start = try await start(visit)
            var values = ["minutes": String(start.offer?.minutes ?? TalkOffer.usualMinutes)]
            if start.units.count == 1 { values["unit"] = start.units[0].id.text }
            return newPage(visit, start, start.form.filled(values))
        },
        .post("/desk/talks", .permitted(Talks.ask)) { visit in try await add(visit) },
        .get("/desk/talks/{id}", .permitted(Talks.see), filters: []) { visit in try await page(visit).answer(visit) },
        .post("/desk/talks/{id}/dispatch", .permitted(Talks.dispatch)) { visit in
            // Whom one may ask is looked at in the transaction.
            let named = visit.posted.fields.all("expert") + visit.posted.fields.all("fallback")
            let reading = TalkForms.dispatch(named.map { choice($0) }).read(visit.posted)
            return try await act(visit, reading, saying: Phrase("已派单，专家会收到通知。", "The expert is asked.")) { tx, id, identity in
                guard let expert = ID<Expert>(reading.text("expert")), let days = reading.integer("days"),
                    reading.text("fallback").isEmpty || ID<Expert>(reading.text("fallback")) != nil
                else { throw Refusal.notFound(Speaker.noun) }
                let draft = DispatchDraft(expert: expert, fallback: ID(reading.text("fallback")), days: Int(days), isConfirmed: reading.isChecked("confirmed"))
                try tx.dispatchTalk(id, draft, by: identity)
            }
        },
        .post("/desk/talks/{id}/answer", .permitted(Talks.answer)) { visit in
            let begin = visit.posted.fields["wish"].flatMap { Int64($0) }.map { Instant(microseconds: $0) }
            let says = String(Typed.trimmed(visit.posted.fields["says"] ?? "").prefix(TalkForms.longestReason))
            switch visit.posted.fields["answer"] {
            case "accept":
                return try await act(visit, nil, saying: Phrase("已接单，谢谢！单位会排期。", "Accepted, thank you. The unit schedules it.")) { tx, id, identity in
                    try tx.acceptTalk(id, at: begin ?? Instant(microseconds: 0), by: identity)
                }
            case "decline":
                return try await act(visit, nil, to: "/desk/talks", saying: Phrase("已婉拒。", "Declined.")) { tx, id, identity in try tx.declineTalk(id, says: says, by: identity) }
            default: throw unknownStep
            }
        },
        .post("/desk/talks/{id}/schedule", .permitted(Talks.ask)) { visit in
            let text = visit.posted.fields["session"] ?? ""
            let chosen = TalkSession.read(text)
            guard text.isEmpty || chosen != nil else {
                throw Refusal(.invalid, "talk-session", "请选择本单位当天的一个场次。", "Choose a session of your unit on that day.", field: "session")
            }
            return try await act(visit, TalkForms.schedule([]).filled(["session": text]), saying: Phrase("已排期。", "It is scheduled.")) { tx, id, identity in
                try tx.scheduleTalk(id, in: chosen, by: identity)
            }
        },
        .post("/desk/talks/{id}/confirmation", .permitted(Talks.ask)) { visit in
            let reading = TalkForms.confirmation(needsPeople: false).read(visit.posted)
            return try await act(visit, reading, saying: Phrase("已确认，谢谢！人次待核验后计入。", "Confirmed, thank you. The visits count once they are checked.")) { tx, id, identity in
                try tx.confirmTalk(id, TalkConfirmation(reading), by: identity)
            }
        },
        .post("/desk/talks/{id}/record", .permitted(Talks.dispatch)) { visit in
            try await act(visit, nil, saying: Phrase("已归档，专家可以下载服务证明。", "Recorded; the expert has their certificate.")) { tx, id, identity in try tx.recordTalk(id, by: identity) }
        },
        .post("/desk/talks/{id}/recall", .permitted(Talks.dispatch)) { visit in
            try await act(visit, nil, saying: Phrase("已收回，可以另派。", "Taken back; ask somebody else.")) { tx, id, identity in try tx.recallTalk(id, by: identity) }
        },
        .post("/desk/talks/{id}/cancellation", .permitted(Talks.see)) { visit in
            let reading = TalkForms.reason.read(visit.posted)
            return try await act(visit, reading, saying: Phrase("已取消，各方会收到通知。", "Called off; the others are told.")) { tx, id, identity in
                try tx.cancelTalk(id, says: reading.text("says"), by: identity)
            }
        },
        .post("/desk/talks/{id}/withdrawal", .permitted(Talks.answer)) { visit in
            let reading = TalkForms.reason.read(visit.posted)
            return try await act(visit, reading, to: "/desk/talks", saying: Phrase("已告知单位和主管部门。", "The unit and the office are told.")) { tx, id, identity in
                try tx.backOut(id, says: reading.text("says"), by: identity)
            }
        },
    ]

    private static func choice(_ value: String) -> FormField.Choice { FormField.Choice(value, Phrase(same: value)) }

    private static func page(_ visit: Visit) async throws -> TalkPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: TalkRequest.noun, TalkRequest.self))
        return try await visit.database.read { tx in try TalkPage(id, for: identity, in: tx) }
    }

    /// One step in one transaction; what a rule has against it stands above the request.
    private static func act(
        _ visit: Visit, _ reading: FormReading?, to path: String? = nil, saying said: Phrase,
        _ body: @escaping @Sendable (Transaction, ID<TalkRequest>, Identity) throws -> Void
    ) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: TalkRequest.noun, TalkRequest.self))
        var wrong = reading
        if reading?.isGood != false {
            do {
                try await visit.database.write { tx in try body(tx, id, identity) }
                return visit.see(path ?? "/desk/talks/\(id.text)", saying: said)
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                var page = try await page(visit)
                if let field = refusal.field, wrong?.form.fields.contains(where: { $0.name == field }) == true { wrong?.remark(refusal) } else { page.problem = refusal }
                page.reading = wrong
                return page.answer(visit)
            }
        }
        var page = try await page(visit)
        page.reading = wrong
        return page.answer(visit)
    }

    private static let unknownStep = Refusal(.invalid, "talk-step", "没有这样的操作。请用页面上的按钮。", "There is no such step. Use the buttons of the page.", field: "answer")
}

extension TalkRoutes {
    /// What the form of a new request begins with.
    fileprivate struct Start: Sendable {
        let offer: TalkOffer?
        let units: [(id: ID<Organisation>, name: Wording)]
        var form: Form { TalkForms.request(units, asksTopic: offer == nil) }
    }

    fileprivate static func start(_ visit: Visit) async throws -> Start {
        let identity = try visit.signedIn()
        let asked = (visit.query["resource"] ?? visit.posted.fields["resource"]).flatMap { ID<Resource>($0) }
        return try await visit.database.read { tx in
            let offer = try asked.flatMap { try tx.talkOffer($0) }
            if asked != nil, offer?.isListed != true { throw Refusal.notFound(Phrase("这项报告", "talk")) }
            return Start(offer: offer, units: try tx.unitsForTalks(of: identity))
        }
    }

    fileprivate static func newPage(_ visit: Visit, _ start: Start, _ reading: FormReading) -> Answer {
        visit.desk(
            start.offer.map { Phrase("点报告：\($0.name(.zh))", "Ask for: \($0.name(.en))") } ?? Phrase("点一场报告", "Ask for a talk"),
            trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/talks", Phrase("报告点单", "Talks"))], status: reading.isGood ? 200 : 422
        ) {
            visit.formHTML(reading, action: "/desk/talks", submit: Phrase("点单", "Ask for it"), makes: true, before: {
                if let offer = start.offer { input(.type("hidden"), .name("resource"), .value(offer.resourceID.text)) }
            })
        }
    }

    fileprivate static func add(_ visit: Visit) async throws -> Answer {
        let (identity, start) = (try visit.signedIn(), try await start(visit))
        var reading = start.form.read(visit.posted)
        do {
            // Said with the rest of the form's remarks.
            _ = try TalkForms.region(reading.text("region"), in: visit.regions)
            guard reading.isGood else { return newPage(visit, start, reading) }
            let read = reading
            return try await visit.making { tx in
                guard let draft = try TalkForms.draft(read, of: start.offer?.resourceID, regions: visit.regions, in: tx) else { throw Refusal.notFound(Phrase("这个单位", "unit")) }
                let id = try tx.askForTalk(draft, by: identity)
                return Made(at: "/desk/talks/\(id.text)", saying: Phrase("已点单，主管部门会尽快派单。", "It is asked for; the office dispatches it soon."))
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            return newPage(visit, start, reading)
        }
    }
}

extension Transaction {
    /// Units for which somebody may ask for talks, by name.
    fileprivate func unitsForTalks(of identity: Identity) throws -> [(id: ID<Organisation>, name: Wording)] {
        let reach = try OrganisationReach.condition("o.id", identity.scopes(of: Talks.ask))
        return try rows("SELECT o.id, o.name_zh, o.name_en FROM view_venues_organisation o WHERE \(sql: reach) ORDER BY o.name_zh, o.id LIMIT 500") {
            (id: try $0.id("id"), name: try $0.wording("name"))
        }
    }
}
