import Kernel
import Language
import Testing

@Suite("Days and times")
struct DatesTests {
    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }
    private func instant(_ iso: String) throws -> Instant { try #require(Instant(iso: iso)) }

    @Test func oneDay() throws {
        let day = try day("2023-09-16")
        #expect(Dates.day(day, .zh) == "2023年9月16日 周六")
        #expect(Dates.day(day, .en) == "Sat 16 Sep 2023")
        #expect(Dates.plain(day, .en) == "16 September 2023")
        #expect(Dates.month(day, .zh) == "9月")
    }

    @Test(arguments: [
        ("2023-09-16", "2023-09-16", "2023年9月16日", "16 September 2023"),
        ("2023-09-16", "2023-09-25", "2023年9月16日至25日", "16–25 September 2023"),
        ("2023-09-16", "2023-10-08", "2023年9月16日至10月8日", "16 September – 8 October 2023"),
        ("2022-12-26", "2023-01-03", "2022年12月26日至2023年1月3日", "26 December 2022 – 3 January 2023"),
        ("2023-09-01", "2023-09-30", "2023年9月", "September 2023"), ("2024-02-01", "2024-02-29", "2024年2月", "February 2024"),
        ("2023-02-01", "2024-02-28", "2023年2月1日至2024年2月28日", "1 February 2023 – 28 February 2024"),
        ("2024-01-01", "2024-10-31", "2024年1月至10月", "January – October 2024"), ("2024-01-01", "2024-12-31", "2024年", "2024"),
        ("2023-11-01", "2024-02-29", "2023年11月至2024年2月", "November 2023 – February 2024"), ("2023-01-01", "2025-12-31", "2023年至2025年", "2023–2025"),
        ("2023-09-16", "2023-09-01", "2023年9月16日", "16 September 2023"),
    ])
    func spans(_ first: String, _ last: String, _ zh: String, _ en: String) throws {
        #expect(try Dates.span(day(first), day(last), .zh) == zh)
        #expect(try Dates.span(day(first), day(last), .en) == en)
    }

    @Test func sessions() throws {
        let begin = try instant("2023-09-16T09:00:00+08:00")
        let noon = try instant("2023-09-16T11:30:00+08:00")
        let next = try instant("2023-09-17T17:00:00+08:00")
        #expect(Dates.session(begin, noon, .china, .zh) == "2023年9月16日 周六 09:00–11:30")
        #expect(Dates.session(begin, noon, .china, .en) == "Sat 16 Sep 2023 09:00–11:30")
        #expect(Dates.session(begin, next, .china, .zh) == "2023年9月16日 周六 09:00 至 9月17日 周日 17:00")
        #expect(Dates.session(begin, next, .china, .en) == "Sat 16 Sep 2023 09:00 – Sun 17 Sep 17:00")
        #expect(Dates.session(begin, nil, .china, .en) == "Sat 16 Sep 2023 09:00")
    }

    @Test func foreignClocksAreNamed() throws {
        let begin = try instant("2023-09-16T09:00:00+08:00")
        #expect(try Dates.session(begin, nil, #require(Zone("Asia/Urumqi")), .zh) == "2023年9月16日 周六 07:00（乌鲁木齐时间，UTC+6）")
        #expect(try Dates.session(begin, nil, #require(Zone("Asia/Kolkata")), .en) == "Sat 16 Sep 2023 06:30 (Asia/Kolkata, UTC+5:30)")
        #expect(try Dates.session(begin, nil, #require(Zone("America/New_York")), .en) == "Fri 15 Sep 2023 21:00 (America/New_York, UTC-4)")
        #expect(Dates.moment(begin, .utc, .en) == "16 Sep 2023, 01:00 (UTC)")
        #expect(Dates.moment(begin, .china, .zh) == "2023年9月16日 09:00")
    }

    @Test func nearness() throws {
        let today = try day("2023-09-16")
        #expect(Dates.relative(today, today: today, .en) == "today")
        #expect(Dates.relative(today.adding(days: 3), today: today, .zh) == "3 天后")
        #expect(Dates.relative(today.adding(days: -2), today: today, .en) == "2 days ago")
        #expect(Dates.relative(today.adding(days: 15), today: today, .en) == nil)
        #expect(Dates.duration(seconds: 5400, .zh) == "1 小时 30 分钟")
        #expect(Dates.duration(seconds: 60, .en) == "1 minute")
        #expect(Dates.duration(seconds: 259_200, .en) == "3 days")
    }
}
