import Access
import Activities
import Campaigns
import Kernel
import Language
import Resources
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import JointActions

/// Units join an action, choose their ways, begin activities from its kit, and receive its flag.
@Suite struct TakingPartTests {
    @Test(arguments: TestEngine.allCases) func joinedWithOneClickAndCountedTwice(_ engine: TestEngine) async throws {
        let world = try await JointWorld.make(engine)
        #expect(try await world.visitor.go("/campaigns/action").text.contains("Nobody takes part yet."))
        #expect(try await world.visitor.go(JointWorld.page).path.hasPrefix("/sign-in"))
        // One click, without a way; then the ways.
        #expect(try await world.join(0).text.contains("No way is chosen yet"))
        let chosen = try await world.join(0, ["digital", "own"])
        #expect(chosen.status == 200 && chosen.html.contains("/desk/campaigns/action/joining") && chosen.html.contains("nature=digital"), "\(chosen.text)")
        try await world.join(0, ["own"], in: "action-north")
        try await world.join(1, ["own"])
        // Once for the action, once for each part of it.
        let page = try await world.visitor.go("/campaigns/action")
        #expect(page.text.contains("2 units take part, 3 times counted by part."), "\(page.text)")
        #expect(page.text.contains("Download digital resources: 1") && page.text.contains("Develop one's own: 2"))
        let list = try await world.visitor.go("/campaigns/action/participants")
        #expect(list.text.contains("City Museum (in 2 parts)") && list.text.contains("First School"), "\(list.text)")
        #expect(try await world.visitor.go("/campaigns/action-north").text.contains("1 unit takes part."))
        // The figure opens to its records, however narrowed.
        for (query, units) in [("way=digital", ["City Museum"]), ("region=610116", ["First School"]), ("region=610000", ["City Museum", "First School"]), ("flag=1", []), ("way=own", ["City Museum", "First School"])] {
            let narrowed = try await world.visitor.go("/campaigns/action/participants?\(query)")
            for unit in ["City Museum", "First School"] { #expect(narrowed.text.contains(unit) == units.contains(unit), "\(query) \(unit)") }
        }
        let csv = try await world.visitor.go("/campaigns/action/participants.csv")
        #expect(String(decoding: csv.bytes, as: UTF8.self).contains("\"City Museum\",610113,"), "\(String(decoding: csv.bytes, as: UTF8.self))")
        #expect(String(decoding: csv.bytes, as: UTF8.self).contains(",2,0"))
        // The same once more is no news; leaving is, and does not forget.
        try await world.join(1, ["own"])
        for (kind, times) in [("jointactions.joined", 3), ("jointactions.ways-changed", 1)] { #expect(try await world.count(kind) == times, "\(kind)") }
        try await world.hosts[1].go(JointWorld.page)
        #expect(try await world.hosts[1].submit(JointWorld.page + "/leaving", ["unit": world.units[1].text]).text.contains("The unit has left"))
        #expect(try await world.visitor.go("/campaigns/action").text.contains("1 unit takes part, 2 times counted by part."))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whatDoesNotGoIsSaid(_ engine: TestEngine) async throws {
        let world = try await JointWorld.make(engine)
        #expect(try await world.join(0, ["physical"]).text.contains("The action has no such way"))
        #expect(try await world.join(0, ["nonsense"]).status == 422)
        #expect(try await world.join(0, ["own"], in: "old-action").text.contains("is over; nobody joins it any more"))
        #expect(try await world.join(0, in: "plain").text.contains("declares no ways to take part"))
        // Nobody joins for another unit.
        let page = try await world.hosts[0].go(JointWorld.page)
        #expect(try await world.hosts[0].post(JointWorld.page, [("csrf", page.token), ("unit", world.units[1].text)]).status == 403)
        #expect(try await world.hosts[0].post(JointWorld.page, [("csrf", page.token), ("unit", "x")]).status == 422)
        #expect(try await world.visitor.go("/campaigns/none/participants").status == 404)
        #expect(try await world.visitor.go("/campaigns/action/participants?way=none").status == 400)
        #expect(try await world.count("jointactions.joined") == 0)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func flagsGoToThoseThatTakePart(_ engine: TestEngine) async throws {
        let world = try await JointWorld.make(engine)
        for place in [0, 1] { try await world.join(place, ["own"]) }
        let launch = try await world.activity("launch"), path = "/desk/campaigns/action/flags"
        #expect(try await world.hosts[0].go(path).status == 403)
        let page = try await world.office.go(path)
        #expect(page.text.contains("City Museum") && page.text.contains("First School") && !page.text.contains("Caravan Team"))
        func award(_ units: [ID<Organisation>], _ day: String, at activity: String) async throws -> PageSeen {
            try await world.office.post(path, [("csrf", page.token), ("activity", activity), ("day", day)] + units.map { ("units", $0.text) })
        }
        #expect(try await award([], "2023-09-19", at: launch.text).text.contains("Tick the units first."))
        #expect(try await award([world.units[0]], "2023-09-26", at: launch.text).text.contains("That day is yet to come."))
        #expect(try await award([world.units[2]], "2023-09-19", at: launch.text).text.contains("Flags go to units that take part."))
        #expect(try await award([world.units[0]], "2023-09-19", at: launch.text).text.contains("One flag is noted."))
        #expect(try await award([world.units[0], world.units[1]], "2023-09-19", at: "").text.contains("One flag is noted."), "who has it keeps it")
        let shown = try await world.visitor.go("/activities/\(launch)")
        #expect(shown.text.contains("Units that received the flag One unit. City Museum"), "\(shown.text)")
        #expect(try await world.visitor.go("/campaigns/action/participants?flag=1").text.contains("City Museum Flag"))
        // Who has it does not leave; a slip is put right.
        try await world.hosts[0].go(JointWorld.page)
        let stays = try await world.hosts[0].post(JointWorld.page + "/leaving", [("csrf", world.hosts[0].page.token), ("unit", world.units[0].text)])
        #expect(stays.text.contains("stays on the list"))
        try await world.office.go(path)
        try await world.office.submit(path + "/withdrawal", ["unit": world.units[0].text])
        #expect(try await !world.visitor.go("/activities/\(launch)").text.contains("City Museum Flag"))
        for (kind, times) in [("jointactions.flag-awarded", 2), ("jointactions.flag-withdrawn", 1)] { #expect(try await world.count(kind) == times, "\(kind)") }
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func anActivityBeginsFromTheKit(_ engine: TestEngine) async throws {
        let world = try await JointWorld.make(engine)
        let kit = try await world.database.read { tx in try tx.kit(of: try #require(try tx.campaign(key: "action-north")).id) }
        #expect(kit.map(\.name.zh) == ["正确洗手"], "what an action lists belongs to its parts too; nothing else does")
        let path = "/desk/campaigns/action/kit/\(kit[0].id.text)/activity"
        let before = try await world.hosts[1].go(JointWorld.page)
        #expect(before.text.contains("Washing hands") && before.form(to: path) == nil)
        let early = try await world.hosts[1].post(path, [("csrf", before.token), ("unit", world.units[1].text)])
        #expect(early.status == 422 && early.text.contains("Join first."), "\(early.text)")
        try await world.join(1, ["own"])
        let begun = try await world.hosts[1].submit(path)
        #expect(begun.path.hasPrefix("/desk/activities/") && begun.text.contains("An activity is drafted."), "\(begun.path) \(begun.text)")
        let id = try #require(ID<Activity>(begun.path.split(separator: "/").last ?? ""))
        let made = try await world.database.read { tx in
            (content: try tx.latestVersion(of: id)?.content, placements: try tx.placements(of: id), organiser: try tx.activity(id)?.organiser)
        }
        #expect(made.content?.title.zh == "正确洗手" && made.content?.region == "610116" && made.organiser == world.units[1])
        #expect(made.placements.map(\.state) == [.draft], "it waits in the action as a draft")
        await world.database.close()
    }

    /// Two units that were one: what either joined is joined once, its flag stays.
    @Test(arguments: TestEngine.allCases) func unitsThatWereOne(_ engine: TestEngine) async throws {
        let world = try await JointWorld.make(engine)
        try await world.join(0, ["own"])
        try await world.join(1, ["digital"])
        try await world.join(1, ["own"], in: "action-north")
        let (old, kept) = (world.units[1], world.units[0])
        try await world.database.write { tx in try JointWorld.house.house.merge(Venues.organisationMerge, old.number, into: kept.number, in: tx) }
        let counted = try await world.database.read { tx in
            let campaign = try #require(try tx.campaign(key: "action")).id
            return (try tx.joiningCount(of: campaign), try tx.joining(campaign, kept)?.ways)
        }
        #expect(counted.0 == JoiningCount(units: 1, times: 2) && counted.1 == [.digital, .own])
        await world.database.close()
    }

    @Test func waysAreKeptApart() {
        for ways in [[], [.own], [.digital, .own], Way.Kind.allCases] as [[Way.Kind]] {
            #expect(JoiningWays.read(JoiningWays.text(ways)) == ways)
            #expect(JoiningWays.text(ways.reversed()) == JoiningWays.text(ways))
        }
    }
}

extension JointWorld {
    func count(_ kind: String) async throws -> Int {
        Int(try await database.read { tx in try tx.number("SELECT COUNT(*) FROM ledger_entry WHERE kind = \(kind)") } ?? 0)
    }

    func activity(_ key: String) async throws -> ID<Activity> {
        try #require(try await database.read { tx in try tx.activity(key: key)?.id })
    }
}
