import Kernel
import Storage
import TestKit
import Testing

@testable import Activities

@Suite("Ways on from an empty list") struct SuggestionTests {
    @Test(arguments: TestEngine.allCases) func whereNothingStandsThereIsAWayOn(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        _ = try await ListedWorld.fill(world, 20)
        func ways(_ change: (inout ActivityFilter) -> Void) async throws -> [ActivitySuggestion.Step] {
            var filter = ActivityFilter()
            change(&filter)
            let asked = filter
            return try await world.database.read { tx in
                #expect(try tx.countListed(asked) == 0)
                let found = try tx.suggestions(for: asked)
                for one in found {
                    var next = asked
                    switch one.step {
                    case .without(let name): next = asked.without(name)
                    case .words(let words): next.words = words
                    }
                    let counted = try tx.countListed(next)
                    #expect(one.count == counted && one.count > 0)
                }
                return found.map(\.step)
            }
        }
        #expect(try await ways { ($0.words, $0.region) = ("火星", "310000") } == [.without("region")])
        #expect(try await ways { $0.words = "火星 珊瑚" } == [.words("火星")])
        #expect(try await ways { $0.words = "火星之歌" } == [.words("火星之"), .words("火星")])
        #expect(try await ways { $0.words = "hangtiann" } == [.words("hangtian"), .words("hangtia"), .words("hangti")])
        #expect(try await ways { $0.words = "行天" } == [])
        #expect(try await ways { $0.words = "珊瑚" } == [])
        await world.database.close()
    }
}
