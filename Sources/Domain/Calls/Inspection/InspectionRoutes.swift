import Access
import Files
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/calls/{key}/inspections`: what the authority's inspectors find on the spot.
enum InspectionRoutes {
    static let routes: [Route] = [
        .get("/desk/calls/{key}/inspections", .permitted(Calls.review)) { visit in
            let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
            return try await visit.database.read { tx in
                let call = try tx.requireCall(key)
                try identity.require(Calls.review, within: try tx.organisationScopes(try tx.scheme(of: call).authorityID))
                return try InspectionList(call, in: tx)
            }.answer(visit)
        },
        .get("/desk/calls/{key}/inspections/{id}", .permitted(Calls.review)) { visit in
            let page = try await page(visit), answer = page.answer(visit)
            return page.keeper(visit).map { answer.header("kepu-offline", $0) } ?? answer
        },
        .post("/desk/calls/{key}/inspections/{id}", .permitted(Calls.review)) { visit in try await keep(visit) },
        .post("/desk/calls/{key}/inspections/{id}/photos", .permitted(Calls.review), bodyLimit: Document.formBytes) { visit in
            var page = try await page(visit)
            let (identity, id, upload) = (try visit.signedIn(), page.view.application.id, visit.posted.uploads.first { $0.field == "file" })
            do {
                let photo = try await Document.read(upload?.bytes ?? [], field: "photo")
                let path = page.path
                return try await visit.making { tx in
                    try tx.addPhoto(photo, named: upload?.fileName ?? "", to: id, by: identity)
                    return Made(at: path + "#photos", saying: Phrase("照片已保存。", "The photo is kept."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
        },
        .post("/desk/calls/{key}/inspections/{id}/photos/{photo}/removal", .permitted(Calls.review)) { visit in
            let (page, identity) = (try await page(visit), try visit.signedIn())
            let (id, photo): (ID<Application>, ID<InspectionPhoto>) = (page.view.application.id, try visit.id("photo", of: InspectionPhoto.noun))
            try await visit.database.write { tx in try tx.removePhoto(photo, of: id, by: identity) }
            return visit.see(page.path + "#photos", saying: Phrase("照片已移除。", "The photo is taken away."))
        },
    ]

    private static func keep(_ visit: Visit) async throws -> Answer {
        var page = try await page(visit)
        page.reading = page.form.read(visit.posted)
        let (identity, id) = (try visit.signedIn(), page.view.application.id)
        let seen = visit.posted.fields["version"].flatMap { Int64($0) }.map { Instant(microseconds: $0) }
        guard let draft = page.draft else { return page.answer(visit) }
        let kept: Inspection?
        do {
            kept = try await visit.database.write { tx in
                try tx.keepInspection(draft, of: id, seen: seen, by: identity)
                return try tx.inspection(of: id)
            }
        } catch let refusal as Refusal where (refusal.kind == .invalid || refusal.kind == .conflict) && !visit.isScript {
            page.reading.remark(refusal)
            return page.answer(visit)
        }
        let clock = visit.now.local(in: .china).clock
        let said = Phrase("考察记录已保存（\(clock)）。", "The findings are kept (\(clock)).")
        guard visit.isScript else { return visit.see(page.path, saying: said) }
        return .json(JSONText.object([("version", JSONText.quote(InspectionPage.mark(kept))), ("says", JSONText.quote(visit.say(said)))]))
    }

    private static func page(_ visit: Visit) async throws -> InspectionPage {
        let (identity, id): (Identity, ID<Application>) = (try visit.signedIn(), try visit.id("id", of: Application.noun))
        let key = visit.parameter("key")
        return try await visit.database.read { tx in
            let (application, call) = (try tx.requireApplication(id), try tx.requireCall(key))
            guard application.callID == call.id, application.state != .draft else { throw Refusal.notFound(Application.noun) }
            try identity.require(Calls.review, within: try tx.organisationScopes(try tx.scheme(of: call).authorityID))
            return try InspectionPage(application, by: identity.account.name, in: tx)
        }
    }
}

/// Who is to be visited, and who has been.
struct InspectionList: Sendable {
    struct Line: Sendable {
        let id: ID<Application>
        let holder: Wording
        let number: String
        let heldOn: Day?
    }

    let call: Call
    let lines: [Line]

    init(_ call: Call, in tx: Transaction) throws {
        self.call = call
        lines = try tx.rows(
            """
            SELECT a.id, a.number, i.held_on, \(sql: Holder.names)
            FROM calls_application a \(sql: Holder.join("a"))
            LEFT JOIN calls_inspection i ON i.application_id = a.id
            WHERE a.call_id = \(call.id) AND (a.state IN ('passed', 'set-aside') OR i.held_on IS NOT NULL)
            ORDER BY CASE WHEN i.held_on IS NULL THEN 0 ELSE 1 END, a.number LIMIT 500
            """) { row in
                Line(id: try row.id("id"), holder: try row.wording("holder"), number: try row.textOrNil("number") ?? "", heldOn: try row.dayOrNil("held_on"))
            }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("现场考察", "Inspections"), lede: call.name.phrase, trail: [("/desk/calls/\(call.key)", call.name.phrase)]) {
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有待考察的单位", "Nobody is to be visited")) }
                    p { visit.say(Phrase("通过形式审查的申报会出现在这里。", "Applications that have passed the formal review appear here.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) {
                    for line in lines {
                        li {
                            span(.class("badge", line.heldOn == nil ? "badge-warning" : "badge-success")) {
                                line.heldOn.map { Dates.plain($0, visit.language) } ?? visit.say(Phrase("待考察", "To be visited"))
                            }
                            div {
                                p { a(.href(.within("/desk/calls/\(call.key)/inspections/\(line.id.text)"))) { strong { visit.html(line.holder) } } }
                                p(.class("meta")) { line.number }
                            }
                        }
                    }
                }
            }
        }
    }
}
