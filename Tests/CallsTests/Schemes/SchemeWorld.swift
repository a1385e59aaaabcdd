import Access
import Declaration
import Foundation
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// A scheme of the project's files with an invented call: its authority, a body that recommends, four units, and what each of them does.
struct SchemeWorld {
    let world: CallWorld
    let scheme: String
    let office: Identity
    let district: Identity
    let hosts: [Identity]

    var database: Database { world.database }
    var units: [ID<Organisation>] { world.museums }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// - call: fields of the invented call `call`, opened on 1 March 2023 and closed at the end of the 31st where nothing is said.
    static func make(
        _ engine: TestEngine, _ scheme: String, authority: String, region: String, file: String? = nil, call: String = #"opens: "2023-03-01", closes: "2023-03-31""#
    ) async throws -> SchemeWorld {
        let clock = TestClock("2023-03-06T02:00:00Z")
        let house = CallWorld.house
        let database = try await house.database(engine, clock: clock.clock)
        // Rooms that are not in this house are not named by what the file states.
        let text = try String(contentsOf: root.appending(path: file ?? "schemes/\(scheme).yaml"), encoding: .utf8)
            .replacing("typed: [experts/xian-expert-team]", with: "waiting: Plans")
            .replacing("typed: [tasks/xian-build-education-bases, tasks/xian-expert-team, tasks/xian-sharing-mechanism]", with: "waiting: Plans")
        let files = [(name: scheme + ".yaml", bytes: Array(text.utf8)), (name: "world.yaml", bytes: Array(units(scheme, region, call).utf8))]
        try await house.declarations(database).apply(files, to: database)
        let keys = [authority, "district", "u1", "u2", "u3", "u4"]
        let ids = try await database.read { tx in try keys.map { try #require(try tx.organisation(key: $0)).id } }
        let world = CallWorld(
            database: database, clock: clock, site: try await house.site(database), bureau: ids[0], district: ids[1], museums: Array(ids[2...]))
        let office = try await world.identity("office", .organiser, over: .organisation(ids[0].number))
        let district = try await world.identity("district", .recommender, over: .organisation(ids[1].number))
        var hosts: [Identity] = []
        for (place, id) in ids[2...].enumerated() { hosts.append(try await world.identity("host\(place)", .host, over: .organisation(id.number))) }
        return SchemeWorld(world: world, scheme: scheme, office: office, district: district, hosts: hosts)
    }

    private static func units(_ scheme: String, _ region: String, _ call: String) -> String {
        let units = (1...4).map { "  - {key: u\($0), name: {zh: \"第\($0)馆\", en: \"Museum \($0)\"}, kind: museum, region: \"\(region)\"}" }
        return """
            kepu: 1
            organisations:
              - {key: district, name: {zh: "区科技局", en: "District Office"}, kind: bureau, region: "\(region)", line: science-and-technology}
              - {key: other, name: {zh: "区科协", en: "District Association"}, kind: association, region: "\(region)", line: associations}
            \(units.joined(separator: "\n"))
            calls:
              - {key: call, name: {zh: "申报", en: "The call"}, scheme: \(scheme), batch: 1, year: 2023, \(call)}
            """
    }

    /// Moves the clock; nobody signs in anew, identities stay.
    func at(_ day: String) { world.clock.set(day + "T02:00:00Z") }

    func rules() async throws -> Scheme {
        let key = scheme
        return try await database.read { tx in try #require(try tx.scheme(key: key)).scheme }
    }

    /// Fills an application in and submits it.
    @discardableResult
    func apply(_ unit: Int, _ category: String? = nil, _ answers: [String: String] = [:], to recommender: ID<Organisation>? = nil) async throws -> ID<Application> {
        let (host, organisation, body) = (hosts[unit], units[unit], ApplicationBody(answers))
        let recommender = recommender ?? world.district
        return try await database.write { tx in
            let call = try tx.requireCall("call")
            let id = try tx.startApplication(to: call, organisation: organisation, venue: nil, category: category, by: host)
            let old = try tx.requireApplication(id)
            if old.state.isOpen { try tx.saveApplication(id, body, seen: old.version, by: host) }
            try tx.step(id, ApplicationStep(.submit, recommender: recommender), by: host)
            return id
        }
    }

    /// Mends an application that was returned, and submits it again.
    func correct(_ unit: Int, _ id: ID<Application>, _ answers: [String: String]) async throws {
        let (host, body) = (hosts[unit], ApplicationBody(answers))
        try await database.write { tx in
            try tx.saveApplication(id, body, seen: try tx.requireApplication(id).version, by: host)
            try tx.step(id, ApplicationStep(.submit), by: host)
        }
    }

    func step(_ id: ID<Application>, _ event: ApplicationEvent, says: String = "", by identity: Identity) async throws {
        if event == .propose { try await inspectWhereAsked(id) }
        try await database.write { tx in try tx.step(id, ApplicationStep(event, says: says), by: identity) }
    }

    /// Somebody has been there, where the measure asks for it.
    func inspectWhereAsked(_ id: ID<Application>) async throws {
        let office = office
        try await database.write { tx in
            let application = try tx.requireApplication(id)
            guard let call = try tx.call(application.callID), try tx.scheme(of: call).scheme.review.needsInspection, try tx.inspection(of: id) == nil else { return }
            let draft = InspectionDraft(heldOn: tx.now.day(in: .china), inspectors: "Zhao", says: "As declared")
            try tx.keepInspection(draft, of: id, seen: nil, by: office)
        }
    }

    /// From the submission to the list of those proposed.
    func propose(_ ids: [ID<Application>]) async throws {
        for id in ids {
            try await step(id, .recommend, says: "Seen", by: district)
            try await step(id, .pass, by: office)
            try await step(id, .propose, by: office)
        }
    }

    func draft(_ items: [NoticeDraft.Item], begin: String, end: String? = nil, supersedes: ID<Notice>? = nil) -> NoticeDraft {
        var draft = NoticeDraft(title: Wording("名单公示", "A list"), contact: "1", supervision: "2", begin: day(begin))
        (draft.items, draft.end, draft.supersedes) = (items, end.map { day($0) }, supersedes)
        return draft
    }

    func notice(_ draft: NoticeDraft) async throws -> ID<Notice> {
        let (office, key) = (office, scheme)
        return try await database.write { tx in
            let id = try tx.schedule(draft, under: try #require(try tx.scheme(key: key)), by: office)
            try tx.turnNotices()
            return id
        }
    }

    @discardableResult
    func carryOut(_ notice: ID<Notice>) async throws -> CarriedOut {
        let office = office
        return try await database.write { tx in
            try tx.turnNotices()
            return try tx.carryOut(notice, by: office)
        }
    }

    /// Titles of the first `count` units, granted on 17 April 2023 at the end of the whole chain.
    func titled(_ count: Int, _ category: String? = nil, _ answers: [String: String] = [:]) async throws -> [ID<Title>] {
        var ids: [ID<Application>] = []
        for unit in 0..<count { ids.append(try await apply(unit, category, answers)) }
        try await propose(ids)
        at("2023-04-07")
        let notice = try await notice(draft(ids.map { NoticeDraft.Item(applicationID: $0) }, begin: "2023-04-07"))
        at("2023-04-17")
        let done = try await carryOut(notice)
        #expect(done == CarriedOut(done: [.granted: count]))
        let units = units
        return try await database.read { tx in try units.prefix(count).map { try #require(try tx.titles(of: $0).first).id } }
    }

    func title(_ id: ID<Title>) async throws -> Title { try await database.read { tx in try #require(try tx.title(id)) } }

    /// The assessment of a title in a year, once the calendar has been turned.
    func assessment(_ title: ID<Title>, _ year: Int) async throws -> Assessment {
        try await world.turnAssessments()
        return try #require(try await world.assessments(title).first { $0.year == year })
    }

    func step(_ assessment: Assessment, _ event: AssessmentEvent, _ says: String = "Said", by identity: Identity) async throws {
        try await database.write { tx in try tx.step(assessment.id, event, says: says, by: identity) }
    }

    func state(_ id: ID<Application>) async throws -> ApplicationState? { try await world.state(id) }

    /// What is refused, by its code; nil: it was done.
    func refused(_ body: () async throws -> Void) async throws -> String? {
        do {
            try await body()
            return nil
        } catch let refusal as Refusal {
            return refusal.code
        }
    }
}
