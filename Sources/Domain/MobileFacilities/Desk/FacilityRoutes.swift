import Access
import Activities
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// The register at the desk.
enum FacilityRoutes {
    static let routes: [Route] = [
        .get("/desk/facilities", .permitted(MobileFacilities.keep), filters: FacilityFilter.names) { visit in try await FacilityList.desk(visit) },
        .get("/desk/facilities/new", .permitted(MobileFacilities.keep), filters: []) { visit in
            let units = try await units(visit)
            return newPage(visit, FacilityForm.form(units, isNew: true).filled(units.count == 1 ? ["owner": units[0].id.text] : [:]))
        },
        .post("/desk/facilities", .permitted(MobileFacilities.keep)) { visit in
            let identity = try visit.signedIn()
            var reading = FacilityForm.form(try await units(visit), isNew: true).read(visit.posted)
            guard let content = FacilityForm.content(reading) else { return newPage(visit, reading) }
            let number = reading.text("number")
            do {
                return try await visit.making { tx in
                    let id = try tx.addFacility(number, content, by: identity)
                    return Made(at: "/desk/facilities/\(id.text)", saying: Phrase("已登记。", "It is registered."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                reading.remark(refusal)
                return newPage(visit, reading)
            }
        },
        .get("/desk/facilities/{id}", .permitted(MobileFacilities.keep), filters: []) { visit in try await page(visit).answer(visit) },
        .post("/desk/facilities/{id}", .permitted(MobileFacilities.keep)) { visit in
            var page = try await page(visit)
            page.reading = FacilityForm.form(page.units, isNew: false).read(visit.posted)
            guard let content = FacilityForm.content(page.reading) else { return page.answer(visit) }
            let reading = page.reading
            return try await act(visit, saying: Phrase("已保存。", "Saved."), body: { tx, id, identity in
                let now = try tx.requireFacility(id, for: identity)
                try SeenForm.check(reading, against: FacilityForm.values(of: now.content))
                try tx.changeFacility(id, to: content, by: identity)
            }, wrong: { page, refusal in
                page.reading = reading
                page.reading.remark(refusal)
            })
        },
        .post("/desk/facilities/{id}/steps", .permitted(MobileFacilities.keep)) { visit in
            let reading = FacilityForm.step.read(visit.posted)
            guard let event = FacilityEvent(rawValue: visit.posted.fields["event"] ?? "") else {
                throw Refusal(.invalid, "facility-step", "没有这样的操作。请用页面上的按钮。", "There is no such step. Use the buttons of the page.", field: "event")
            }
            return try await act(visit, saying: Phrase("已更改。", "Changed.")) { tx, id, identity in
                guard let day = reading.day("day"), reading.isGood else {
                    throw Refusal(.invalid, "facility-day", "请填写日期，原因最多 300 字。", "Give the day, and a reason of at most 300 characters.", field: "day")
                }
                try tx.step(id, on: event, on: day, says: reading.text("says"), by: identity)
            }
        },
        .post("/desk/facilities/{id}/readings", .permitted(MobileFacilities.keep)) { visit in
            let reading = FacilityForm.reading.read(visit.posted)
            guard let draft = ReadingDraft(reading) else {
                var page = try await page(visit)
                page.odometer = reading
                return page.answer(visit)
            }
            return try await act(visit, saying: Phrase("已记下。", "Noted."), body: { tx, id, identity in try tx.addReading(draft, of: id, by: identity) }, wrong: { page, refusal in
                page.odometer = reading
                page.odometer?.remark(refusal)
            })
        },
        .post("/desk/facilities/{id}/activities", .permitted(MobileFacilities.keep)) { visit in
            let activity = ID<Activity>(visit.posted.fields["activity"] ?? "")
            return try await act(visit, saying: Phrase("已关联。", "Tied.")) { tx, id, identity in
                guard let activity else { throw Refusal(.invalid, "facility-activity", "请选择活动。", "Choose the activity.", field: "activity") }
                try tx.tie(activity, to: id, by: identity)
            }
        },
        .post("/desk/facilities/{id}/activities/removal", .permitted(MobileFacilities.keep)) { visit in
            let activity = ID<Activity>(visit.posted.fields["activity"] ?? "")
            return try await act(visit, saying: Phrase("已解除。", "Untied.")) { tx, id, identity in
                if let activity { try tx.untie(activity, from: id, by: identity) }
            }
        },
    ]

    private static func units(_ visit: Visit) async throws -> [FacilityForm.Unit] {
        let identity = try visit.signedIn()
        return try await visit.database.read { tx in try tx.facilityUnits(of: identity) }
    }

    private static func newPage(_ visit: Visit, _ reading: FormReading) -> Answer {
        visit.desk(
            Phrase("登记流动科普设施", "Register a mobile facility"),
            trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/facilities", Phrase("流动科普设施", "Mobile facilities"))], status: reading.isGood ? 200 : 422
        ) { visit.formHTML(reading, action: "/desk/facilities", submit: Phrase("登记", "Register it"), makes: true) }
    }

    private static func page(_ visit: Visit) async throws -> FacilityPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Facility.noun, Facility.self))
        return try await visit.database.read { tx in try FacilityPage(id, for: identity, in: tx) }
    }

    /// One change in one transaction; what a rule has against it stands on the page.
    private static func act(
        _ visit: Visit, saying said: Phrase, body: @escaping @Sendable (Transaction, ID<Facility>, Identity) throws -> Void,
        wrong: (inout FacilityPage, Refusal) -> Void = { $0.problem = $1 }
    ) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Facility.noun, Facility.self))
        do {
            try await visit.database.write { tx in try body(tx, id, identity) }
            return visit.see("/desk/facilities/\(id.text)", saying: said)
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            var page = try await page(visit)
            wrong(&page, refusal)
            return page.answer(visit)
        }
    }
}
