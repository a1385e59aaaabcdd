import Kernel
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// What must be so for a step, without a database.
@Suite struct ApplicationRuleTests {
    private func code(_ body: () throws -> Void) -> String? {
        do { try body() } catch let refusal as Refusal { return refusal.code } catch { return "\(error)" }
        return nil
    }

    private let noon = instant("2022-11-20T12:00:00+08:00")
    private var before: Instant { noon.adding(hours: -1) }

    private func recommended(_ phase: Call.Phase, until deadline: Instant?, again: Bool = false, at now: Instant) -> String? {
        code { try ApplicationRules.mayBeRecommended(given: 0, rule: RecommendationRule(), phase: phase, deadline: deadline, wasRecommended: again, at: now) }
    }

    private func named(again: Bool = false, at now: Instant) -> String? {
        code { try ApplicationRules.mayBeNamed(deadline: noon, wasRecommended: again, at: now) }
    }

    private func returned(_ phase: Call.Phase) -> String? { code { try ApplicationRules.mayBeReturned(in: phase) } }

    /// Its own deadline is over for good: the days for corrections do not bring it back, but for what it had recommended and was returned.
    @Test func aRecommendersOwnDeadlineStaysOver() {
        for phase in [Call.Phase.open, .correcting] {
            #expect(recommended(phase, until: noon, at: before) == nil)
            #expect(recommended(phase, until: noon, at: noon) == "recommender-deadline")
            #expect(recommended(phase, until: noon, again: true, at: noon) == nil)
        }
        #expect(recommended(.closed, until: nil, again: true, at: noon) == "recommend-late")
        #expect(named(at: before) == nil && named(at: noon) == "recommender-over" && named(again: true, at: noon) == nil)
    }

    @Test func nothingGoesBackToWhoCannotHandItIn() {
        let phases: [(Call.Phase, String?)] = [(.open, nil), (.correcting, nil), (.closed, "return-late"), (.concluded, "return-late"), (.cancelled, "return-late")]
        for (phase, refused) in phases { #expect(returned(phase) == refused, "\(phase)") }
    }

    /// Once a call is open its close is only put off, whoever sets it.
    @Test func anOpenCallIsNotShortened() {
        let (opens, closes) = (instant("2022-11-01T00:00:00+08:00"), instant("2022-12-01T00:00:00+08:00")), later = closes.adding(hours: 24)
        func moved(_ begin: Instant?, _ end: Instant?, at now: Instant, from: Instant? = instant("2022-11-01T00:00:00+08:00")) -> String? {
            code { try CallDays.mayMove((from, closes), to: (begin, end), at: now) }
        }
        #expect(moved(before, noon, at: opens.adding(hours: -1)) == nil, "it has not opened")
        #expect(moved(opens, later, at: noon) == nil && moved(opens, closes, at: later) == nil)
        #expect(moved(opens, noon, at: before) == "call-shortened" && moved(opens, nil, at: noon) == "call-shortened")
        #expect(moved(before, closes, at: noon) == "call-opened" && moved(nil, closes, at: noon) == "call-opened")
        #expect(moved(nil, noon, at: before, from: nil) == "call-shortened", "open since ever")
        let announced = code { try CallDays.mayMove((nil, nil), to: (nil, noon), at: noon) }
        #expect(announced == nil, "it was only announced")
    }

    @Test func theTextThatWasSeenIsKnownAgain() {
        let (one, other) = (ApplicationBody(["a": "1"]), ApplicationBody(["a": "2"]))
        let seen = SeenVersion(SeenVersion(3, one).text)
        #expect(seen.version == 3 && seen.mark == SeenVersion.mark(of: one) && seen.mark != SeenVersion.mark(of: other))
        #expect(SeenVersion("3").mark == nil && SeenVersion("x").version == 0 && SeenVersion(nil).version == 0)
    }
}
