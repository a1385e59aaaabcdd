import Access
import App
import Activities
import Declaration
import Kernel
import Language
import Storage
import TestKit
import Venues

/// Steps 1 and 2: the campaigns from one file, and one activity on its way through moderation.
extension GoldenThread {
    /// One moderator for the prefecture, an office per county, the organiser, two hosts and a door, each over a scope path.
    func addPeople() async throws {
        let hash = try await Passwords.hash(of: Token(Self.password))
        let people: [(String, Role, String)] = [
            ("organiser", .organiser, "/campaign/national-day"), ("moderator", .moderator, "/region/610000/610100"),
            ("office-a", .office, "/region/610000/610100/610113"), ("office-b", .office, "/region/610000/610100/610116"),
            ("admin", .administrator, "/"),
        ]
        try await kepu.database.write { tx in
            for person in people {
                guard let scope = Scope(person.2) else { continue }
                let account = try tx.addAccount(login: person.0 + "@story.kepu", name: person.0, passwordHash: hash)
                try tx.grant(Grant(person.1, over: scope), to: account)
            }
        }
    }

    func stepOne() async throws {
        step(1, "Three campaigns are applied from one file; applied again, nothing changes.")
        let file = [(name: StoryFile.name, bytes: Array(StoryFile.yaml.utf8))]
        let first = try await kepu.declarations.apply(file, to: kepu.database)
        try expect("created", first.count(.created), is: 8)
        let second = try await kepu.declarations.apply(file, to: kepu.database)
        try expect("applied again changes nothing", second.changesNothing, is: true)
        try await addUnitAccounts()
    }

    /// Host and door accounts belong to organisations, which the file has just made.
    private func addUnitAccounts() async throws {
        let hash = try await Passwords.hash(of: Token(Self.password))
        try await kepu.database.write { tx in
            let units: [(String, Role, String)] = [
                ("host-a", .host, "campus-museum-unit"), ("host-b", .host, "county-b-unit"), ("door", .door, "campus-museum-unit"),
            ]
            for unit in units {
                guard let organisation = try tx.organisation(key: unit.2) else { throw StoryProblem("no organisation \(unit.2)") }
                let account = try tx.addAccount(login: unit.0 + "@story.kepu", name: unit.0, passwordHash: hash)
                try tx.grant(Grant(unit.1, over: .organisation(organisation.id.number)), to: account)
            }
        }
    }

    func stepTwo() async throws {
        step(2, "“Meet the astronauts” is entered, returned with a remark, mended, published; the Joint Action takes it in.")
        let host = try await browser("host-a")
        activityA = try await enter(host, title: ("与航天员面对面", "Meet the astronauts"), venue: "Campus Museum")
        let desk = "/desk/activities/\(activityA)"
        sessionOne = try await addSession(host, desk, "2024-09-15T09:00", "2024-09-15T11:00", capacity: "100")
        sessionTwo = try await addSession(host, desk, "2024-09-15T14:00", "2024-09-15T16:00", capacity: "100")
        let one = "\(desk)/sessions/\(sessionOne)"
        try await host.go(one)
        try require(try await host.submit(one, ["bookings": "1", "waiting_list": "1"]))
        try await host.go(desk)
        try require(try await host.submit("\(desk)/placements", ["campaign": "city-series"]))

        let moderator = try await browser("moderator")
        let item = "/desk/moderation/\(activityA)/city-series"
        try await moderator.go(item)
        try require(try await moderator.submit(item, ["decision": "return", "remark_audience": "Say who may come."]))
        try await host.go(desk)
        try expect("the host reads the remark", host.page.text.contains("Say who may come."), is: true)
        try require(try await host.submit(desk, ["audience_zh": "中小学生", "audience_en": "Pupils"]))
        try require(try await host.submit("\(desk)/placements", ["campaign": "city-series"]))
        try await moderator.go(item)
        try require(try await moderator.submit(item, ["decision": "publish"]))

        let organiser = try await browser("organiser")
        let programme = "/desk/campaigns/bases-joint-action/programme"
        try await organiser.go(programme)
        try require(try await organiser.submit(programme, ["activity": activityA]))
        try await expectFigures(
            "National Day", "national-day", ["activities": "1", "sessions": "2", "venues": "1", "venue-times": "2"])
        try await expectFigures("City Series", "city-series", ["activities": "1"])
        try await expectFigures("Joint Action", "bases-joint-action", ["activities": "1"])
    }

    /// A new activity at a venue; gives its 13 letters.
    func enter(_ host: Browser, title: (zh: String, en: String), venue: String) async throws -> String {
        try await host.go("/desk/activities/new")
        guard let form = host.page.form(to: "/desk/activities") else { throw StoryProblem("no form for a new activity: \(host.page.text.prefix(500))") }
        let venues = try await kepu.database.read { tx in try tx.organisations().flatMap { try tx.venues(of: $0.id) } }
        let place = venues.first { $0.name(.en) == venue }?.id.text ?? ""
        var values = ["title_zh": title.zh, "title_en": title.en, "kind": "lecture", "mode": "onsite", "venue": place, "audience_en": "Everybody"]
        if let organiser = form["organiser"], organiser.isEmpty {
            let organisations = try await kepu.database.read { try $0.organisations() }
            let unit = venues.first { $0.id.text == place }?.organisationID
            values["organiser"] = organisations.first { $0.id == unit }?.id.text ?? ""
        }
        try require(try await host.submit("/desk/activities", values))
        return String(host.page.path.split(separator: "/").last ?? "")
    }

    /// Adds a session through the form; gives its 13 letters.
    func addSession(_ host: Browser, _ desk: String, _ begin: String, _ end: String, capacity: String) async throws -> String {
        try await host.go(desk)
        try require(try await host.submit("\(desk)/sessions", ["begin": begin, "end": end, "capacity": capacity]))
        let id = desk.split(separator: "/").last.flatMap { ID<Activity>($0) }
        guard let id else { throw StoryProblem("no activity at \(desk)") }
        let sessions = try await kepu.database.read { try $0.sessions(of: id) }
        guard let session = sessions.max(by: { $0.begin < $1.begin }) else { throw StoryProblem("no session was added") }
        return session.id.text
    }
}
