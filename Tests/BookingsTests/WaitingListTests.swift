import Bookings
import Foundation
import Kernel
import TestKit
import Testing

@Suite struct WaitingListTests {
    private func parties(_ sizes: [Int]) -> [WaitingList.Party] {
        sizes.enumerated().map { WaitingList.Party(ID(Int64($0.offset + 1)), size: $0.element) }
    }

    @Test func theFirstThatFitsWhole() {
        let waiting = parties([4, 3, 2, 1, 1])
        #expect(WaitingList.offers(free: 0, to: waiting) == [])
        #expect(WaitingList.offers(free: 3, to: waiting).map(\.size) == [3])
        #expect(WaitingList.offers(free: 5, to: waiting).map(\.size) == [4, 1])
        #expect(WaitingList.offers(free: nil, to: waiting) == waiting)
    }

    /// Never more than is free; in order; nobody is left who would still fit; nobody passed over would have fitted in turn.
    @Test func propertiesOfManyLists() {
        var chance = Seeded(20_230_916)
        for _ in 0..<2000 {
            let waiting = parties((0..<Int.random(in: 0...30, using: &chance)).map { _ in Int.random(in: 1...6, using: &chance) })
            let free = Int.random(in: 0...20, using: &chance)
            let offered = WaitingList.offers(free: free, to: waiting)
            let given = offered.reduce(0) { $0 + $1.size }
            #expect(given <= free)
            #expect(offered.map(\.booking) == offered.map(\.booking).sorted())
            let chosen = Set(offered)
            #expect(waiting.filter { !chosen.contains($0) }.allSatisfy { $0.size > free - given })
            var rest = free
            for party in waiting {
                #expect(chosen.contains(party) == (party.size <= rest))
                if chosen.contains(party) { rest -= party.size }
            }
        }
    }

    @Test func anOfferStandsADayOrUntilTheBegin() {
        let now = instant("2023-09-01T00:00:00Z")
        #expect(WaitingList.limit(now: now, begin: now.adding(hours: 100)) == now.adding(hours: 24))
        #expect(WaitingList.limit(now: now, begin: now.adding(hours: 3)) == now.adding(hours: 3))
    }
}
