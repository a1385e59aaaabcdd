import Access
import Campaigns
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/activities/new`: the form of a new activity, as it begins, as it was left, or with what is wrong in it.
struct NewEntryPage {
    let choices: ActivityChoices
    var reading: FormReading
    var keeping: EntryKeeping
    var duplicates: [LikelyDuplicate] = []
    var campaigns: [Campaign] = []
    let visit: Visit
    var status = 200

    /// The empty form, or the unfinished entry that the address names.
    static func load(_ visit: Visit) async throws -> NewEntryPage {
        let identity = try visit.signedIn()
        let opened = UnfinishedRoutes.opened(visit.posted.fields["unfinished"] ?? visit.query["unfinished"])
        let (choices, entries, campaigns, usual) = try await visit.database.read { tx in
            let entries = try tx.unfinishedEntries(of: identity.account.id).filter { $0.activity == nil }
            let choices = try tx.activityChoices(for: identity, isNew: true)
            return (choices, entries, try tx.campaigns(), try Self.usual(choices, tx))
        }
        let entry = entries.first { $0.id == opened }
        let form = ActivityForm.form(choices, isNew: true)
        let keeping = EntryKeeping(
            account: identity.account.id, activity: nil, opened: entry, waiting: Array(entries.filter { $0.id != opened }.prefix(3)))
        return NewEntryPage(
            choices: choices, reading: entry.map { form.entered($0.fields) } ?? form.filled(usual), keeping: keeping,
            campaigns: campaigns.filter { $0.phase(on: visit.now.day(in: $0.zone)) != .over }, visit: visit)
    }

    /// What a new form begins with: where there is one unit only, what its profile says.
    private static func usual(_ choices: ActivityChoices, _ tx: Transaction) throws -> [String: String] {
        var values = ["zone": Zone.china.name, "mode": AttendanceMode.onsite.rawValue]
        if choices.organisers.count == 1, let unit = choices.organisers.first {
            let profile = try tx.profile(of: unit.id)
            (values["organiser"], values["contact"]) = (unit.id.text, profile.contact)
            // Where there are venues one is chosen: its place would hold against whatever is typed.
            if choices.venues.isEmpty {
                (values["region"], values["address_zh"], values["address_en"]) = (unit.region, profile.address?.zh, profile.address?.en)
            }
        }
        if choices.mustOffer, choices.campaigns.count == 1 { values["campaign"] = choices.campaigns.first?.key }
        return values
    }

    var answer: Answer {
        let isAsked = !duplicates.isEmpty
        return visit.desk(
            Phrase("新建活动", "New activity"),
            lede: Phrase("填写时会自动暂存；去年办过的，可以直接“再次使用”。", "What you type is kept as you go. Held last year? Use that entry again."),
            trail: [("/desk/activities", Phrase("我的活动", "My activities"))], status: status
        ) {
            LikelyDuplicatePage(found: duplicates, campaigns: campaigns, wanted: reading.textOrNil("campaign"), visit: visit).html
            ActivityFormPage(
                reading: reading, parts: ActivityForm.parts(choices, isNew: true), action: "/desk/activities",
                submit: isAsked ? Phrase("是另一项，仍要保存", "It is another one: save it") : Phrase("保存", "Save"), keeping: keeping, makes: true,
                isAnother: isAsked, visit: visit
            ).html
        }
    }
}
