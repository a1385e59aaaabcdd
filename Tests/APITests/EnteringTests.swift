import Access
import Activities
import App
import Foundation
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing

@Suite("Entering by program")
struct EnteringTests {
    static func lecture(_ organiser: String, _ more: String = "") -> String {
        """
        {"organiser":"\(organiser)","title":{"zh":"星空讲座","en":"The night sky"},"kind":"lecture","place":{"zh":"社区礼堂"},"region":"610113",\
        "access":["wheelchair","quiet"],"cost":"free","age_min":8\(more)}
        """
    }

    @Test(arguments: TestEngine.allCases)
    func oneIsEnteredChangedAndHeldAgainstWhatOthersDid(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host()
        let organiser = try await world.museum.text
        let sessions = #","sessions":[{"begin":"2026-06-01T10:00","end":"2026-06-01T11:00","capacity":40},{"begin":"2026-06-02T10:00","end":"2026-06-02T11:00"}]"#
        let made = try await host.send(.post, "/activities", Self.lecture(organiser, sessions + #","capacity":25"#))
        #expect(made.status == 201, "\(made.text)")
        let id = try made.id
        #expect(made.headers["location"] == "/api/v1/activities/\(id)/entry" && made.tag.hasPrefix("\""))
        #expect(try made.json["version"] as? Int == 1 && made.json["access"] as? [String] == ["wheelchair", "quiet"])
        #expect(try (made.json["title"] as? [String: String]) == ["zh": "星空讲座", "en": "The night sky"] && made.json["age_max"] is NSNull)
        // A draft: nobody else knows of it.
        #expect(try await world.ask("/api/v1/activities/\(id)").status == 404)
        let own = try await host.get("/activities/\(id)/entry")
        #expect(own.status == 200 && own.tag == made.tag && own.body == made.body)
        #expect(try await host.send(.get, "/activities/\(id)/entry", headers: ["If-None-Match": own.tag]).status == 304)
        let list = try await host.get("/activities/\(id)/entry/sessions").items
        #expect(list.map { $0["capacity"] as? Int } == [40, 25] && list.map { $0["begin"] as? String } == ["2026-06-01T10:00", "2026-06-02T10:00"])

        let entry = "/activities/\(id)/entry"
        let changed = try await host.send(.patch, entry, #"{"title":{"en":null},"age_min":null,"capacity":60}"#, match: own.tag)
        #expect(changed.status == 200 && changed.tag != own.tag)
        let title = try #require(try changed.json["title"] as? [String: Any])
        #expect(title["zh"] as? String == "星空讲座" && title["en"] is NSNull)
        #expect(try changed.json["version"] as? Int == 2 && changed.json["age_min"] is NSNull && changed.json["capacity"] as? Int == 60)

        // Whoever saw the first version changes nothing, and is told what there is now.
        let late = try await host.send(.patch, entry, #"{"capacity":1}"#, match: own.tag)
        #expect(late.status == 412 && late.tag == changed.tag && late.body == changed.body && late.headers["content-type"] == "application/json")
        let blind = try await host.send(.patch, entry, #"{"capacity":1}"#)
        #expect(blind.status == 428)
        #expect(try blind.code == "if-match-missing" && blind.string("parameter") == "If-Match")
        #expect(try await host.send(.patch, entry, #"{"capacity":1}"#, match: "W/" + changed.tag).status == 412)
        #expect(try await host.get(entry).body == changed.body)
        // Nothing differs: the version stays.
        #expect(try await host.send(.patch, entry, #"{"capacity":60}"#, match: "\"other\", \(changed.tag)").tag == changed.tag)
    }

    @Test(arguments: TestEngine.allCases)
    func everythingThatIsWrongIsSaidAtOnce(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host()
        let body = """
            {"organiser":"x","title":{"zh":"a","fr":"b"},"kind":"dance","colour":1,"age_min":"8","access":["wings"],"latitude":34.2,"period_begin":"2026-02-30",\
            "sessions":[{"begin":"2026-06-01T10:00","end":"2026-06-01T25:00"},{"start":1}]}
            """
        let seen = try await host.send(.post, "/activities", body)
        #expect(seen.status == 422 && seen.headers["content-type"] == "application/problem+json")
        let expected = [
            "/access/0", "/age_min", "/colour", "/kind", "/organiser", "/period_begin", "/sessions/0/end", "/sessions/1/begin", "/sessions/1/end", "/sessions/1/start",
            "/title/fr",
        ]
        #expect(try seen.pointers == expected, "\(seen.text)")
        let zh = try await host.send(.post, "/activities", body, headers: ["Accept-Language": "zh"])
        #expect(zh.text.contains("没有这个成员") && zh.headers["content-language"]?.hasPrefix("zh") == true)
        // What is right in kind and wrong by rule.
        let organiser = try await world.museum.text
        let rule = try await host.send(.post, "/activities", Self.lecture(organiser, #","age_max":3"#))
        #expect(try rule.status == 422 && rule.pointers == ["/age_max"], "\(rule.text)")
        let twice = #","sessions":[{"begin":"2026-06-01T10:00","end":"2026-06-01T11:00"},{"begin":"2026-06-01T10:00","end":"2026-06-01T11:00"}]"#
        let same = try await host.send(.post, "/activities", Self.lecture(organiser, twice))
        #expect(try same.status == 409 && same.pointers == ["/sessions/1/begin"], "\(same.text)")
        let before = try await world.kepu.database.read { try $0.number("SELECT COUNT(*) FROM activities_activity") }
        #expect(before == 7)
    }

    @Test(arguments: TestEngine.allCases)
    func sessionsAreAddedChangedCancelledAndTakenAway(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host()
        let id = world.activities[0].text
        let body = #"{"begin":"2026-07-01T10:00","end":"2026-07-01T11:00","capacity":20,"bookings":true,"most_per_booking":4,"note":{"zh":"二号厅","en":"Hall 2"}}"#
        let made = try await host.send(.post, "/activities/\(id)/sessions", body)
        #expect(made.status == 201, "\(made.text)")
        let path = "/activities/\(id)/sessions/\(try made.id)"
        #expect(made.headers["location"] == "/api/v1" + path)
        #expect(try made.json["bookings"] as? Bool == true && made.json["most_per_booking"] as? Int == 4 && made.json["assumed"] as? Bool == false)
        #expect(try await host.send(.post, "/activities/\(id)/sessions", body).status == 409)
        let moved = try await host.send(.patch, path, #"{"begin":"2026-07-01T09:00","waiting_list":true}"#, match: made.tag)
        #expect(moved.status == 200, "\(moved.text)")
        #expect(try moved.string("status") == "moved" && moved.json["waiting_list"] as? Bool == true && moved.tag != made.tag)
        #expect(try await host.send(.patch, path, #"{"capacity":1}"#, match: made.tag).status == 412)
        let cancelled = try await host.send(.patch, path, #"{"status":"cancelled"}"#, match: moved.tag)
        #expect(try cancelled.string("status") == "cancelled")
        #expect(try await host.send(.delete, path).status == 428)
        #expect(try await host.send(.delete, path, match: moved.tag).status == 412)
        let gone = try await host.send(.delete, path, match: cancelled.tag)
        #expect(gone.status == 204 && gone.body.isEmpty)
        #expect(try await host.get(path).status == 404)
        // A session of another activity is none of this one.
        let other = try await host.get("/activities/\(world.activities[1].text)/sessions/\(world.session.text)")
        #expect(other.status == 404)
    }

    @Test(arguments: TestEngine.allCases)
    func anActivityIsCancelledAndComesBack(_ engine: TestEngine) async throws {
        let world = try await World.make(engine), host = try await world.host()
        let path = "/activities/\(world.activities[0].text)"
        let before = try await host.get(path + "/entry")
        let silent = try await host.send(.post, path + "/status", #"{"status":"cancelled"}"#, match: before.tag)
        #expect(try silent.status == 422 && silent.pointers == ["/reason"])
        let done = try await host.send(.post, path + "/status", #"{"status":"cancelled","reason":"暴雨"}"#, match: before.tag)
        #expect(try done.status == 200 && done.string("status") == "cancelled" && done.string("status_reason") == "暴雨")
        #expect(try await world.ask("/api/v1" + path).string("status") == "cancelled")
        #expect(try await host.send(.post, path + "/status", #"{"status":"scheduled"}"#, match: before.tag).status == 412)
        #expect(try await host.send(.post, path + "/status", #"{"status":"scheduled"}"#, match: done.tag).status == 200)
    }

    @Test(arguments: TestEngine.allCases)
    func venuesAreEnteredAndChanged(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let keeper = try await world.program(.host, over: .organisation(try await world.museum.number), [.init("venues.edit", "编辑场馆", "Edit venues", roles: [.host])])
        let made = try await keeper.send(
            .post, "/venues", #"{"name":{"zh":"社区科普馆"},"kind":"other","organisation":"museum","region":"610113","hours_monday":"09:00-17:00"}"#)
        #expect(made.status == 201, "\(made.text)")
        let path = "/venues/\(try made.id)"
        #expect(try await world.ask("/api/v1" + path).status == 200)
        let changed = try await keeper.send(.patch, path + "/entry", #"{"status":"suspended","hours_monday":null}"#, match: made.tag)
        #expect(try changed.status == 200 && changed.string("status") == "suspended" && changed.json["hours_monday"] is NSNull, "\(changed.text)")
        #expect(try await keeper.send(.patch, path + "/entry", #"{"status":"closed"}"#, match: made.tag).status == 412)
        let wrong = try await keeper.send(.patch, path + "/entry", #"{"latitude":34,"region":"999999","organisation":"none","hours_monday":"late"}"#, match: changed.tag)
        #expect(try wrong.status == 422 && wrong.pointers == ["/hours_monday", "/longitude", "/organisation", "/region"], "\(wrong.text)")
    }
}
