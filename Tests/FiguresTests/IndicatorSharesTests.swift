import Kernel
import Participation
import Testing

@testable import Figures

/// Values of indicators are added by the dictionary's rules in figures too.
@Suite struct IndicatorSharesTests {
    @Test func likeThingsAddByMethod() throws {
        let one = try #require(IndicatorShares(MethodShares(measured: 80, reported: 4), of: "visits")), other = try #require(IndicatorShares(MethodShares(reported: 60, estimated: 1), of: "visits"))
        #expect(try one.plus(other).shares == MethodShares(measured: 80, reported: 64, estimated: 1))
        #expect(try IndicatorShares.sum([one, other, one])?.shares.total == 229)
        #expect(try IndicatorShares.sum([])?.shares == nil)
    }

    @Test func unlikeThingsAreRefused() throws {
        let visits = try #require(IndicatorShares(MethodShares(measured: 80), of: "visits"))
        for other in ["viewers", "views", "school-visits", "downloads", "booked"] {
            let unlike = try #require(IndicatorShares(MethodShares(measured: 1), of: other))
            #expect(throws: Refusal.self, "\(other)") { _ = try visits.plus(unlike) }
        }
        // What is never added, and what is counted each once.
        for key in ["peak", "schools", "volunteers", "visitors"] {
            let one = try #require(IndicatorShares(MethodShares(reported: 1), of: key))
            #expect(throws: Refusal.self, "\(key)") { _ = try one.plus(one) }
        }
        #expect(IndicatorShares(MethodShares(), of: "likes") == nil && IndicatorShares(MethodShares(measured: -1), of: "visits") == nil)
        #expect(throws: Refusal.self) { _ = try IndicatorShares.adding(MethodShares(measured: 1), to: MethodShares(measured: 1), of: "likes") }
        let most = try #require(IndicatorShares(MethodShares(measured: .max), of: "visits"))
        #expect(throws: Refusal.self) { _ = try most.plus(visits) }
    }
}
