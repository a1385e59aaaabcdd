import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// A title that is taken cites the ground that covers what took it, and never another one's clause.
@Suite struct GroundCaseTests {
    private static func scheme(_ grounds: [(String, Set<GroundCase>)]) -> Scheme {
        var scheme = Scheme(name: Wording("办法"), title: Wording("称号"), level: .municipal)
        scheme.grounds = grounds.map { Scheme.Ground(key: $0.0, text: Wording($0.0), clause: "第\($0.0)条", covers: $0.1) }
        return scheme
    }

    @Test func whatAStepEndsATitleBy() {
        #expect(GroundCase(.fail, from: .filed) == .failed && GroundCase(.fail, from: .open) == .late)
        #expect(GroundCase(.lapse, from: .open) == .late && GroundCase(.lapse, from: .rectifying) == .unrectified)
        #expect(GroundCase(.giveUp, from: .open) == .gaveUp && GroundCase(.qualify, from: .filed) == nil)
    }

    @Test func theGroundThatCoversIt() {
        let fraud = Self.scheme([("fraud", []), ("failed", [.failed]), ("late", [.late])])
        #expect(GroundCase.allCases.map { fraud.ground(covering: $0)?.key } == ["failed", "late", "failed", nil])
        #expect(Self.scheme([("fraud", [])]).ground(covering: .failed) == nil)
        #expect(Self.scheme([("gave-up", [.gaveUp]), ("bad", [.failed])]).ground(covering: .late)?.key == "bad")
    }

    @Test func whatANoticeCancelsOn() throws {
        let two = Self.scheme([("fraud", []), ("closed", [])]), one = Self.scheme([("fraud", [])]), name = Wording("一号馆", "Museum One")
        func ground(_ key: String, _ says: String, _ scheme: Scheme) throws -> String? {
            try NoticeLines.ground(of: NoticeDraft.Item(action: .cancel, says: says, ground: key), name, scheme)?.key
        }
        #expect(try ground("closed", "x", two) == "closed")
        #expect(try ground("", "x", one) == "fraud")
        #expect(try ground("", "x", Self.scheme([])) == nil)
        for (key, says) in [("", "x"), ("other", "x"), ("closed", "")] {
            let refusal = #expect(throws: Refusal.self) { try ground(key, says, two) }
            #expect(refusal?.code == "cancel-ground")
        }
    }

    /// Two grounds of which the first is another matter: filing late takes the title on the second, with its clause.
    @Test(arguments: TestEngine.allCases) func theRegisterCitesIt(_ engine: TestEngine) async throws {
        let more = #"- {key: unqualified, text: {zh: "考核不合格", en: "Failed"}, clause: "第十五条", covers: [failed]}"#
        let file = AssessmentTests.file("{years: 1, days: 31, late_is_failed: true, failing_revokes: true}")
            .replacing(#"clause: "第十二条"}"#, with: #"clause: "第十二条"}"# + "\n      " + more)
        let world = try await CallWorld.make(engine, file), museum = world.museums[0]
        let title = try await world.title(of: museum, on: "2022-01-01")
        for moment in ["2023-01-01", "2023-02-01"] {
            world.clock.set(moment + "T02:00:00Z")
            try await world.turnAssessments()
        }
        let ended = try #require(try await world.database.read { tx in try tx.title(title) })
        #expect(ended.state == .revoked && ended.ground == "考核不合格" && ended.clause == "第十五条")
        #expect(try await Browser(world.site).go("/verify/code").text.contains("第十五条"))
        await world.database.close()
    }
}

extension CallWorld {
    /// A title of the unit under the scheme `base`, as the chain leaves it.
    func title(of unit: ID<Organisation>, on day: String, code: String = "code", index: Int = 0) async throws -> ID<Title> {
        try await database.write { tx in
            let scheme = try #require(try tx.scheme(key: "base")), id: ID<Title> = tx.newID()
            try tx.execute(
                """
                INSERT INTO calls_title (id, code, number, scheme_id, scheme_version, organisation_id, granted_on, state, status_index)
                VALUES (\(id), \(code), \("2022-00\(index + 1)"), \(scheme.id), \(scheme.version), \(unit), \(day), 'valid', \(index))
                """)
            return id
        }
    }
}
