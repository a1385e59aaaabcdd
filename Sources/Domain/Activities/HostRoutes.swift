import Access
import Campaigns
import Kernel
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/activities`: entering activities, changing them, submitting them.
enum HostRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/activities", .permitted(Activities.enter)) { visit in try await list(visit) },
            .get("/desk/activities/new", .permitted(Activities.enter)) { visit in
                try await new(nil, visit)
            },
            .post("/desk/activities", .permitted(Activities.enter)) { visit in try await add(visit) },
            .get("/desk/activities/{id}", .permitted(Activities.enter)) { visit in
                try await DeskActivityPage.load(visit, house).answer
            },
            .post("/desk/activities/{id}", .permitted(Activities.enter)) { visit in try await revise(visit, house) },
            .post("/desk/activities/{id}/again", .permitted(Activities.enter)) { visit in try await again(visit) },
            .post("/desk/activities/{id}/status", .permitted(Activities.enter)) { visit in try await setStatus(visit, house) },
        ]
    }

    private static func list(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let page = max(1, min(Int(visit.query["page"] ?? "1") ?? 1, 100_000))
        let words = String((visit.query["q"] ?? "").prefix(100))
        let found = try await visit.database.read { try $0.hostLines(for: identity, words: words, page: page, size: HostListPage.size) }
        return HostListPage(lines: found.lines, total: found.total, page: page, visit: visit).answer
    }

    private static func new(_ reading: FormReading?, _ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let choices = try await visit.database.read { try $0.activityChoices(for: identity, isNew: true) }
        var values = ["zone": Zone.china.name, "mode": AttendanceMode.onsite.rawValue]
        if choices.organisers.count == 1 { values["organiser"] = choices.organisers.first?.id.text }
        if choices.mustOffer, choices.campaigns.count == 1 { values["campaign"] = choices.campaigns.first?.key }
        let filled = reading ?? ActivityForm.form(choices, isNew: true).filled(values)
        return visit.desk(
            Phrase("新建活动", "New activity"), trail: [("/desk/activities", Phrase("我的活动", "My activities"))], status: reading == nil ? 200 : 422
        ) {
            ActivityFormPage.html(
                filled, parts: ActivityForm.parts(choices, isNew: true), action: "/desk/activities", submit: Phrase("保存", "Save"), makes: true, visit)
        }
    }

    private static func add(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let choices = try await visit.database.read { try $0.activityChoices(for: identity, isNew: true) }
        var reading = ActivityForm.form(choices, isNew: true).read(visit.posted)
        guard let content = ActivityForm.content(from: &reading, regions: visit.regions), let organiser = ID<Organisation>(reading.text("organiser"))
        else {
            return try await new(reading, visit)
        }
        var draft = ActivityDraft(organiser: organiser, content: content)
        draft.isUmbrella = reading.isChecked("umbrella")
        draft.parent = reading.textOrNil("parent").flatMap { ID($0) }
        let key = reading.textOrNil("campaign")
        do {
            return try await visit.making { [draft] tx in
                let id = try tx.enterActivity(draft, offeredTo: key, by: identity)
                return Made(
                    at: "/desk/activities/\(id.text)",
                    saying: Phrase("活动已保存为草稿。请添加场次，再提交到活动项目。", "The activity is saved as a draft. Add its sessions, then submit it to a campaign."))
            }
        } catch let refusal as Refusal where refusal.kind == .invalid {
            reading.remark(refusal)
            return try await new(reading, visit)
        }
    }

    private static func revise(_ visit: Visit, _ house: House) async throws -> Answer {
        var page = try await DeskActivityPage.load(visit, house)
        let (identity, id) = (try visit.signedIn(), page.model.activity.id)
        var reading = ActivityForm.form(page.model.choices, isNew: false).read(visit.posted)
        if let content = ActivityForm.content(from: &reading, keeping: page.model.version.content, regions: visit.regions) {
            let seen = reading.integer("version").map { Int($0) } ?? 0
            do {
                let number = try await visit.database.write { tx in
                    try identity.require(Activities.enter, within: tx.entryScopes(id))
                    return try tx.revise(id, to: content, seen: seen, by: identity.account.id.number)
                }
                let said =
                    number == seen
                    ? Phrase("没有改动，版本不变。", "Nothing differs; the version stays.")
                    : Phrase("已保存为第 \(number) 版。需要公众看到时，请再次提交审核。", "Saved as version \(number). Submit it again when the public should see it.")
                return visit.see("/desk/activities/\(id.text)", saying: said)
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
        }
        (page.reading, page.status) = (reading, 422)
        return page.answer
    }

    private static func again(_ visit: Visit) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Activity.noun, Activity.self))
        return try await visit.making { tx in
            try identity.require(Activities.enter, within: tx.entryScopes(id))
            let new = try tx.useAgain(id, by: identity)
            return Made(
                at: "/desk/activities/\(new.text)",
                saying: Phrase("已复制为新的草稿，请更新内容并添加场次。", "Copied as a new draft. Bring it up to date and add its sessions."))
        }
    }

    private static func setStatus(_ visit: Visit, _ house: House) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Activity.noun, Activity.self))
        let reading = StatusForm.form.read(visit.posted)
        guard reading.isGood, let status = ActivityStatus(rawValue: reading.text("status")) else {
            throw Refusal(
                .invalid, "status", "请从所列状态中选择，原因不超过 300 字。", "Choose one of the states offered, and a reason of 300 characters at most.",
                field: "status")
        }
        let change = try await visit.database.write { tx in
            try identity.require(Activities.enter, within: tx.entryScopes(id))
            return try tx.setStatus(status, of: id, reason: reading.text("reason"), house: house, by: identity.account.id.number)
        }
        let said = Phrase("状态已更改，公开页面已更新。", "The status is changed; the public page shows it.") + change.phrase
        return visit.see("/desk/activities/\(id.text)", saying: said)
    }
}

extension DeskActivityPage {
    /// The page with the newest version in its form, and the forms that add sessions as they begin.
    static func load(_ visit: Visit, _ house: House) async throws -> DeskActivityPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Activity.noun, Activity.self))
        let (model, parts) = try await visit.database.read { tx in
            (try tx.deskActivity(id, for: identity), try SessionParts(house, of: nil, in: tx))
        }
        let content = model.version.content
        let values = ActivityForm.values(of: content, version: model.version.number)
        let usual = content.capacity.map { ["capacity": String($0)] } ?? [:]
        return DeskActivityPage(
            model: model, reading: ActivityForm.form(model.choices, isNew: false).filled(values), sessionReading: SessionForm.new.filled(usual),
            sessionParts: parts, ruleReading: SessionForm.rule.filled(usual), ruleParts: parts, visit: visit)
    }
}
