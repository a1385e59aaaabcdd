@testable import Activities
import Foundation
import Kernel
import Language
import Regions
import Storage
import TestKit
import Testing
import Venues
import Web

@Suite struct ContentTests {
    /// The list lies beside the checkout, or where KEPU_SHARED says; a few of the same kinds always run.
    private static let strings: [String] = {
        let folder = ProcessInfo.processInfo.environment["KEPU_SHARED"] ?? "../shared"
        let few = ["<script>alert(1)</script>", "'; DROP TABLE activities_activity; --", "\u{202E}反向", "👨‍👩‍👧‍👦", "null", "%s%n", "𠮷野家", "a\u{0301}"]
        guard let data = FileManager.default.contents(atPath: folder + "/data/text/naughty-strings.json") else { return few }
        return few + ((try? JSONDecoder().decode([String].self, from: data)) ?? [])
    }()

    /// Through every text of an activity and of a session, and back unharmed.
    @Test(arguments: TestEngine.allCases) func textsComeBackAsTheyWentIn(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        for text in Self.strings where !text.utf8.contains(0) && !text.allSatisfy(\.isWhitespace) {
            let content = Self.full(of: text)
            let (kept, session, json) = try await world.database.write { tx in
                let id = try tx.addActivity(ActivityDraft(organiser: world.museum, content: content))
                var draft = SessionDraft(begin: world.now, end: world.now.adding(hours: 1))
                draft.note = Wording(text, text)
                try tx.addSession(draft, to: id)
                try tx.place(id, in: world.city)
                try tx.setStatus(.rescheduled, of: id, reason: text, by: 1)
                let model = try tx.publicActivity(id)
                return (model.content, model.sessions.first?.note, ActivityJSON.text(model))
            }
            #expect(kept == content, "\(text.debugDescription)")
            #expect(session == Wording(text, text))
            // Whole JSON; its texts are compared as written, since Foundation drops a lone byte order mark when it reads.
            _ = try JSONSerialization.jsonObject(with: Data(json.utf8))
            #expect(json.contains("\"title\":{\"zh\":" + JSONText.quote(text)), "\(text.debugDescription)")
        }
        await world.database.close()
    }

    /// What the form shows of a version is read back as the same version.
    @Test func theFormGivesBackWhatItShows() throws {
        var content = Self.full(of: "x<y>&\"'")
        content.themes = ["space", "health"]
        content.region = "610113"
        content.period = ActivityPeriod(begin: day("2023-09-01"), end: day("2023-09-30"), precision: .month)
        content.access = [.quiet, .sight]
        content.onlineURL = "https://example.org/a?b=c"
        content.imageURL = "https://example.org/picture.jpg"
        (content.ageMin, content.ageMax, content.capacity, content.isFree) = (6, 12, 0, false)
        let choices = ActivityChoices()
        var posted = Posted.nothing
        posted.fields = Query(ActivityForm.values(of: content, version: 1).map { ($0.key, $0.value) })
        var reading = ActivityForm.form(choices, isNew: false).read(posted)
        let read = ActivityForm.content(from: &reading, keeping: content, regions: .china2023)
        #expect(reading.remarks.map(\.says.en) == [])
        #expect(read == content)
    }

    @Test func contradictionsAreRefusedBesideTheirFields() throws {
        func field(_ change: (inout ActivityContent) -> Void) -> String? {
            var content = ActivityContent(title: Wording("名称"), summary: Wording(""))
            change(&content)
            do { try content.check() } catch { return error.field }
            return nil
        }
        #expect(field { _ in } == nil)
        #expect(field { $0.title = Wording("") } == "title_zh")
        #expect(field { ($0.ageMin, $0.ageMax) = (12, 6) } == "age_max")
        #expect(field { $0.ageMin = 130 } == "age_min")
        #expect(field { $0.period = ActivityPeriod(begin: day("2023-09-02"), end: day("2023-09-01")) } == "period_end")
        #expect { _ = try ActivityForm.region("朝阳区", in: .china2023) } throws: { ($0 as? Refusal)?.code == "region-ambiguous" }
        #expect { _ = try ActivityForm.region("没有这个区", in: .china2023) } throws: { ($0 as? Refusal)?.code == "no-region" }
        #expect(try ActivityForm.region("610113", in: .china2023) == "610113")
    }

    @Test(arguments: TestEngine.allCases) func anUnknownRegionStaysUnknown(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let (region, scopes, again) = try await world.database.write { tx in
            var draft = ActivityDraft(organiser: world.museum, title: Wording("Fête"), summary: Wording(""))
            draft.external = ExternalName(source: "fete", id: "1")
            draft.content.zone = Zone("Europe/Paris") ?? .utc
            let id = try tx.addActivity(draft)
            try tx.place(id, in: world.city)
            let region = try tx.row("SELECT region FROM view_activities_counted WHERE activity_id = \(id)") { try $0.textOrNil("region") }
            return (region, try tx.activityScopes(id).count, try tx.useAgain(id, by: 1))
        }
        #expect(region == .some(nil) && scopes == 3)
        #expect(try await world.database.read { try $0.activity(again)?.external } == nil)
        #expect(try await world.database.read { try $0.activity(again)?.repeats } != nil)
        await #expect(throws: Refusal.self) {
            try await world.database.write { tx in
                var draft = ActivityDraft(organiser: world.museum, title: Wording("Fête"), summary: Wording(""))
                draft.external = ExternalName(source: "fete", id: "1")
                try tx.addActivity(draft)
            }
        }
        await world.database.close()
    }

    private static func full(of text: String) -> ActivityContent {
        let wording = Wording(text, text)
        var content = ActivityContent(title: wording, summary: wording, kind: .forum, mode: .both)
        (content.description, content.audience, content.fee, content.bookingNote) = (wording, wording, wording, wording)
        content.place = Place(name: wording, address: wording, point: GeoPoint(latitude: 34.25, longitude: 108.5))
        (content.imageCredit, content.contact) = (text, text)
        return content
    }
}

extension World { var now: Instant { Self.now } }
