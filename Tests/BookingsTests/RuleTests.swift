import Activities
import Bookings
import Kernel
import Testing
import TestKit

/// The rules as pure values.
@Suite struct RuleTests {
    @Test func momentsFollowTheLocalCalendar() {
        let begin = instant("2023-09-16T09:00:00+08:00")
        func at(_ moment: RuleMoment) -> Instant { moment.instant(begin: begin, day: day("2023-09-16"), zone: .china) }
        #expect(at(.day(before: 7, hour: 12, minute: 0)) == instant("2023-09-09T12:00:00+08:00"))
        #expect(at(.day(before: 0, hour: 0, minute: 0)) == instant("2023-09-16T00:00:00+08:00"))
        #expect(at(.minutes(before: 90)) == instant("2023-09-16T07:30:00+08:00"))
        #expect(RuleMoment.day(before: 0, hour: 0, minute: 0).ending.zh == "提前 1 天为止（当天 24:00 前）")
        #expect(RuleMoment.minutes(before: 2880).ending.en == "until 2 days before it begins")
    }

    @Test func theNearestPlaceWinsPartByPart() {
        var campaign = BookingRules(), venue = BookingRules(), session = BookingRules()
        (campaign.aDay, campaign.walkIns, campaign.offerHours) = (1000, 10, 6)
        (venue.aDay, venue.kinds) = (300, [KindRule(.individual, party: 1...2)])
        session.walkIns = 0
        let rules = RulesInForce([.init(.campaign, key: "c", campaign), .init(.session, key: "s", session), .init(.venue, key: "v", venue)])
        #expect(rules.aDay == 300 && rules.walkIns == 0 && rules.offerHours == 6 && rules.kinds.map(\.party) == [1...2])
        #expect(rules.key { $0.aDay != nil } == "v" && rules.key { $0.offerHours != nil } == "c")
        #expect(RulesInForce([]).kinds == [KindRule(.individual, party: 1...4)])
    }

    /// Rules about groups say nothing of individuals, though they stand at the same place.
    @Test func eachKindFollowsTheRulesThatNameIt() {
        var groups = BookingRules(), singles = BookingRules()
        (groups.kinds, groups.closes) = ([KindRule(.group, party: 30...200)], .day(before: 2, hour: 0, minute: 0))
        (singles.kinds, singles.aDay) = ([KindRule(.individual, party: 1...4)], 50)
        let rules = RulesInForce([.init(.venue, of: 1, key: "g", groups), .init(.venue, of: 1, key: "s", singles)])
        #expect(rules.kinds.map(\.kind) == [.group, .individual])
        #expect(rules.of(.individual).closes == nil && rules.of(.individual).aDay == 50)
        #expect(rules.of(.group).closes != nil && rules.of(.group).aDay == nil)
    }

    @Test(arguments: [(21, 20, 1), (22, 20, 2), (20, 20, 1), (41, 20, 2), (42, 20, 2), (43, 20, 3), (1, 20, 1), (11, 10, 1), (12, 10, 2)])
    func grownUpsAreRoundedUp(_ persons: Int, _ each: Int, _ needed: Int) throws {
        var kind = KindRule(.school, party: 1...200)
        kind.ratio = AdultRatio(pupils: each)
        var rules = BookingRules()
        rules.kinds = [kind]
        let inForce = RulesInForce([.init(.venue, key: "v", rules)])
        let session = try TestSession.make("2023-09-16T09:00:00+08:00")
        func word(_ adults: Int) -> String? {
            do { try inForce.check(PartyAsked(.school, persons: persons, adults: adults), session, at: instant("2023-09-01T00:00:00Z"), .china) } catch { return error.code }
            return nil
        }
        #expect(word(needed) == nil)
        #expect(needed == 0 || word(needed - 1) == "too-few-adults")
        #expect(word(persons + 1) == "too-few-adults")
    }

    @Test func threeTimesBarAndTheCountBeginsAnew() {
        let rule = NoShowRule(times: 3, within: 100, bar: .days(30))
        func at(_ day: Int) -> Instant { instant("2023-01-01T00:00:00Z").adding(hours: Int64(day) * 24) }
        func barred(_ days: [Int], _ now: Int) -> Instant? { rule.barredUntil(days.map { (at($0), false) }, zone: .china, now: at(now)) }
        #expect(barred([1, 2], 3) == nil)
        #expect(barred([1, 2, 3], 4) == at(33))
        #expect(barred([3, 1, 2], 33) == nil)
        #expect(barred([1, 2, 3, 40, 41], 42) == nil)
        #expect(barred([1, 2, 3, 40, 41, 42], 43) == at(72))
        // The first is too long ago to count with the others.
        #expect(barred([1, 50, 120], 121) == nil)
        #expect(rule.open([at(1), at(50)], zone: .china, now: at(60)) == 2)
        #expect(rule.open([at(1), at(50)], zone: .china, now: at(110)) == 1)
        let year = NoShowRule(times: 2, bar: .year)
        #expect(year.barredUntil([(instant("2023-12-30T00:00:00Z"), false), (instant("2024-01-02T00:00:00Z"), false)], zone: .china, now: instant("2024-01-03T00:00:00Z")) == nil)
        #expect(year.barredUntil([(instant("2023-05-01T00:00:00Z"), true)], zone: .china, now: instant("2023-12-31T15:59:59Z")) == instant("2023-12-31T16:00:00Z"))
    }

    @Test func identityNumbersAreChecked() {
        #expect(IdentityNumber("11010519491231002X")?.born == day("1949-12-31"))
        #expect(IdentityNumber(" 110105 19491231 002x ")?.text == "11010519491231002X")
        #expect(IdentityNumber("110105194912310021") == nil && IdentityNumber("110105199913310010") == nil)
        #expect(IdentityNumber("E12345678")?.born == nil && IdentityNumber("E12345678")?.text == "E12345678")
        for wrong in ["", "1234", "王小明", "ABCDEFG", "1101051949123100", "1101051949123100211"] where wrong.count != 16 { #expect(IdentityNumber(wrong) == nil, "\(wrong)") }
        #expect(IdentityNumber("11010519491231002X")?.age(on: day("2023-12-30")) == 73 && IdentityNumber("11010519491231002X")?.age(on: day("2023-12-31")) == 74)
        #expect(IdentityNumber("11010519491231002X")?.masked == "110***********002X")
    }

    @Test func releasesAddUp() throws {
        var rules = BookingRules()
        rules.releases = [.init(percent: 50, at: .day(before: 7, hour: 12, minute: 0)), .init(percent: 30, at: .day(before: 3, hour: 12, minute: 0)), .init(percent: 20, at: .day(before: 0, hour: 8, minute: 0))]
        rules.walkIns = 10
        let inForce = RulesInForce([.init(.venue, key: "v", rules)])
        let session = try TestSession.make("2023-09-16T09:00:00+08:00", capacity: 110)
        func released(_ local: String) throws -> Int? { try inForce.released(session, at: instant(local + "+08:00"), .china) }
        #expect(try released("2023-09-09T11:59:59") == 0)
        #expect(try released("2023-09-09T12:00:00") == 50)
        #expect(try released("2023-09-13T12:00:00") == 80)
        #expect(try released("2023-09-16T08:00:00") == 100)
        #expect(inForce.nextRelease(session, after: instant("2023-09-10T00:00:00Z")) == instant("2023-09-13T12:00:00+08:00"))
    }
}
