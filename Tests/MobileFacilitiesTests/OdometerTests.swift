import Kernel
import TestKit
import Testing

@testable import MobileFacilities

/// What an odometer may show after what it showed: pure.
struct OdometerTests {
    private let last = OdometerReading(readOn: day("2023-06-01"), shown: 90_000, carried: 5_000)

    private func total(_ shown: Int64, on read: String = "2023-06-10", why: OdometerReading.Why? = nil, says: String = "") throws(Refusal) -> Int64 {
        try ReadingDraft(readOn: day(read), shown: shown, why: why, says: says).following(last, today: day("2023-06-30")).total
    }

    private func code(_ shown: Int64, on read: String = "2023-06-10", why: OdometerReading.Why? = nil, says: String = "") -> String? {
        do throws(Refusal) {
            _ = try total(shown, on: read, why: why, says: says)
            return nil
        } catch { return error.code }
    }

    @Test func itGrows() throws {
        #expect(try total(90_000) == 95_000)
        #expect(try total(91_000) == 96_000)
        #expect(code(-1) == "odometer")
        #expect(code(10_000_000) == "odometer")
    }

    @Test func aLowerOneSaysWhy() throws {
        #expect(code(100) == "odometer-lower")
        #expect(code(100, why: .replaced) == "odometer-says")
        // Another odometer goes on from what the vehicle ran; a misreading is simply put right.
        #expect(try total(100, why: .replaced, says: "表坏了") == 95_100)
        #expect(try total(89_000, why: .corrected, says: "看错一位") == 94_000)
    }

    @Test func itLiesAfterTheLastOneAndNotInTheFuture() {
        #expect(code(90_001, on: "2023-05-31") == "odometer-order")
        #expect(code(90_001, on: "2023-06-01") == nil)
        #expect(code(90_001, on: "2023-07-01") == "odometer-day")
    }

    @Test func nobodyDrivesSoFar() {
        #expect(code(94_000, on: "2023-06-02") == nil)
        #expect(code(94_001, on: "2023-06-02") == "odometer-leap")
    }

    @Test func theFirstOneMayBeAnything() throws {
        let first = try ReadingDraft(readOn: day("2023-06-01"), shown: 250_000).following(nil, today: day("2023-06-30"))
        #expect(first.total == 250_000)
    }
}
