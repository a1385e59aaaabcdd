import Access
import App
import Exhibits
import Foundation
import HTTPTypes
import Kernel
import Rooms
import Storage
import TestKit
import Testing
import Venues

@Suite("Exhibits and loans, by programs")
struct LendingTests {
    private struct Lending {
        let world: World
        let owner: Program
        let borrower: Program
        let stranger: Program
    }

    private static func make(_ engine: TestEngine) async throws -> Lending {
        let world = try await World.make(engine)
        let all = world.kepu.house.permissions.filter { $0.name.hasPrefix("exhibits.") && $0.name != "exhibits.see" }
        let see = world.kepu.house.permissions.filter { $0.name == "exhibits.see" }
        let units = try await world.kepu.database.read { tx in try ["museum", "school"].map { try #require(try tx.organisation(key: $0)).id } }
        return Lending(
            world: world, owner: try await world.program(.host, over: .organisation(units[0].number), all + see),
            borrower: try await world.program(.host, over: .organisation(units[1].number), all + see),
            stranger: try await world.program(.host, over: .organisation(999), all + see))
    }

    private static func body(_ values: [String: Any]) throws -> String { String(decoding: try JSONSerialization.data(withJSONObject: values), as: UTF8.self) }

    private static func asking(_ lending: Lending, _ from: String, _ to: String) async throws -> [String: Any] {
        let exhibit = try #require(try await lending.world.ask("/api/v1/exhibits").ids.first)
        let unit = try await lending.world.kepu.database.read { tx in try #require(try tx.organisation(key: "school")).id.text }
        return ["resource": exhibit, "borrower": unit, "from": from, "to": to, "purpose": "Science Day", "place": "Hall", "site_indoor": true]
    }

    /// From the wish to the end, each step by its own side.
    @Test(arguments: TestEngine.allCases) func aLoanFromTheWishToTheEnd(_ engine: TestEngine) async throws {
        let lending = try await Self.make(engine), (owner, borrower) = (lending.owner, lending.borrower)
        let asked = try await borrower.send(.post, "/loans", try Self.body(try await Self.asking(lending, "2026-06-10", "2026-06-12")))
        let path = "/loans/\(try asked.id)"
        #expect(asked.status == 201 && asked.headers["location"] == "/api/v1" + path, "\(asked.text)")
        #expect(try asked.string("state") == "asked" && asked.json["steps"] as? [String] == ["withdraw"] && asked.json["wanted"] as? Int == 1)

        // Whoever has nothing to do with it learns nothing of it; the borrower does not reserve.
        #expect(try await lending.stranger.get(path).status == 403)
        let pieces = try await owner.get("/pieces").items, free = try #require(pieces.last { $0["state"] as? String == "in-service" }?["id"] as? String)
        let reservation = try Self.body(["pieces": [free], "days_before": 0, "days_after": 0])
        #expect(try await borrower.send(.post, path + "/reservation", reservation, match: asked.tag).status == 403)
        let reserved = try await owner.send(.post, path + "/reservation", reservation, match: try await owner.get(path).tag)
        #expect(try reserved.status == 200 && reserved.string("state") == "reserved" && reserved.string("held_from") == "2026-06-10", "\(reserved.text)")

        // Seen before that, it is another by now.
        let late = try await owner.send(.post, path + "/steps", "{\"event\":\"cancel\",\"remark\":\"No\"}", match: asked.tag)
        #expect(try late.status == 412 && late.string("state") == "reserved")

        let half = try await owner.send(.post, path + "/packing", "{\"packed\":[],\"close\":true}", match: reserved.tag)
        #expect(half.status == 422 && half.text.contains("Nothing on the packing list is ticked yet"), "\(half.text)")
        let packed = try await owner.send(.post, path + "/packing", try Self.body(["packed": [free], "close": true]), match: reserved.tag)
        #expect(try packed.status == 200 && packed.string("state") == "packed", "\(packed.text)")
        let sent = try await owner.send(.post, path + "/steps", "{\"event\":\"send\"}", match: packed.tag)
        #expect(try sent.status == 200 && sent.string("state") == "under-way", "\(sent.text)")

        // Each thing is looked at, and what is broken says what.
        let silent = try Self.body(["findings": [["piece": free, "condition": "broken"]], "site_checked": true])
        let unsaid = try await borrower.send(.post, path + "/acceptance", silent, match: sent.tag)
        #expect(try unsaid.status == 422 && unsaid.pointers == ["/findings"] && unsaid.text.contains("say what is broken"), "\(unsaid.text)")
        let unknown = try await borrower.send(.post, path + "/acceptance", "{\"findings\":[{\"piece\":\"x\",\"condition\":\"fine\"}],\"site_checked\":true}", match: sent.tag)
        #expect(try unknown.status == 422 && unknown.pointers == ["/findings/0/condition", "/findings/0/piece"], "\(unknown.text)")
        let broken = try Self.body(["findings": [["piece": free, "condition": "broken", "remark": "The left flap"]], "site_checked": true])
        let accepted = try await borrower.send(.post, path + "/acceptance", broken, match: sent.tag)
        #expect(try accepted.status == 200 && accepted.string("state") == "accepted", "\(accepted.text)")
        let fault = try #require(try await owner.get("/faults").items.last)
        #expect(fault["piece"] as? String == free && fault["says"] as? String == "The left flap" && fault["source"] as? String == "acceptance")
        let back = try await borrower.send(.post, path + "/steps", "{\"event\":\"give-back\"}", match: accepted.tag)
        let over = try await owner.send(.post, path + "/inspection", try Self.body(["findings": [["piece": free, "condition": "broken", "remark": "As it was"]]]), match: back.tag)
        #expect(try over.status == 200 && over.string("state") == "inspected" && (over.json["steps"] as? [String])?.isEmpty == true, "\(over.text)")
    }

    /// What is promised to one is refused to the other, and both days are told.
    @Test(arguments: TestEngine.allCases) func oneThingIsPromisedOnce(_ engine: TestEngine) async throws {
        let lending = try await Self.make(engine), owner = lending.owner
        let free = try #require(try await owner.get("/pieces").items.last { $0["state"] as? String == "in-service" }?["id"] as? String)
        var answers: [Seen] = []
        for days in [("2026-06-10", "2026-06-12"), ("2026-06-12", "2026-06-14")] {
            let asked = try await lending.borrower.send(.post, "/loans", try Self.body(try await Self.asking(lending, days.0, days.1)))
            let path = "/loans/\(try asked.id)"
            let body = try Self.body(["pieces": [free], "days_before": 0, "days_after": 0])
            answers.append(try await owner.send(.post, path + "/reservation", body, match: try await owner.get(path).tag))
        }
        #expect(answers[0].status == 200, "\(answers[0].text)")
        #expect(try answers[1].status == 409 && answers[1].pointers == ["/pieces"] && answers[1].text.contains("is promised for"), "\(answers[1].text)")
        let days = try await lending.world.ask("/api/v1/exhibits/\(try await Self.asking(lending, "", "")["resource"] ?? "")/availability?begin=2026-06-09&end=2026-06-10").items
        #expect(days.map { $0["day"] as? String } == ["2026-06-09", "2026-06-10"])
        let counts = days.compactMap { $0["free"] as? Int }
        #expect(counts.count == 2 && counts[0] == counts[1] + 1, "\(days)")
    }

    /// A wish that is wrong in several places, a place that does not fit, and the same wish sent twice.
    @Test func aWishIsReadAsTheFormReadsIt() async throws {
        let lending = try await Self.make(.sqlite), borrower = lending.borrower
        let wrong = try await borrower.send(.post, "/loans", "{\"from\":\"soon\",\"extra\":1}")
        #expect(try wrong.status == 422 && wrong.pointers == ["/borrower", "/extra", "/from", "/place", "/purpose", "/resource", "/to"], "\(wrong.text)")
        var past = try await Self.asking(lending, "2026-05-01", "2026-05-02")
        let early = try await borrower.send(.post, "/loans", try Self.body(past))
        #expect(try early.status == 422 && early.pointers == ["/from"], "\(early.text)")
        past["borrower"] = "0000000000001"
        let nobody = try await borrower.send(.post, "/loans", try Self.body(past))
        #expect(try nobody.status == 422 && nobody.pointers == ["/borrower"], "\(nobody.text)")
        let good = try Self.body(try await Self.asking(lending, "2026-06-20", "2026-06-21")), key = UUID().uuidString
        let first = try await borrower.send(.post, "/loans", good, key: key), again = try await borrower.send(.post, "/loans", good, key: key)
        #expect(first.status == 201 && again.body == first.body && again.headers["idempotency-replayed"] == "true")
        // Somebody else's unit is not theirs to ask for.
        #expect(try await lending.stranger.send(.post, "/loans", good).status == 403)
    }

    /// A fault is reported by who owns the thing, and by nobody else.
    @Test(arguments: TestEngine.allCases) func aFaultTakesItOut(_ engine: TestEngine) async throws {
        let lending = try await Self.make(engine)
        let free = try #require(try await lending.owner.get("/pieces").items.last { $0["state"] as? String == "in-service" }?["id"] as? String)
        #expect(try await lending.stranger.send(.post, "/pieces/\(free)/faults", "{\"says\":\"x\"}").status == 403)
        let empty = try await lending.owner.send(.post, "/pieces/\(free)/faults", "{}")
        #expect(try empty.status == 422 && empty.pointers == ["/says"])
        let made = try await lending.owner.send(.post, "/pieces/\(free)/faults", "{\"says\":\"The lamp is dark\"}")
        #expect(try made.status == 201 && made.string("state") == "open" && made.string("piece") == free, "\(made.text)")
        let now = try await lending.owner.get("/pieces").items.first { $0["id"] as? String == free }
        #expect(now?["state"] as? String == "under-repair")
        let told = try await lending.owner.get("/faults/\(try made.id)")
        #expect(try told.status == 200 && told.string("says") == "The lamp is dark")
    }
}
