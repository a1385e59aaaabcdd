import Access
import Campaigns
import Kernel
import Language
import Regions
import Rooms
import Storage
import Venues
import Web

/// The form of an activity: a new one, and the next version of one that is there.
enum EntryRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/activities/new", .permitted(Activities.enter)) { visit in try await NewEntryPage.load(visit).answer },
            .post("/desk/activities", .permitted(Activities.enter)) { visit in try await add(visit) },
            .post("/desk/activities/{id}", .permitted(Activities.enter)) { visit in try await revise(visit, house) },
        ]
    }

    private static func add(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        var page = try await NewEntryPage.load(visit)
        page.reading = ActivityForm.form(page.choices, isNew: true).read(visit.posted)
        page.status = 422
        let content = ActivityForm.content(from: &page.reading, regions: visit.regions)
        guard let content, let organiser = ID<Organisation>(page.reading.text("organiser")) else { return page.answer }
        var draft = ActivityDraft(organiser: organiser, content: content)
        draft.isUmbrella = page.reading.isChecked("umbrella")
        draft.parent = page.reading.textOrNil("parent").flatMap { ID($0) }
        let key = page.reading.textOrNil("campaign")
        let isAnother = visit.posted.fields["another"] != nil
        let unfinished = UnfinishedRoutes.opened(visit.posted.fields["unfinished"])
        do {
            return try await visit.making { [draft] tx in
                // Who may not enter it for that organiser learns nothing of what the organiser has.
                let id = try tx.enterActivity(draft, offeredTo: key, by: identity)
                if !isAnother {
                    let found = try tx.likelyDuplicates(of: tx.checked(draft.content), organiser: draft.organiser, days: [], excluding: id)
                    if !found.isEmpty { throw LikelyDuplicates(found: found) }
                }
                try tx.dropUnfinished(unfinished, of: identity.account.id)
                return Made(
                    at: "/desk/activities/\(id.text)",
                    saying: Phrase("活动已保存为草稿。请添加场次，再提交到活动项目。", "The activity is saved as a draft. Add its sessions, then submit it to a campaign."))
            }
        } catch let refusal as Refusal where refusal.kind == .invalid {
            page.reading.remark(refusal)
        } catch let duplicates as LikelyDuplicates {
            (page.duplicates, page.status) = (duplicates.found, 409)
        }
        return page.answer
    }

    private static func revise(_ visit: Visit, _ house: House) async throws -> Answer {
        var page = try await DeskActivityPage.load(visit, house)
        let (identity, id) = (try visit.signedIn(), page.model.activity.id)
        var reading = ActivityForm.form(page.model.choices, isNew: false).read(visit.posted)
        let unfinished = UnfinishedRoutes.opened(visit.posted.fields["unfinished"])
        let seen = reading.integer("version").map { Int($0) } ?? 0
        // Somebody else's newer version comes first: what is wrong with this one is told once both are seen.
        if seen != page.model.version.number, let merged = try await merged(page, reading, seen: seen, visit) { return merged }
        if let content = ActivityForm.content(from: &reading, keeping: page.model.version.content, regions: visit.regions) {
            do {
                let number = try await visit.database.write { tx in
                    try identity.require(Activities.enter, within: tx.entryScopes(id))
                    let number = try tx.revise(id, to: content, seen: seen, by: identity.account.id.number)
                    try tx.dropUnfinished(unfinished, of: identity.account.id)
                    return number
                }
                return visit.see("/desk/activities/\(id.text)", saying: said(number, seen: seen, page.model))
            } catch let refusal as Refusal where refusal.code == Refusal.editedMeanwhile.code {
                let newer = try await DeskActivityPage.load(visit, house)
                if let merged = try await merged(newer, reading, seen: seen, visit) { return merged }
                reading.remark(refusal)
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
        }
        (page.reading, page.status) = (reading, 422)
        return page.answer
    }

    /// Both texts, where somebody saved a newer version since this form was opened; nil where the version that it names never was.
    private static func merged(_ page: DeskActivityPage, _ reading: FormReading, seen: Int, _ visit: Visit) async throws -> Answer? {
        let activity = page.model.activity.id
        guard seen != page.model.version.number, let base = try await visit.database.read({ try $0.version(seen, of: activity) }) else { return nil }
        var page = page
        let fields = reading.form.fields.filter { $0.name != "version" }
        let mine = Dictionary(fields.map { ($0.name, reading.text($0.name)) }, uniquingKeysWith: { first, _ in first })
        let newest = page.model.version
        let merge = EntryMerge(
            fields.map(\.name), base: ActivityForm.values(of: base.content, version: seen), mine: mine,
            theirs: ActivityForm.values(of: newest.content, version: newest.number))
        page.reading = reading.form.filled(merge.values.merging(["version": String(newest.number)]) { $1 })
        page.merge = merge
        for field in fields {
            guard let value = merge.differing[field.name] else { continue }
            let shown = field.shown(value)
            page.notes[field.name] = Phrase("第 \(newest.number) 版为：\(shown.zh)", "Version \(newest.number) says: \(shown.en)")
        }
        page.status = 409
        return page.answer
    }

    private static func said(_ number: Int, seen: Int, _ model: DeskActivity) -> Phrase {
        if number == seen { return Phrase("没有改动，版本不变。", "Nothing differs; the version stays.") }
        let saved = Phrase("已保存为第 \(number) 版。需要公众看到时，请再次提交审核。", "Saved as version \(number). Submit it again when the public should see it.")
        guard let returned = model.placements.first(where: { $0.placement.state == .returned }) else { return saved }
        let name = returned.campaign.name
        return saved + Phrase(
            "“\(name(.zh))”此前已退回，意见在页面上；改好后请再提交。", " “\(name(.en))” has returned it, with the remarks on this page: submit it again once they are met.")
    }
}
