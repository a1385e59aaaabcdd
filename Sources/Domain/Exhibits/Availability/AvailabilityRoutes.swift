import Kernel
import Language
import Resources
import Storage
import Venues
import Web

/// When an exhibit is free, for people and for programs.
enum AvailabilityRoutes {
    /// Programs ask for so many days at once.
    static let mostDays = 400

    static let routes: [Route] = [
        .get("/resources/{id}/availability", .anyone, filters: ["month"]) { visit in
            let id: ID<Resource> = try visit.id("id", of: Exhibit.noun)
            let today = visit.now.day(in: Loan.zone)
            let grid = try month(visit, today)
            return try await visit.database.read { tx in
                guard let exhibit = try tx.exhibit(id), exhibit.isListed else { throw Refusal.notFound(Exhibit.noun) }
                return AvailabilityPage(exhibit: exhibit, grid: grid, occupation: try tx.occupation(of: id, from: grid.first, to: grid.last))
            }.answer(visit)
        },
        .get("/resources/{id}/availability.json", .anyone, filters: ["begin", "end"]) { visit in
            let id: ID<Resource> = try visit.id("id", of: Exhibit.noun)
            let today = visit.now.day(in: Loan.zone)
            let (first, last) = try span(visit.query, today: today)
            let occupation = try await visit.database.read { tx in
                guard let exhibit = try tx.exhibit(id), exhibit.isListed else { throw Refusal.notFound(Exhibit.noun) }
                return try tx.occupation(of: id, from: first, to: last)
            }
            let days = Day.days(from: first, to: last).map { "{\"day\":\"\($0.iso)\",\"free\":\(occupation.free(on: $0))}" }
            return .json("{\"resource\":\"\(id.text)\",\"total\":\(occupation.total),\"days\":[\(days.joined(separator: ","))]}")
        },
    ]

    private static func month(_ visit: Visit, _ today: Day) throws(Refusal) -> MonthGrid {
        guard let text = visit.query["month"], !text.isEmpty else { return MonthGrid(today) }
        guard let grid = MonthGrid(month: text), abs(today.days(until: grid.first)) < 1500 else {
            throw Refusal(
                .invalid, "filter-value", "month 应写成 2026-12 这样的年月，并在前后四年之内。", "month is a month such as 2026-12, within four years.", field: "month")
        }
        return grid
    }

    /// The days that are asked about: `begin` and `end`.
    static func span(_ query: Query, today: Day) throws(Refusal) -> (first: Day, last: Day) {
        let first = try day(query, "begin") ?? today
        let last = try day(query, "end") ?? first.adding(days: 30)
        guard first <= last, first.days(until: last) < mostDays else {
            throw Refusal(
                .invalid, "filter-value", "end 应不早于 begin，并且最多相差 \(mostDays - 1) 天。",
                "end should not be before begin, and at most \(mostDays - 1) days behind it.", field: "end")
        }
        return (first, last)
    }

    private static func day(_ query: Query, _ name: String) throws(Refusal) -> Day? {
        guard let text = query[name], !text.isEmpty else { return nil }
        guard let day = Day(iso: text), Day.plannedYears.contains(day.year) else {
            throw Refusal(.invalid, "filter-value", "\(name) 应写成 2026-12-01 这样的日期。", "\(name) is a day such as 2026-12-01.", field: name)
        }
        return day
    }
}
