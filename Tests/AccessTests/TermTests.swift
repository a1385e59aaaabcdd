import Access
import Kernel
import TestKit
import Testing

@Suite("Terms")
struct TermTests {
    private static let now = instant("2026-09-10T04:00:00Z")

    @Test(arguments: [
        (nil, nil, .inForce), ("2026-09-10", nil, .inForce), ("2026-09-11", nil, .coming), (nil, "2026-09-10", .inForce), (nil, "2026-09-09", .past),
        ("2026-09-01", "2026-09-30", .inForce), ("2026-08-01", "2026-08-31", .past),
    ] as [(String?, String?, Term.Standing)])
    func areWholeDaysInChina(_ first: String?, _ last: String?, _ standing: Term.Standing) {
        #expect(Term(from: first.map(day), to: last.map(day)).standing(at: Self.now) == standing)
    }

    /// The last day counts up to its end, 16:00 UTC, and not a moment longer.
    @Test func endWithTheDay() {
        let term = Term(from: day("2026-09-10"), to: day("2026-09-10"))
        #expect(term.from == instant("2026-09-09T16:00:00Z") && term.until == instant("2026-09-10T16:00:00Z"))
        #expect(term.standing(at: instant("2026-09-10T15:59:59Z")) == .inForce)
        #expect(term.standing(at: instant("2026-09-10T16:00:00Z")) == .past)
        #expect(term.standing(at: instant("2026-09-09T15:59:59Z")) == .coming)
    }

    @Test func oneWithinAnotherIsWhatBothAllow() {
        let (early, late) = (instant("2026-09-01T00:00:00Z"), instant("2026-09-20T00:00:00Z"))
        #expect(Term(from: early).within(Term(until: late)) == Term(from: early, until: late))
        #expect(Term(until: late).within(Term(until: early)) == Term(until: early))
        #expect(Term(from: early).within(Term(from: late)) == Term(from: late))
        #expect(Term.open.within(.open) == .open)
    }

    @Test(arguments: [("2026-09-20", "2026-09-19", "term-backwards"), ("2026-08-01", "2026-09-09", "term-over")])
    func whatCannotBeIsRefused(_ first: String, _ last: String, _ code: String) {
        let refusal = #expect(throws: Refusal.self) { try Term(from: day(first), to: day(last)).check(at: Self.now) }
        #expect(refusal?.code == code && refusal?.field == "until")
    }
}
