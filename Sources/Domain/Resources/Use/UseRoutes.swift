import Access
import Activities
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/resources/{id}/use`: a unit says what it did with a resource.
enum UseRoutes {
    static let routes: [Route] = [
        .get("/desk/resources/{id}/use", .permitted(Resources.use), filters: []) { visit in
            let choices = try await choices(visit)
            var values = ["used_on": visit.now.day(in: .china).iso]
            if choices.units.count == 1 { values["unit"] = choices.units.first?.id.text }
            return try page(visit, choices, form(choices).filled(values))
        },
        .post("/desk/resources/{id}/use", .permitted(Resources.use)) { visit in
            let (identity, choices) = (try visit.signedIn(), try await choices(visit))
            var reading = form(choices).read(visit.posted)
            guard reading.isGood, let unit = ID<Organisation>(reading.text("unit")), let day = reading.day("used_on") else { return try page(visit, choices, reading) }
            let use = ResourceUse(
                organisationID: unit, activityID: ID(reading.text("activity")), usedOn: day, printed: reading.integer("printed").map { Int($0) },
                note: reading.text("note"))
            do {
                return try await visit.making { tx in
                    try tx.addUse(use, of: choices.id, by: identity)
                    return Made(at: "/resources/\(choices.id.text)", saying: Phrase("已记下，谢谢。", "Noted, thank you."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid {
                reading.remark(refusal)
                return try page(visit, choices, reading)
            }
        },
    ]

    private struct Choices: Sendable {
        let id: ID<Resource>
        let name: Wording
        let units: [Organisation]
        let activities: [(id: ID<Activity>, title: Wording)]
    }

    private static func choices(_ visit: Visit) async throws -> Choices {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Resource.noun, Resource.self))
        return try await visit.database.read { tx in
            guard let resource = try tx.resource(id), let listed = resource.listed, let version = try tx.version(listed, of: id) else { throw Refusal.notFound(Resource.noun) }
            let units = try tx.units(within: identity.scopes(of: Resources.use), most: 200)
            let activities = try tx.rows(
                """
                SELECT t.activity_id, t.title_zh, t.title_en FROM view_activities_title t WHERE t.organiser_id IN (\(list: units.map(\.id.number)))
                ORDER BY t.activity_id DESC LIMIT 100
                """) { (id: try $0.id("activity_id", Activity.self), title: try $0.wording("title")) }
            return Choices(id: id, name: version.content.name, units: units, activities: activities)
        }
    }

    private static func form(_ choices: Choices) -> Form {
        Form(
            FormField("unit", "单位", "Unit", .choice(choices.units.map { .init($0.id.text, $0.name.phrase) }), required: true),
            FormField("used_on", "使用日期", "Day of use", .day, required: true),
            FormField("activity", "用于哪项活动", "In which activity", .choice(choices.activities.map { .init($0.id.text, $0.title.phrase) }), hint: Phrase("没有登记活动时不选。", "None where no activity is entered here.")),
            FormField("printed", "印制份数", "Copies printed", .integer(0...10_000_000), hint: Phrase("没有印制时不填。份数和下载次数都不计入参与人次。", "Empty where nothing was printed. Neither copies nor downloads count as visits.")),
            FormField("note", "说明", "Note", .longText(max: 1000)))
    }

    private static func page(_ visit: Visit, _ choices: Choices, _ reading: FormReading) throws -> Answer {
        visit.desk(
            Phrase("报告使用情况", "Report its use"), lede: choices.name.phrase,
            trail: [("/resources", Phrase("资源", "Resources")), ("/resources/\(choices.id.text)", choices.name.phrase)], status: reading.isGood ? 200 : 422
        ) {
            visit.formHTML(reading, action: "/desk/resources/\(choices.id.text)/use", submit: Phrase("记下", "Note it"), makes: true)
        }
    }
}
