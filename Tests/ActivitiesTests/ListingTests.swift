import Formats
import Foundation
import HTTPTypes
import Kernel
import Language
import Storage
import TestKit
import Testing
import Web

@testable import Activities

/// The list in every format, read back by our own readers: the same set as the pages, nothing lost, nothing run.
@Suite struct ListingTests {
    @Test(arguments: TestEngine.allCases) func everyFormatHoldsWhatThePagesHold(_ engine: TestEngine) async throws {
        let one = try await ListingWorld.make(engine)
        let wanted = Set(one.ids.map(\.text))
        let order = try await one.listed()
        #expect(Set(order) == wanted)

        let json = try await one.get("/activities.json")
        #expect(json.status == 200 && json.headers[.contentType] == "application/json")
        #expect(json.headers[HTTPField.Name("X-Total-Count")!] == "11")
        let whole = try object(json.body)
        let items = try #require(whole["activities"] as? [[String: Any]])
        #expect(items.map { $0["id"] as? String } == order)
        #expect(whole["total"] as? Int == 11 && whole["count"] as? Int == 11)
        let titles = items.compactMap { ($0["title"] as? [String: Any])?["zh"] as? String }
        #expect(Set(ListingWorld.hostile).isSubset(of: Set(titles)))

        let geo = try object(try await one.get("/activities.geojson").body)
        #expect((geo["features"] as? [[String: Any]])?.map { $0["id"] as? String } == [one.ids[3].text])
        #expect(geo["withoutPoint"] as? Int == 10 && geo["total"] as? Int == 11 && geo["numberReturned"] as? Int == 1)

        for name in ["csv", "xlsx"] {
            let answer = try await one.get("/activities.\(name)")
            let rows = try records(answer.body, "a.\(name)")
            #expect(rows.count == 12, "\(name)")
            #expect(unique(rows.compactMap { $0["活动编号"]?.text }) == order, "\(name)")
            let found = rows.compactMap { $0["活动"]?.text }
            for title in ListingWorld.hostile {
                let kept = title.replacing("\u{2028}", with: "\u{2028}")
                #expect(found.contains { $0 == kept || $0 == "'" + kept }, "\(name) \(title) \(found)")
            }
        }
        let csv = try await one.get("/activities.csv").body
        #expect(csv.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(!String(decoding: csv, as: UTF8.self).contains("\n=HYPERLINK"))

        let atom = String(decoding: try await one.get("/activities.atom").body, as: UTF8.self)
        #expect(unique(atom.components(separatedBy: "<entry><id>tag:kepu,2023-09-16:activity/").dropFirst().map { String($0.prefix(13)) }).count == 11)
        #expect(atom.contains("<os:totalResults>11</os:totalResults>") && atom.contains("]]&gt;"))
        #expect(atom.contains("<at:deleted-entry ref=\"tag:kepu,2023-09-16:activity/\(one.withdrawn.text)\""))
        #expect(!atom.contains("<id>tag:kepu,2023-09-16:activity/\(one.withdrawn.text)"))
        await one.world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func calendarsStrikeOutWhatIsOff(_ engine: TestEngine) async throws {
        let one = try await ListingWorld.make(engine)
        let answer = try await one.get("/activities.ics")
        #expect(answer.headers[.contentType]?.hasPrefix("text/calendar") == true)
        let events = try records(answer.body, "a.ics")
        #expect(events.count == 13)
        let status = Dictionary(events.map { ($0["summary"]?.text ?? "", $0["status"]?.text ?? "") }, uniquingKeysWith: { a, _ in a })
        #expect(status["撤回的活动"] == "CANCELLED" && status["@SUM(A1)"] == "CANCELLED" && status["+1+1"] == "CONFIRMED")
        let sessions = try await one.world.database.read { tx in try one.ids.flatMap { try tx.sessions(of: $0) } + (try tx.sessions(of: one.withdrawn)) }
        let uids = Set(events.compactMap { $0["uid"]?.text })
        #expect(uids == Set(sessions.map { $0.id.text + "@kepu" } + [one.ids[10].text + "@kepu"]))
        // A change raises the sequence, the identity stays.
        let session = try #require(sessions.first)
        let before = try #require(sequence(events, session.id))
        try await one.world.database.write { tx in
            let later = SessionDraft(begin: session.begin.adding(hours: 1), end: session.end.adding(hours: 1), capacity: session.capacity)
            try tx.changeSession(session, to: later, status: session.status, house: World.house, by: 1)
        }
        let after = try records(try await one.get("/activities/\(session.activity).ics").body, "a.ics")
        #expect(after.count == 1 && (sequence(after, session.id) ?? 0) > before)
        // One that is gone is told for a year; then, and one that never was, it is not found.
        let gone = try records(try await one.get("/activities/\(one.withdrawn).ics").body, "a.ics")
        #expect(gone.map { $0["status"]?.text } == ["CANCELLED"])
        #expect(try await one.get("/activities/\(one.withdrawn).json").status == 404)
        // A list of days does not tell strangers of what was taken away on other days, and strikes out its own.
        let day = try records(try await one.get("/activities.ics?begin=2023-09-18&end=2023-09-18").body, "a.ics")
        #expect(Set(day.compactMap { $0["summary"]?.text }) == ["撤回的活动", "+1+1"])
        let cancelled = try records(try await one.get("/activities.ics?begin=2023-09-16&end=2023-09-16").body, "a.ics")
        #expect(cancelled.contains { $0["summary"]?.text == "@SUM(A1)" && $0["status"]?.text == "CANCELLED" })
        #expect(try records(try await one.get("/activities.ics?region=110000").body, "a.ics").isEmpty)
        await one.world.database.close()
    }

    @Test func filtersPagesAndErrors() async throws {
        let one = try await ListingWorld.make(.sqlite)
        for query in ["q=%E7%A7%91%E5%AD%A6", "begin=2023-09-18", "region=610113", "places=5", "kind=workshop"] {
            let items = try #require(try object(try await one.get("/activities.json?" + query).body)["activities"] as? [[String: Any]])
            let pages = try await one.listed(query)
            #expect(Set(items.compactMap { $0["id"] as? String }).isSubset(of: Set(pages)) || pages.isEmpty, "\(query)")
            #expect(items.count == pages.count || pages.count >= items.count, "\(query)")
        }
        let page = try object(try await one.get("/activities.json?page=1").body)
        #expect(page["total"] as? Int == 11)
        for (path, name) in [("/activities.json?regoin=1", "regoin"), ("/activities.ics?begin=x", "begin"), ("/activities.atom?page=0", "page"), ("/activities.geojson?page=7", "page")] {
            let answer = try await one.get(path)
            #expect(answer.status == 400 && answer.headers[.contentType] == "application/problem+json", "\(path)")
            #expect(String(decoding: answer.body, as: UTF8.self).contains(name), "\(path)")
        }
        #expect(try await one.get("/activities.csv?begin=x", accept: "text/html").headers[.contentType]?.hasPrefix("text/html") == true)
        for path in ["/activities.xml", "/activities.doc", "/activities/\(one.ids[0]).xyz", "/activities/\(one.ids[0]).csv", "/activities/nothing.ics"] {
            #expect(try await one.get(path).status == 404, "\(path)")
        }
        let head = try await one.site.respond(method: .head, path: "/activities.csv")
        #expect(head.status == 200 && head.body.isEmpty && head.headers[HTTPField.Name("X-Total-Count")!] == "11")
        let html = String(decoding: try await one.get("/activities?region=610000&utm_source=x").body, as: UTF8.self)
        #expect(html.contains("href=\"/activities.ics?region=610000\"") && html.contains("class=\"formats\""))
        await one.world.database.close()
    }

    @Test func thePageCarriesLinkedDataThatCannotEscape() async throws {
        let one = try await ListingWorld.make(.sqlite)
        let html = String(decoding: try await one.get("/activities/\(one.ids[5])").body, as: UTF8.self)
        let block = try #require(html.components(separatedBy: "<script type=\"application/ld+json\">").dropFirst().first?.components(separatedBy: "</script>").first)
        let data = try object(Array(block.utf8))
        #expect(data["name"] as? String == ListingWorld.hostile[5])
        #expect(data["startDate"] as? String == "2023-09-16T14:00:00+08:00")
        #expect(html.components(separatedBy: "<script>alert").count == 1)
        await one.world.database.close()
    }

    @Test func theProgrammeIsPrinted() async throws {
        let one = try await ListingWorld.make(.sqlite)
        for language in ["zh-Hans", "en"] {
            let answer = try await one.get("/activities.pdf?region=610113", language)
            #expect(answer.status == 200 && answer.body.starts(with: Array("%PDF-".utf8)) && answer.body.count > 5_000)
        }
        #expect(try await one.get("/activities.pdf?page=1").status == 400)
        await one.world.database.close()
    }

    private func object(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    private func records(_ bytes: [UInt8], _ name: String) throws -> [Datum] {
        var reader = try RecordFile.open(path: try ImportWorld.file(name, bytes: bytes))
        var out: [Datum] = []
        while let record = try reader.next() { out.append(record.datum) }
        return out
    }

    private func sequence(_ events: [Datum], _ session: ID<ActivitySession>) -> Int64? {
        guard case .integer(let number)? = events.first(where: { $0["uid"]?.text == session.text + "@kepu" })?["sequence"] else { return nil }
        return number
    }

    private func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
