import Calls
import Kernel
import Language
import TestKit
import Testing

@testable import Talks

/// What speaks against asking an expert: pure.
struct TravelRuleTests {
    private let expert = ID<Expert>(1)

    @Test func theWayIsReckonedByCodes() {
        #expect(TravelRule.between("610113", "610113") == .sameCounty)
        #expect(TravelRule.between("610113", "610116") == .samePrefecture)
        #expect(TravelRule.between("610113", "610100") == .samePrefecture)
        // Two records that name no more than the city may lie at its two ends.
        #expect(TravelRule.between("610100", "610100") == .samePrefecture)
        #expect(TravelRule.between("610113", "610302") == .sameProvince)
        #expect(TravelRule.between("610000", "610000") == .sameProvince)
        #expect(TravelRule.between("610113", "110105") == .otherProvince)
        #expect(TravelRule.between("110101", "110105") == .samePrefecture)
    }

    private func wish(_ begin: String, _ minutes: Int64 = 60) -> TalkWish { TalkWish(begin: instant(begin), end: instant(begin).adding(minutes: minutes)) }

    private func finder(
        _ engaged: [(String, String)] = [], pattern: WeekPattern = .usual, regions: [String] = [], until: String? = "2024-06-30", isActive: Bool = true, exceptions: [Day: Bool] = [:]
    ) -> ConflictFinder {
        let speaker = Speaker(id: expert, name: "li", isActive: isActive, regions: regions, pattern: pattern, vettedUntil: until.flatMap { Day(iso: $0) })
        let taken = engaged.enumerated().map { index, one in
            Engagement(
                request: ID(Int64(index) + 10), expert: expert, begin: instant(one.0), end: instant(one.0).adding(minutes: 60), region: one.1, unit: Wording("第一中学", "First School"))
        }
        return ConflictFinder(speaker: speaker, engagements: taken, exceptions: exceptions)
    }

    private func kinds(_ finder: ConflictFinder, _ wish: TalkWish, _ region: String = "610116") -> [String] {
        finder.conflicts(wish, region: region, path: ["610000", "610100", "610116"], besides: nil).map { conflict in
            switch conflict {
            case .left: "left"
            case .vetting: "vetting"
            case .overlap: "overlap"
            case .travel(_, let needs, let has): "travel \(needs) \(has)"
            case .dayOff: "day"
            case .hours: "hours"
            case .region: "region"
            }
        }
    }

    @Test func timesThatTouchDoNotOverlap() {
        let noon = wish("2023-09-12T06:00:00Z")
        #expect(kinds(finder([("2023-09-12T06:30:00Z", "610116")]), noon) == ["overlap"])
        #expect(kinds(finder([("2023-09-12T07:00:00Z", "610116")]), noon) == ["travel 60 0"])
        #expect(kinds(finder([("2023-09-12T08:00:00Z", "610116")]), noon) == [])
        #expect(kinds(finder([("2023-09-12T04:00:00Z", "610113")]), noon) == ["travel 120 60"])
        #expect(kinds(finder([("2023-09-12T15:00:00Z", "110105")]), noon) == ["travel 720 480"])
        #expect(kinds(finder([("2023-09-12T15:00:00Z", "610302")]), noon) == [])
    }

    @Test func aRequestIsNoConflictWithItself() {
        let finder = finder([("2023-09-12T06:30:00Z", "610116")])
        #expect(finder.conflicts(wish("2023-09-12T06:00:00Z"), region: "610116", path: [], besides: ID(10)).isEmpty)
    }

    @Test func daysAreLocalDays() {
        // 2023-09-12 is a Tuesday in China from 16:00 UTC of the 11th.
        let tuesdays = WeekPattern(weekdays: [2], begin: 0, end: 24 * 60)
        #expect(kinds(finder(pattern: tuesdays), wish("2023-09-11T16:00:00Z")) == [])
        #expect(kinds(finder(pattern: tuesdays), wish("2023-09-11T15:00:00Z")) == ["day", "hours"])
        #expect(kinds(finder(pattern: tuesdays, exceptions: [day("2023-09-12"): false]), wish("2023-09-12T02:00:00Z")) == ["day"])
        #expect(kinds(finder(pattern: tuesdays, exceptions: [day("2023-09-13"): true]), wish("2023-09-13T02:00:00Z")) == [])
        #expect(kinds(finder(pattern: WeekPattern(weekdays: [], begin: 540, end: 600)), wish("2023-09-12T01:00:00Z")) == [])
        #expect(kinds(finder(pattern: WeekPattern(weekdays: [], begin: 540, end: 600)), wish("2023-09-12T01:01:00Z")) == ["hours"])
    }

    @Test func vettingHoldsThroughItsLastDay() {
        #expect(kinds(finder(until: "2023-09-12"), wish("2023-09-12T06:00:00Z")) == [])
        #expect(kinds(finder(until: "2023-09-11"), wish("2023-09-12T06:00:00Z")) == ["vetting"])
        #expect(kinds(finder(until: nil), wish("2023-09-12T06:00:00Z")) == ["vetting"])
        #expect(kinds(finder(isActive: false), wish("2023-09-12T06:00:00Z")) == ["left"])
    }

    @Test func whereTheyTravel() {
        #expect(kinds(finder(regions: ["610100"]), wish("2023-09-12T06:00:00Z")) == [])
        #expect(kinds(finder(regions: ["110000", "610300"]), wish("2023-09-12T06:00:00Z")) == ["region"])
    }

    @Test func clocks() {
        #expect(WeekPattern.minute("09:30") == 570)
        #expect(WeekPattern.minute("24:00") == 1440)
        #expect(["24:01", "9", "09:60", "-1:00", "a:b", "", "09:00:00"].map(WeekPattern.minute) == Array(repeating: nil, count: 7))
        #expect(WeekPattern.clock(570) == "09:30")
    }
}
