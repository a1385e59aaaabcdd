import Access
import Activities
import Campaigns
import Kernel
import Language
import Markup
import Regions
import Resources
import Rooms
import Storage
import Venues
import Web

/// `/desk/campaigns/{key}/flags`: which of those that take part received the flag, where and when.
enum FlagRoutes {
    static let routes: [Route] = [
        .get("/desk/campaigns/{key}/flags", .permitted(JointActions.award), filters: ["page"]) { visit in
            let page = try await FlagPage.load(visit)
            try visit.requirePage(of: page.total, by: ParticipantFilter.size)
            return page.answer(visit)
        },
        .post("/desk/campaigns/{key}/flags", .permitted(JointActions.award)) { visit in
            let identity = try visit.signedIn()
            var page = try await FlagPage.load(visit)
            page.reading = page.form.read(visit.posted)
            let units = visit.posted.fields.all("units").compactMap { ID<Organisation>($0) }
            if units.isEmpty { page.reading.remark("", Phrase("请先勾选单位。", "Tick the units first.")) }
            guard page.reading.isGood, let day = page.reading.day("day") else { return page.answer(visit) }
            let (campaign, activity) = (page.campaign, page.reading.textOrNil("activity").flatMap { ID<Activity>($0) })
            do {
                let count = try await visit.database.write { tx in try tx.awardFlags(of: campaign, to: units, at: activity, on: day, by: identity) }
                return visit.see("/desk/campaigns/\(campaign.key)/flags", saying: Phrase("已登记 \(count) 面队旗。", count == 1 ? "One flag is noted." : "\(count) flags are noted."))
            } catch let refusal as Refusal where refusal.kind == .invalid {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
        },
        .post("/desk/campaigns/{key}/flags/withdrawal", .permitted(JointActions.award)) { visit in
            let (identity, key, unit) = (try visit.signedIn(), visit.parameter("key"), try TakingPartRoutes.unit(visit))
            try await visit.database.write { tx in try tx.withdrawFlag(of: unit, in: tx.actionCampaign(key), by: identity) }
            return visit.see("/desk/campaigns/\(key)/flags", saying: Phrase("已更正。", "It is put right."))
        },
    ]
}

struct FlagPage: Sendable {
    let campaign: Campaign
    let lines: [Participant]
    let total: Int
    let ceremonies: [(id: ID<Activity>, title: Wording)]
    let form: Form
    var reading: FormReading

    static func load(_ visit: Visit) async throws -> FlagPage {
        let (identity, key, number) = (try visit.signedIn(), visit.parameter("key"), visit.pageNumber)
        return try await visit.database.read { tx in
            let campaign = try tx.actionCampaign(key)
            try identity.require(JointActions.award, within: try tx.campaignScopes(campaign.id))
            var filter = try ParticipantFilter(Query()) { _ in true }
            filter.isDirect = true
            return FlagPage(
                campaign, try tx.participants(of: campaign.id, filter, page: number), total: try tx.participantCount(of: campaign.id, filter).units,
                try tx.ceremonies(of: campaign.id), today: tx.now.day(in: campaign.zone))
        }
    }

    private init(_ campaign: Campaign, _ lines: [Participant], total: Int, _ ceremonies: [(id: ID<Activity>, title: Wording)], today: Day) {
        (self.campaign, self.lines, self.total, self.ceremonies) = (campaign, lines, total, ceremonies)
        form = Form(
            FormField("activity", "在哪项活动上授旗", "At which activity", .choice(ceremonies.map { .init($0.id.text, $0.title.phrase) }), hint: Phrase("没有举行仪式时不选。", "None where there was no ceremony.")),
            FormField("day", "授旗日期", "Day", .day, required: true))
        reading = form.filled(["day": today.iso, "activity": ceremonies.count == 1 ? ceremonies[0].id.text : ""])
    }

    private var path: String { "/desk/campaigns/\(campaign.key)/flags" }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("授旗", "Flags"), lede: campaign.name.phrase, trail: [("/campaigns/\(campaign.key)", campaign.name.phrase)], status: reading.isGood ? 200 : 422
        ) {
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有参加单位", "Nobody takes part yet")) }
                    p { visit.say(Phrase("单位参加这项行动后，可以在这里登记授旗。", "Once units have joined the action, their flags are noted here.")) }
                }
            } else {
                ticks(visit)
                visit.pager(page: visit.pageNumber, total: total, size: ParticipantFilter.size)
                given(visit)
            }
        }
    }

    @HTMLBuilder private func ticks(_ visit: Visit) -> HTML {
        let open = lines.filter { !$0.hasFlag }
        if open.isEmpty {
            p { visit.say(Phrase("这一页的单位都已授旗。", "All units of this page have received theirs.")) }
        } else {
            Markup.form(.method(.post), .action(.within(path)), .class("form")) {
                visit.csrfField
                visit.formSummary(reading)
                fieldset {
                    legend { visit.say(Phrase("接受授旗的单位", "Units that received the flag")) }
                    for line in open {
                        label(.class("check")) {
                            input(.type("checkbox"), .name("units"), .value(line.unit.text))
                            span {
                                line.name(visit.language)
                                if let region = line.region.flatMap({ visit.regions[$0] }) { span(.class("meta")) { " " + visit.say(region.name) } }
                            }
                        }
                    }
                }
                for field in form.fields { visit.fieldHTML(field, in: reading) }
                div(.class("form-actions")) { button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("登记授旗", "Note the flags")) } }
            }
        }
    }

    @HTMLBuilder private func given(_ visit: Visit) -> HTML {
        let done = lines.filter(\.hasFlag)
        if !done.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(Phrase("已授旗", "Have the flag")) }
                ul(.class("session-list"), .role("list")) {
                    for line in done {
                        li {
                            div { p { a(.href("/organisations/\(line.unit)")) { visit.html(line.name) } } }
                            visit.postButton(
                                Phrase("登记有误", "This was a slip"), posts: path + "/withdrawal", fields: [("unit", line.unit.text)], style: "button-quiet")
                        }
                    }
                }
            }
        }
    }
}

/// On the page of the ceremony: who received the flag there.
enum FlagPanel {
    static let panel = Panel(on: Activities.activityPanels, order: 60) { visit, subject in
        let found = try await visit.database.read { tx in
            try tx.rows(
                """
                SELECT o.id, o.name_zh, o.name_en, o.region FROM jointactions_flag f JOIN view_venues_organisation o ON o.id = f.organisation_id
                WHERE f.activity_id = \(subject) ORDER BY o.region, o.id LIMIT 1000
                """) { (id: try $0.id("id", Organisation.self), name: try $0.wording("name"), region: try $0.textOrNil("region")) }
        }
        guard !found.isEmpty else { return nil }
        return section(.class("stack"), .id("flags")) {
            h2 { visit.say(Phrase("接受授旗的单位", "Units that received the flag")) }
            p { visit.say(Phrase("共 \(found.count) 家。", found.count == 1 ? "One unit." : "\(found.count) units.")) }
            ul {
                for unit in found {
                    li {
                        a(.href("/organisations/\(unit.id)")) { visit.html(unit.name) }
                        if let region = unit.region.flatMap({ visit.regions[$0] }) { span(.class("meta")) { " " + visit.say(region.name) } }
                    }
                }
            }
        }
    }
}
