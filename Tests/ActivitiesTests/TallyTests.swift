import Kernel
import TestKit
import Testing

@testable import Activities

@Suite struct TallyTests {
    @Test func aTallysNumbersKeepTheirMeaning() {
        #expect(ActivityTally.kinds.map(\.rawValue).joined(separator: " ")
            == "exhibition lecture open-day forum contest training show tour ceremony workshop visit other")
        #expect(ActivityTally.modes.map(\.rawValue) == ["onsite", "online", "both"])
        #expect(Set(ActivityTally.kinds) == Set(ActivityKind.allCases) && Set(ActivityTally.modes) == Set(AttendanceMode.allCases))
        let first = day("2023-09-01").daysSince1970
        let one = ActivityTally(marks: 512 * 610_113 + 64 * 3 + 12, days: Int64(first) + 65_536 * (1 + 2 + 1 << 46))
        let held = (-3..<60).filter { one.isHeld(first + $0...first + $0) }
        #expect(held == [0, 1, 46] && one.isHeld(first + 2...first + 46) && !one.isHeld(first + 2...first + 45) && one.isHeld(-9...99_999))
        #expect(!ActivityTally(marks: 0, days: 0).isHeld(-9...99_999) && !one.isHeld(first + 47...99_999) && !one.isHeld(0...first - 1))
        #expect((one.kindNumber, one.modeNumber, one.region) == (12, 3, 610_113) && !one.isLong)
        #expect((0..<64).filter { one.days(from: first) >> $0 & 1 == 1 } == [0, 1, 46])
        #expect((0..<64).filter { one.days(from: first - 2) >> $0 & 1 == 1 } == [2, 3, 48])
        #expect((0..<64).filter { one.days(from: first + 1) >> $0 & 1 == 1 } == [0, 45])
        #expect(one.days(from: first + 60) == 0 && one.days(from: first - 90) == 0)
    }
}
