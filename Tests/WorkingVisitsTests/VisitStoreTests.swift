import Access
import Campaigns
import Declaration
import Kernel
import Language
import Plans
import Rooms
import Storage
import TestKit
import Testing
import Venues

@testable import WorkingVisits

/// Records of visits as the database keeps them, on both engines.
struct VisitStoreTests {
    /// Two bodies that agree in the same moment: one of them is the last, whichever it is.
    @Test(arguments: TestEngine.allCases) func theLastToAgreeSettlesIt(_ engine: TestEngine) async throws {
        let world = try await VisitWorld.make(engine)
        let (commission, academy, far) = (world.commission, world.academy, world.far)
        for _ in 1...8 {
            let id = try await world.database.write { tx in try world.recorded(tx, bodies: [commission, academy, far]) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, unit) in [(Int64(8), academy), (9, far)] {
                    group.addTask { try await world.database.write { tx in try tx.agreeToVisit(id, for: unit, seen: nil, by: VisitWorld.identity(number, over: unit)) } }
                }
                try await group.waitForAll()
            }
            #expect(try await world.state(id) == .agreed)
        }
        #expect(try await world.wrong() == [])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func namesAreSealedAndGo(_ engine: TestEngine) async throws {
        let world = try await VisitWorld.make(engine)
        let (id, other) = try await world.database.write { tx in
            let (one, two) = (try world.recorded(tx), try world.recorded(tx))
            for visit in [one, two] { try tx.addPerson("院长", name: "王小明", of: world.academy, to: visit, by: VisitWorld.identity(7, over: world.commission)) }
            return (one, two)
        }
        let (named, kept, said) = try await world.database.read { tx in
            let kept = try tx.rows("SELECT name FROM workingvisits_person") { String(decoding: try $0.blob("name"), as: UTF8.self) }
            let said = try tx.rows("SELECT payload, reason FROM ledger_entry") { try $0.text("payload") + (try $0.text("reason")) }
            return (try tx.people(of: id, named: true).map(\.name), kept, said)
        }
        #expect(named == ["王小明"])
        #expect(kept.count == 2 && !kept.contains { $0.contains("王小明") })
        #expect(!said.contains { $0.contains("王小明") })
        // One visit's names are forgotten by its number, and nothing else of it.
        let forgotten = try await world.database.write { tx in try VisitsPersonalData.all.reduce(0) { try $0 + $1.forget(tx, id.text, 1) } }
        #expect(forgotten == 1)
        let (gone, there) = try await world.database.read { tx in (try tx.people(of: id, named: true), try tx.people(of: other, named: true)) }
        #expect(gone.map(\.name) == [nil] && gone.map(\.office) == ["院长"] && there.map(\.name) == ["王小明"])
        // The others go two years later.
        #expect(try await world.database.write { try $0.eraseOldNames() } == 0)
        world.clock.set("2025-02-09T02:00:00Z")
        #expect(try await world.database.write { try $0.eraseOldNames() } == 1)
        #expect(try await world.database.write { try $0.eraseOldNames() } == 0)
        #expect(try await world.database.read { try $0.people(of: other, named: true).map(\.name) } == [nil])
        await world.database.close()
    }

    /// Two bodies that are one: what either agreed to is agreed, and a record that waits for nobody stands.
    @Test(arguments: TestEngine.allCases) func mergedBodiesAreOne(_ engine: TestEngine) async throws {
        let world = try await VisitWorld.make(engine)
        let id = try await world.database.write { tx in
            let id = try world.recorded(tx, bodies: [world.commission, world.academy])
            try tx.putConclusion(ConclusionDraft(text: Wording("合作"), owner: world.academy), as: nil, in: id, by: VisitWorld.identity(7, over: world.commission))
            return id
        }
        try await world.database.write { tx in try VisitWorld.house.house.merge(Venues.organisationMerge, world.academy.number, into: world.commission.number, in: tx) }
        let (bodies, owners) = try await world.database.read { tx in (try tx.bodies(of: id, for: nil).map(\.id), try tx.conclusions(of: id).map(\.ownerID)) }
        #expect(bodies == [world.commission] && owners == [world.commission])
        #expect(try await world.state(id) == .agreed)
        #expect(try await world.wrong() == [])
        await world.database.close()
    }

    /// Pressed several times at once, by both bodies: one task, with the one who owes it in the lead and the other side to verify it.
    @Test(arguments: TestEngine.allCases) func aConclusionBecomesOneTask(_ engine: TestEngine) async throws {
        let world = try await VisitWorld.make(engine)
        let (commission, academy, far) = (world.commission, world.academy, world.far)
        let (visit, owed, open) = try await world.database.write { tx in
            let id = try world.recorded(tx, bodies: [commission, academy, far])
            let writer = VisitWorld.identity(7, over: commission)
            try tx.putConclusion(ConclusionDraft(text: Wording("科技周合作", "The week"), owner: academy, due: Day(iso: "2023-05-01")), as: nil, in: id, by: writer)
            try tx.putConclusion(ConclusionDraft(text: Wording("赛事合作"), due: Day(iso: "2023-02-09")), as: nil, in: id, by: writer)
            let conclusions = try tx.conclusions(of: id)
            return (id, conclusions[0].id, conclusions[1].id)
        }
        func give(_ id: ID<VisitConclusion>, lead: ID<Organisation>? = nil, due: Day? = nil, by account: Int64 = 7) async throws -> ID<KeyTask> {
            try await world.database.write { tx in
                try tx.giveConclusionTask(id, in: visit, lead: lead, due: due, by: VisitWorld.identity(account, over: account == 7 ? commission : academy)).task.id
            }
        }
        await #expect(throws: Refusal.self) { try await give(owed) }
        try await world.database.write { tx in
            try tx.agreeToVisit(visit, for: academy, seen: nil, by: VisitWorld.identity(8, over: academy))
            try tx.agreeToVisit(visit, for: far, seen: nil, by: VisitWorld.identity(9, over: far))
        }
        let given = try await withThrowingTaskGroup(of: ID<KeyTask>.self) { group in
            for press in 0..<8 { group.addTask { try await give(owed, by: press % 2 == 0 ? 7 : 8) } }
            return try await group.reduce(into: Set<ID<KeyTask>>()) { $0.insert($1) }
        }
        #expect(given.count == 1)
        let (task, others, told) = try await world.database.read { tx in
            let task = try #require(try tx.tasks(from: .visit, [owed.text]).first)
            let told = try tx.number("SELECT COUNT(*) FROM ledger_entry WHERE kind = 'workingvisits.task-given'")
            return (task, try tx.participants(of: task.id), told)
        }
        #expect(task.leadID == academy && task.authorityID == commission && others == [far] && task.due == Day(iso: "2023-05-01") && task.state == .assigned && told == 1)
        #expect(task.name == Wording("科技周合作", "The week") && task.origin == .visit)
        // Whose day is over, or that nobody owes, is asked for; the keeper's own is verified by the other side.
        await #expect(throws: Refusal.self) { try await give(open) }
        await #expect(throws: Refusal.self) { try await give(open, lead: commission) }
        // Nobody puts upon another what that one did not say it would do.
        await #expect { _ = try await give(open, lead: academy, due: Day(iso: "2023-06-01")) } throws: { error in (error as? Refusal)?.code == "task-other" }
        _ = try await give(open, lead: commission, due: Day(iso: "2023-06-01"))
        let own = try await world.database.read { tx in try #require(try tx.tasks(from: .visit, [open.text]).first) }
        #expect(own.leadID == commission && own.authorityID == academy && own.due == Day(iso: "2023-06-01"))
        #expect(try await world.wrong() == [])
        // A task that is no longer named by its conclusion is found, and one that came of something else.
        try await world.database.write { tx in try tx.execute("UPDATE workingvisits_conclusion SET task_id = \(ID<KeyTask>(12345)) WHERE id = \(open)") }
        #expect(try await world.wrong().map(\.en).allSatisfy { $0.contains("came of something else") })
        #expect(try await world.wrong().count == 1)
        await world.database.close()
    }

    /// A task that was dropped does not count: the conclusion becomes another one, once.
    @Test(arguments: TestEngine.allCases) func aDroppedTaskIsGivenAnew(_ engine: TestEngine) async throws {
        let world = try await VisitWorld.make(engine), (commission, academy) = (world.commission, world.academy)
        let (visit, owed) = try await world.database.write { tx in
            let id = try world.recorded(tx)
            try tx.putConclusion(ConclusionDraft(text: Wording("科技周合作", "The week"), owner: academy, due: Day(iso: "2023-05-01")), as: nil, in: id, by: VisitWorld.identity(7, over: commission))
            try tx.agreeToVisit(id, for: academy, seen: nil, by: VisitWorld.identity(8, over: academy))
            return (id, try #require(try tx.conclusions(of: id).first).id)
        }
        func give(due: Day? = nil) async throws -> (id: ID<KeyTask>, key: String, isNew: Bool) {
            try await world.database.write { tx in
                let given = try tx.giveConclusionTask(owed, in: visit, lead: nil, due: due, by: VisitWorld.identity(7, over: commission))
                return (given.task.id, given.task.key, given.isNew)
            }
        }
        let first = try await give(), again = try await give()
        #expect(first.isNew && !again.isNew && again.id == first.id)
        try await world.database.write { tx in try tx.execute("UPDATE plans_task SET state = 'dropped' WHERE id = \(first.id)") }
        let page = try await world.host("page", of: commission).go("/desk/visits/\(visit.text)")
        #expect(page.text.contains("Dropped") && page.text.contains("Make it a task again"), "\(page.text)")
        let anew = try await give(), last = try await give()
        #expect(anew.isNew && anew.id != first.id && anew.key != first.key && last.id == anew.id && !last.isNew)
        #expect(try await world.database.read { tx in try tx.conclusions(of: visit).first?.task } == anew.id)
        #expect(try await world.wrong() == [])
        // The dropped one leads back to the visit too.
        let duty = try await world.host("duty", of: academy).go("/desk/duties/\(first.id.text)")
        #expect(duty.text.contains("From a working visit:"), "\(duty.text)")
        // A day in a year for which nobody plans is refused with its field.
        let other = try await world.database.write { tx in
            let id = try world.recorded(tx)
            return id
        }
        await #expect { try await world.database.write { tx in try tx.putConclusion(ConclusionDraft(text: Wording("合作"), due: Day(iso: "2950-01-01")), as: nil, in: other, by: VisitWorld.identity(7, over: commission)) } } throws: { error in
            (error as? Refusal)?.field == "due_on"
        }
        await world.database.close()
    }

    /// What rots is found.
    @Test(arguments: TestEngine.allCases) func whatRotsIsFound(_ engine: TestEngine) async throws {
        let world = try await VisitWorld.make(engine)
        let id = try await world.database.write { tx in try world.recorded(tx) }
        #expect(try await world.wrong() == [])
        try await world.database.write { tx in
            try tx.execute("UPDATE workingvisits_visit SET state = 'agreed', news_id = 5 WHERE id = \(id)")
            try tx.addConclusion(tx.newID(), key: "odd", ConclusionDraft(text: Wording("x"), owner: world.far), at: 0, in: id)
        }
        let wrong = try await world.wrong().map(\.en)
        #expect(wrong.count == 3 && wrong[0].contains("not what its bodies have agreed to") && wrong[1].contains("was not there") && wrong[2].contains("no ground"), "\(wrong)")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aFileIsAppliedAsItStands(_ engine: TestEngine) async throws {
        let world = try await VisitWorld.make(engine)
        let first = try await VisitWorld.house.apply(Self.visits, as: "visits", to: world.database)
        let again = try await VisitWorld.house.apply(Self.visits, as: "visits", to: world.database)
        #expect(!first.changesNothing && again.changesNothing)
        let (one, bodies, people, conclusions) = try await world.database.read { tx in
            let one = try #require(try tx.workingVisit(key: "planetarium-2023"))
            return (one, try tx.bodies(of: one.id, for: nil), try tx.people(of: one.id, named: true), try tx.conclusions(of: one.id))
        }
        #expect(one.state == .agreed && one.venue?.name.en == "Beijing Planetarium" && one.agenda.map(\.key) == ["site-visit", "meeting"] && one.clock == "14:00")
        #expect(bodies.map(\.key) == ["commission", "academy"] && bodies.allSatisfy { $0.agreedAt != nil })
        #expect(people.map(\.office) == ["主任"] && conclusions.map(\.key) == ["together", "week"] && conclusions.map(\.dueOn) == [nil, Day(iso: "2023-05-01")])
        #expect(try await world.wrong() == [])
        // Changed in the file, a conclusion stays the same one.
        let ids = conclusions.map(\.id)
        _ = try await VisitWorld.house.apply(Self.visits.replacing("共同落实", with: "一同落实"), as: "visits", to: world.database)
        let changed = try await world.database.read { try $0.conclusions(of: one.id) }
        #expect(changed.map(\.id) == ids && changed[0].text.zh == "一同落实")
        // One that became a task is not left out of the file, nor is its visit taken back.
        try await world.database.write { tx in try tx.execute("UPDATE workingvisits_conclusion SET task_id = 9 WHERE id = \(ids[1])") }
        await #expect(throws: (any Error).self) {
            try await VisitWorld.house.apply(Self.visits.replacing(Self.week, with: ""), as: "visits", to: world.database)
        }
        _ = try await VisitWorld.house.apply("kepu: 1\n", as: "visits", to: world.database)
        #expect(try await world.state(one.id) == .agreed)
        await world.database.close()
    }

    @Test func whatDoesNotFitInAFileIsTold() async throws {
        let world = try await VisitWorld.make(.sqlite)
        let cases = [
            ("parties: [commission, academy]", "parties: [commission]", "parties"), ("parties: [commission, academy]", "parties: [commission, commission]", "different organisations"),
            ("party: academy", "party: far", "one of `parties`"), ("owner: academy", "owner: far", "one of `parties`"), ("2023-05-01", "2023-01-01", "a day not before 2023-02-08"),
            ("kind: both", "kind: stroll", "one of visit"), ("time: \"14:00\"", "time: \"25:00\"", "time"),
        ]
        for (old, new, expected) in cases {
            let text = Self.visits.replacing(old, with: new)
            #expect(text != Self.visits, "\(old)")
            do {
                _ = try await VisitWorld.house.apply(text, as: "visits", to: world.database)
                Issue.record("taken: \(new)")
            } catch let problems as DeclarationProblems {
                #expect(problems.text(.en).contains(expected), "\(new)\n\(problems.text(.en))")
            }
        }
        await world.database.close()
    }

    private static let week = #"- {key: week, text: {zh: "科技周合作", en: "The week"}, owner: academy, due: "2023-05-01"}"#
    private static let visits = """
        kepu: 1
        visits:
          - key: planetarium-2023
            name: {zh: "天文馆调研", en: "Planetarium"}
            campaign: plan
            kind: both
            day: "2023-02-08"
            time: "14:00"
            parties: [commission, academy]
            people: [{party: academy, office: "主任"}]
            venue: planetarium
            agenda:
              - {key: site-visit, name: {zh: "参观", en: "Tour"}}
              - {key: meeting, name: {zh: "座谈", en: "Meeting"}}
            conclusions:
              - {key: together, text: {zh: "共同落实", en: "Carry out together"}}
              \(week)
            note: {zh: "年份由上下文推断", en: "The year is inferred"}
        """
}
