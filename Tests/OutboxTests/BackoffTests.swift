@testable import Outbox
import Testing

@Suite struct BackoffTests {
    @Test func pausesDoubleUpToTheLongest() {
        #expect((1...9).map { Backoff.mail.shortest(after: $0) } == [30, 60, 120, 240, 480, 960, 1920, 3840, 7200])
        #expect(Backoff.mail.shortest(after: 24) == 7200 && Backoff.mail.shortest(after: 25) == nil && Backoff.mail.shortest(after: 1000) == nil)
        #expect(Backoff.webhook.shortest(after: 1) == 10 && Backoff.webhook.shortest(after: 30) == 21_600)
    }

    /// The whole of what is promised: a day and a half for mail, about three hours for text messages, five days for webhooks.
    @Test func howLongOneTriesInAll() {
        func hours(_ backoff: Backoff) -> Double { Double((1..<backoff.tries).compactMap { backoff.shortest(after: $0) }.reduce(0, +)) / 3600 }
        #expect((30...37).contains(hours(.mail)), "\(hours(.mail))")
        #expect((2.5...4).contains(hours(.gateway)), "\(hours(.gateway))")
        #expect((100...130).contains(hours(.webhook)), "\(hours(.webhook))")
    }

    @Test func chanceOnlyAdds() {
        for made in 1..<25 {
            for _ in 0..<50 {
                let (pause, shortest) = (Backoff.mail.pause(after: made) ?? 0, Backoff.mail.shortest(after: made) ?? 0)
                #expect((shortest...shortest + shortest / 5).contains(pause))
            }
        }
    }
}
