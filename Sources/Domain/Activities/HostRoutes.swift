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
            .get("/desk/activities/{id}", .permitted(Activities.enter)) { visit in
                try await DeskActivityPage.load(visit, house).answer
            },
            .post("/desk/activities/{id}/status", .permitted(Activities.enter)) { visit in try await setStatus(visit, house) },
        ]
    }

    private static func list(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let page = max(1, min(Int(visit.query["page"] ?? "1") ?? 1, 100_000))
        let words = String((visit.query["q"] ?? "").prefix(100))
        let isPast = visit.query["when"] == "past"
        let (found, unfinished) = try await visit.database.read { tx in
            let found = try tx.hostLines(for: identity, words: words, isPast: isPast, page: page, size: HostListPage.size)
            return (found, try tx.unfinishedEntries(of: identity.account.id))
        }
        return HostListPage(lines: found.lines, total: found.total, page: page, isPast: isPast, unfinished: unfinished, visit: visit).answer
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
            return try tx.changingTimes(of: id, by: identity) {
                try tx.setStatus(status, of: id, reason: reading.text("reason"), house: house, by: identity.account.id.number)
            }
        }
        let said = Phrase("状态已更改，公开页面已更新。", "The status is changed; the public page shows it.") + change.phrase
        return visit.see("/desk/activities/\(id.text)", saying: said)
    }
}

extension DeskActivityPage {
    /// The page with the newest version in its form, or what was left unfinished there, and the forms that add sessions as they begin.
    static func load(_ visit: Visit, _ house: House) async throws -> DeskActivityPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Activity.noun, Activity.self))
        let opened = UnfinishedRoutes.opened(visit.posted.fields["unfinished"] ?? visit.query["unfinished"])
        let (model, parts, entries) = try await visit.database.read { tx in
            let model = try tx.deskActivity(id, for: identity)
            return (model, try SessionParts(house, of: nil, in: tx), try tx.unfinishedEntries(of: identity.account.id, on: id))
        }
        let content = model.version.content
        let form = ActivityForm.form(model.choices, isNew: false)
        let entry = entries.first { $0.id == opened }
        let values = ActivityForm.values(of: content, version: model.version.number)
        let usual = content.capacity.map { ["capacity": String($0)] } ?? [:]
        let keeping = EntryKeeping(account: identity.account.id, activity: id, opened: entry, waiting: entries.filter { $0.id != opened })
        return DeskActivityPage(
            model: model, reading: entry.map { form.entered($0.fields) } ?? form.filled(values), keeping: keeping,
            sessionReading: SessionForm.new.filled(usual), sessionParts: parts, ruleReading: SessionForm.rule.filled(usual), ruleParts: parts, visit: visit)
    }
}
