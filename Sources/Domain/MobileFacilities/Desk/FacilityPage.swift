import Access
import Activities
import Kernel
import Language
import Markup
import Storage
import Venues
import Web
import Workflow

/// `/desk/facilities/{id}`: a facility with what can be done with it.
struct FacilityPage: Sendable {
    let view: FacilityView
    let readings: [OdometerReading]
    let trips: [FacilityTrip]
    /// Activities of its owner and of who runs it that are not tied to it yet.
    let activities: [(id: ID<Activity>, title: Wording)]
    let units: [FacilityForm.Unit]
    var reading: FormReading
    var odometer: FormReading?
    var problem: Refusal?

    private var facility: Facility { view.facility }
    private var path: String { "/desk/facilities/\(facility.id.text)" }

    init(_ id: ID<Facility>, for identity: Identity, in tx: Transaction) throws {
        let facility = try tx.requireFacility(id, for: identity)
        view = try FacilityView(facility, in: tx)
        readings = facility.content.kind == .caravan ? try tx.readings(of: id) : []
        trips = try tx.trips(of: id, publicOnly: false, most: 100)
        let owners = [facility.content.ownerID, facility.content.operatorID].compactMap(\.self)
        activities = try tx.rows(
            """
            SELECT t.activity_id, t.title_zh, t.title_en FROM view_activities_title t WHERE t.organiser_id IN (\(list: owners))
                AND NOT EXISTS (SELECT 1 FROM mobilefacilities_activity m WHERE m.activity_id = t.activity_id AND m.facility_id = \(id)) ORDER BY t.activity_id DESC LIMIT 100
            """) { (id: try $0.id("activity_id"), title: try $0.wording("title")) }
        units = try tx.facilityUnits(of: identity, keeping: owners)
        reading = FacilityForm.form(units, isNew: false).filled(SeenForm.marked(FacilityForm.values(of: facility.content)))
    }

    func answer(_ visit: Visit) -> Answer {
        let isGood = reading.isGood && odometer?.isGood != false && problem == nil
        return visit.desk(
            facility.content.name.phrase, trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/facilities", Phrase("流动科普设施", "Mobile facilities"))], status: isGood ? 200 : 422
        ) {
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            view.facts(visit)
            p { a(.href("/facilities/\(facility.id)")) { visit.say(Phrase("查看公开页面", "The public page")) } }
            view.renewal(visit)
            steps(visit)
            if facility.content.kind == .caravan { log(visit) }
            section(.class("stack")) {
                h2 { visit.say(Phrase("出车、巡展的活动", "Trips and stops")) }
                p(.class("meta")) { visit.say(Phrase("一次出车或一个站点是一项活动，人次在活动里统计。", "A trip or a stop is an activity; who came is counted there.")) }
                FacilityTrip.list(trips, visit, removal: path + "/activities/removal")
                if !activities.isEmpty {
                    visit.formHTML(
                        Form(FormField("activity", "活动", "Activity", .choice(activities.map { .init($0.id.text, $0.title.phrase) }), required: true)).empty, action: path + "/activities",
                        submit: Phrase("关联活动", "Tie an activity"))
                }
            }
            details(.open(!reading.isGood)) {
                summary { visit.say(Phrase("更改登记", "Change the register")) }
                visit.formHTML(reading, action: path, submit: Phrase("保存", "Save"))
            }
        }
    }

    private func steps(_ visit: Visit) -> HTML {
        HTML {
            for event in Facility.workflow.events(in: facility.state) {
                details {
                    summary { visit.say(event.title) }
                    visit.formHTML(
                        FacilityForm.step.filled(["day": visit.now.day(in: .china).iso]).marked(event.rawValue), action: path + "/steps", submit: event.title,
                        danger: event == .retire, before: { input(.type("hidden"), .name("event"), .value(event.rawValue)) })
                }
            }
        }
    }

    private func log(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("里程", "Odometer")) }
            visit.formHTML(
                odometer ?? FacilityForm.reading.filled(["read_on": visit.now.day(in: .china).iso]), action: path + "/readings", submit: Phrase("记下读数", "Note the reading"))
            if !readings.isEmpty {
                let titles = [Phrase("日期", "Day"), Phrase("读数（公里）", "Shown (km)"), Phrase("累计（公里）", "In all (km)"), Phrase("说明", "Remark")]
                div(.class("table-wrap")) {
                    table(.class("table")) {
                        thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                        tbody {
                            for one in readings {
                                tr {
                                    th(.scope("row")) { Dates.plain(one.readOn, visit.language) }
                                    td(.data("label", visit.say(titles[1]))) { Numerals.count(one.shown, visit.language) }
                                    td(.data("label", visit.say(titles[2]))) { Numerals.count(one.total, visit.language) }
                                    td(.data("label", visit.say(titles[3]))) {
                                        [one.why.map { visit.say($0.title) }, one.says.isEmpty ? nil : one.says].compactMap(\.self).joined(separator: visit.say(Phrase("：", ": ")))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension Transaction {
    /// Units for which somebody may keep facilities, and those that are named already; by name.
    func facilityUnits(of identity: Identity, keeping kept: [ID<Organisation>] = []) throws -> [FacilityForm.Unit] {
        let reach = try OrganisationReach.condition("o.id", identity.scopes(of: MobileFacilities.keep))
        return try rows(
            """
            SELECT o.id, o.name_zh, o.name_en FROM view_venues_organisation o WHERE \(sql: reach) OR o.id IN (\(list: kept)) ORDER BY o.name_zh, o.id LIMIT 2000
            """) { (id: try $0.id("id"), name: try $0.wording("name")) }
    }
}
