import Testing

@testable import Web

/// One state for many watchers.
@Suite struct BroadcastTests {
    @Test func whoIsOneBehindGetsWhatIsNewAndOthersTheWhole() async throws {
        let broadcast = Broadcast()
        #expect(broadcast.publish([.init("a", "1"), .init("b", "2")]))
        let (first, whole) = try await state(broadcast, after: nil)
        #expect(whole.contains(#"data: {"a":"1","b":"2"}"#) && whole.hasPrefix("id: \(first)\nevent: state\n") && whole.hasSuffix("\n\n"))
        #expect(!broadcast.publish([.init("a", "1"), .init("b", "2")]))
        #expect(broadcast.publish([.init("a", "1"), .init("b", "3")]))
        let (second, change) = try await state(broadcast, after: first)
        #expect(change.contains(#"data: {"b":"3"}"#) && second != first)
        #expect(broadcast.publish([.init("a", "4"), .init("b", "3")]))
        // Two behind, never heard anything, or heard another program: the state as it is.
        for known in [first, nil, "before-7"] {
            let text = try await state(broadcast, after: known).text
            #expect(text.contains(#"data: {"a":"4","b":"3"}"#), "\(known ?? "nothing")")
        }
    }

    @Test(.timeLimit(.minutes(1))) func whoeverWaitsHearsTheNextStateTheBeatAndTheWaking() async throws {
        let broadcast = Broadcast()
        broadcast.publish([.init("a", "1")])
        let id = try await state(broadcast, after: nil).id
        async let heard = withThrowingTaskGroup(of: Broadcast.Signal.self) { group in
            for _ in 0..<500 { group.addTask { try await broadcast.next(after: id) } }
            var all: [Broadcast.Signal] = []
            for try await one in group { all.append(one) }
            return all
        }
        try await waiting(broadcast, for: 500)
        broadcast.publish([.init("a", "2")])
        let signals = try await heard
        #expect(signals.count == 500 && signals.allSatisfy { $0 == signals[0] } && broadcast.waiting == 0)

        let now = try await state(broadcast, after: nil).id
        async let beat = broadcast.next(after: now)
        try await waiting(broadcast, for: 1)
        broadcast.beat("14:03")
        #expect(try await beat == .beat(Array("event: beat\ndata: 14:03\n\n".utf8)))
        async let woken = broadcast.next(after: now)
        try await waiting(broadcast, for: 1)
        broadcast.wake()
        #expect(try await woken == .beat([]))
    }

    @Test(.timeLimit(.minutes(1))) func whoGoesIsForgotten() async throws {
        let broadcast = Broadcast()
        let gone = Task { try await broadcast.next(after: nil) }
        try await waiting(broadcast, for: 1)
        gone.cancel()
        await #expect(throws: CancellationError.self) { try await gone.value }
        #expect(broadcast.waiting == 0)
        let early = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await broadcast.next(after: nil)
        }
        early.cancel()
        await #expect(throws: CancellationError.self) { try await early.value }
        #expect(broadcast.waiting == 0)
    }

    @Test func everyLineOfAnEventIsMarked() {
        #expect(String(decoding: EventText.event("state", id: "x-1", data: "one\ntwo"), as: UTF8.self) == "id: x-1\nevent: state\ndata: one\ndata: two\n\n")
    }

    private func state(_ broadcast: Broadcast, after known: String?) async throws -> (id: String, text: String) {
        guard case .state(let id, let bytes) = try await broadcast.next(after: known) else {
            Issue.record("no state")
            return ("", "")
        }
        return (id, String(decoding: bytes, as: UTF8.self))
    }

    private func waiting(_ broadcast: Broadcast, for count: Int) async throws { while broadcast.waiting < count { await Task.yield() } }
}
