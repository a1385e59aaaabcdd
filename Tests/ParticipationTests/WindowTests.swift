import Access
import Activities
import Kernel
import Participation
import Storage
import TestKit
import Testing

/// Readings are of what happened, and which one counts costs the same however many there are.
@Suite struct WindowTests {
    private func code(_ world: World, _ unit: @escaping @Sendable (Transaction) throws -> Void) async throws -> String? {
        do { try await world.database.write { try unit($0) } } catch let refusal as Refusal { return refusal.code }
        return nil
    }

    @Test(arguments: TestEngine.allCases) func readingsKeepToTheirSession(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let codes = try await world.database.write { tx in
            // Now is midnight of the 17th: sessions in three hours, in one hour, and begun an hour ago.
            try [Int64(3), 1, -1].map { hours in
                let begin = World.now.adding(hours: hours)
                return try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 2)), to: world.activity)
            }
        }
        func measure(_ session: ID<ActivitySession>, whole: Bool) async throws -> String? {
            try await code(world) { tx in
                _ = try tx.measure(
                    activity: world.activity, session: session, indicator: "visits", value: 5, source: "gate", coversWhole: whole, by: 1)
            }
        }
        #expect(try await measure(codes[0], whole: false) == "measured-early")
        #expect(try await measure(codes[1], whole: false) == nil)
        #expect(try await measure(codes[1], whole: true) == "whole-before-begin")
        #expect(try await measure(codes[2], whole: true) == nil)
        let host = try await Browser.signedIn(
            "host@example.org", Grant(.host, over: .organisation(world.museum.number)), at: try await world.site())
        let desk = "/desk/activities/\(world.activity.text)/sessions/\(codes[0].text)"
        try await host.go(desk + "/claims")
        try await host.submit(desk + "/readings", ["indicator": "visits", "value": "5", "source": "gate", "covers": "1"])
        #expect(host.page.status == 422 && host.page.text.contains("scans and readings are taken from 2 hours before"))
        #expect(try await world.counted(codes[0]) == nil)
        try await world.database.write { _ = try $0.setStatus(.cancelled, of: world.activity, reason: "停电", by: 1) }
        #expect(try await measure(codes[2], whole: true) == "measured-cancelled")
        await world.database.close()
    }

    /// The winner that SQL chooses is the one that the pure rule chooses, after every step of a long random history.
    @Test(arguments: TestEngine.allCases) func sqlChoosesByTheRule(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        var state: UInt64 = 20_261_121
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let activity = world.activity, session = world.first
        for step in 0..<60 {
            let (kind, choice, value) = (below(5), below(1000), Int64(below(100)))
            let found = try await world.database.write { tx -> (Int64?, Int64?) in
                let known = try tx.claims(activity: activity, session: session).filter { $0.indicator == "visits" }
                switch kind {
                case 0:
                    _ = try tx.measure(
                        activity: activity, session: session, indicator: "visits", value: value, source: "gate \(choice % 2)",
                        coversWhole: choice % 3 == 0, by: 1)
                case 1:
                    let method: ClaimMethod = choice % 2 == 0 ? .reported : .estimated
                    _ = try tx.makeClaim(
                        ClaimDraft(activity: activity, session: session, value: value, method: method, reason: "counted"), by: 1)
                case 2:
                    let begin = instant("2023-09-16T01:00:00Z")
                    _ = try tx.recordScan(
                        Scan(activity: activity, session: session, ticket: Int64(step + 1), at: begin, device: "gate"), by: 1)
                    if choice % 4 == 0 { try tx.closeDoor(activity: activity, session: session, coveredWhole: true, by: 1) }
                case 3:
                    guard let one = known.filter({ $0.state == .received && $0.method != .measured }).last else { break }
                    try tx.decideClaim(one.id, in: activity, on: choice % 3 == 0 ? .reject : .accept, reason: "seen", by: 2)
                default:
                    guard choice % 5 == 0, let one = known.last(where: { ClaimRules.rank($0) != nil }) else { break }
                    _ = try tx.correctClaim(one.id, in: activity, value: value, reason: "miscounted", by: 2)
                }
                let claims = try tx.claims(activity: activity, session: session).filter { $0.indicator == "visits" }
                let counted = try tx.number(
                    "SELECT claim_id FROM view_participation_counted WHERE activity_id = \(activity) AND session_id = \(session) AND indicator = 'visits'")
                return (counted, ClaimRules.counted(of: claims)?.id.number)
            }
            #expect(found.0 == found.1, "step \(step)")
        }
        await world.database.close()
    }

    /// The winner stands at the end of an index: neither a scan of the subject's claims nor a sort.
    @Test func theWinnerIsReadFromTheIndex() async throws {
        let world = try await World.make(.sqlite)
        let activity = world.activity, session = world.first
        let plans = try await world.database.read { tx in
            try [
                tx.rows(
                    """
                    EXPLAIN QUERY PLAN SELECT * FROM participation_claim
                    WHERE activity_id = \(activity) AND session_id = \(session) AND indicator = \("visits") AND \(sql: ClaimRules.mayCount)
                    ORDER BY \(sql: ClaimRules.strength) DESC, id DESC LIMIT 1
                    """
                ) { try $0.text("detail") },
                tx.rows(
                    """
                    EXPLAIN QUERY PLAN SELECT * FROM participation_claim
                    WHERE activity_id = \(activity) AND session_id = \(session) AND indicator = \("visits") AND method = 'measured'
                        AND source = \("gate") AND supersedes IS NULL
                    ORDER BY id DESC LIMIT 1
                    """
                ) { try $0.text("detail") },
            ]
        }
        #expect(plans[0].count == 1 && plans[0][0].contains("participation_claim_strength") && !plans[0][0].contains("TEMP B-TREE"), "\(plans[0])")
        #expect(plans[1].count == 1 && plans[1][0].contains("participation_claim_reading"), "\(plans[1])")
        await world.database.close()
    }
}
