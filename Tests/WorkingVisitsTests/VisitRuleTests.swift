import Access
import Kernel
import Language
import Testing
import Venues

@testable import WorkingVisits

/// What must be so of a visit, without a database.
struct VisitRuleTests {
    private func body(_ number: Int64, agreedBy account: Int64? = nil, isMine: Bool = false) -> VisitBody {
        VisitBody(
            id: ID(number), key: "b\(number)", name: Wording("单位\(number)", "Body \(number)"), agreedAt: account.map { _ in Instant(microseconds: 1) },
            agreedBy: account.map { ID($0) }, isMine: isMine)
    }

    private func draft(_ bodies: [Int64], day: String = "2023-02-08", agenda: Int = 0) throws -> VisitDraft {
        var draft = VisitDraft(name: Wording("座谈"), kind: .meeting, day: try #require(Day(iso: day)), keeper: ID(1), bodies: bodies.map { ID($0) })
        draft.agenda = AgendaItem.lines(Array(repeating: "项", count: agenda).joined(separator: "\n"))
        return draft
    }

    private func code(_ body: () throws -> Void) -> String? {
        do { try body() } catch let refusal as Refusal { return refusal.code } catch { return "\(error)" }
        return nil
    }

    @Test func twoBodiesAtLeastEachOnce() throws {
        let (two, one, twice) = (try draft([1, 2]), try draft([1]), try draft([1, 2, 2]))
        #expect(code { try VisitRules.check(two) } == nil)
        #expect(code { try VisitRules.check(one) } == "bodies-few")
        #expect(code { try VisitRules.check(twice) } == "body-twice")
        let many = try draft(Array(1...21)), long = try draft([1, 2], agenda: 31), late = try draft([1, 2], day: "2999-01-01")
        #expect(code { try VisitRules.check(many) } == "bodies-many")
        #expect(code { try VisitRules.check(long) } == "agenda-long")
        #expect(code { try VisitRules.check(late) } == "visit-year")
    }

    @Test func anAccountSpeaksForOneBody() {
        let bodies = [body(1, agreedBy: 7), body(2), body(3)]
        #expect(code { try VisitRules.mayAgree(ID(7), for: bodies[1], among: bodies) } == "body-other")
        #expect(code { try VisitRules.mayAgree(ID(8), for: bodies[1], among: bodies) } == nil)
        #expect(code { try VisitRules.mayAgree(ID(8), for: bodies[0], among: bodies) } == "body-agreed")
        // The program, which loads demonstrations and files, speaks for whom it must.
        let loaded = [body(1, agreedBy: 0), body(2)]
        #expect(code { try VisitRules.mayAgree(ID(0), for: loaded[1], among: loaded) } == nil)
    }

    @Test func whoCorrectsSpeaksForTheBodyThatTheySpokeFor() {
        #expect(VisitRules.speaksFor(ID(7), [body(1, isMine: true), body(2, agreedBy: 7, isMine: true)]) == ID(2))
        #expect(VisitRules.speaksFor(ID(9), [body(1), body(2, isMine: true)]) == ID(2))
        #expect(VisitRules.speaksFor(ID(9), [body(1), body(2)]) == nil)
    }

    @Test func nothingIsDueBeforeTheVisit() throws {
        let (visit, before) = (try #require(Day(iso: "2023-02-08")), try #require(Day(iso: "2023-02-07")))
        #expect(code { try VisitRules.check(due: before, of: visit) } == "due-early")
        #expect(code { try VisitRules.check(due: visit, of: visit) } == nil)
        #expect(code { try VisitRules.check(due: nil, of: visit) } == nil)
    }

    @Test func anAgendaIsOneItemALine() {
        let items = AgendaItem.lines(" 参观 | Tour \n\n座谈\r\n| Only English")
        #expect(items.map(\.text) == [Wording("参观", "Tour"), Wording("座谈"), Wording("Only English")])
        #expect(AgendaItem.read(AgendaItem.stored(items)) == items)
        #expect(AgendaItem.read("") == [])
        #expect(["14:00", "9:05", "24:01", "x", "14：30"].map { VisitForms.clock($0) } == ["14:00", "09:05", nil, nil, "14:30"])
    }
}
