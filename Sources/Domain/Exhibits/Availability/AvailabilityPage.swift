import Kernel
import Language
import Markup
import Resources
import Storage
import Venues
import Web

/// `/resources/{id}/availability`: a month of days, each with how many are free.
struct AvailabilityPage: Sendable {
    let exhibit: Exhibit
    let grid: MonthGrid
    let occupation: Occupation

    func answer(_ visit: Visit) -> Answer {
        let trail = exhibit.isListed ? [("/resources", Phrase("资源", "Resources")), ("/resources/\(exhibit.id.text)", exhibit.name.phrase)] : []
        return visit.page(Phrase("档期：\(exhibit.name.zh)", "When it is free: \(exhibit.name(.en))"), trail: trail) {
            if occupation.total == 0 {
                p { visit.say(Phrase("提供单位还没有登记实物，暂不能预约。", "Its unit has entered none yet; it cannot be reserved.")) }
            } else {
                p {
                    visit.say(
                        occupation.total == 1
                            ? Phrase("共 1 件（套）。预留的日子含前后运输天数。", "There is one. Days held include those for transport.")
                            : Phrase(
                                "共 \(occupation.total) 件（套），每天写着可用的件数。预留的日子含前后运输天数。",
                                "There are \(occupation.total); each day says how many are free. Days held include those for transport."))
                }
                AvailabilityGrid(grid: grid, occupation: occupation, today: visit.now.day(in: Loan.zone), visit: visit).html
                nav(.class("actions"), .aria("label", visit.say(Phrase("月份", "Months")))) {
                    if grid.first > visit.now.day(in: Loan.zone) { step(grid.before, Phrase("上一月", "Month before"), visit) }
                    step(grid.after, Phrase("下一月", "Next month"), visit)
                }
            }
            if exhibit.isListed {
                p {
                    a(.class("button", "button-primary"), .href(.within("/desk/loans/new", query: Query([("resource", exhibit.id.text)])))) {
                        visit.say(Phrase("申请借展", "Ask for it"))
                    }
                }
            }
        }
    }

    private func step(_ day: Day, _ title: Phrase, _ visit: Visit) -> HTML {
        a(
            .class("button", "button-quiet"),
            .href(.within("/resources/\(exhibit.id.text)/availability", query: Query([("month", MonthGrid(day).text)])))
        ) { visit.say(title) }
    }
}

/// The month as a table of weeks, as narrow as a phone.
struct AvailabilityGrid {
    let grid: MonthGrid
    let occupation: Occupation
    let today: Day
    let visit: Visit

    private static let weekdays = [
        Phrase("一", "Mo"), Phrase("二", "Tu"), Phrase("三", "We"), Phrase("四", "Th"), Phrase("五", "Fr"), Phrase("六", "Sa"), Phrase("日", "Su"),
    ]

    var html: HTML {
        table(.class("month")) {
            caption { visit.say(Phrase("\(grid.first.year)年\(grid.first.month)月", "\(Dates.month(grid.first, .en)) \(grid.first.year)")) }
            thead { tr { for day in Self.weekdays { th(.scope("col")) { visit.say(day) } } } }
            tbody {
                for week in grid.weeks {
                    tr { for day in week { if let day { cell(day) } else { td(.class("month-empty")) {} } } }
                }
            }
        }
    }

    private func cell(_ day: Day) -> HTML {
        let free = occupation.free(on: day), isPast = day < today
        let state = isPast ? "past" : free == 0 ? "none" : free < occupation.total ? "some" : "all"
        let words =
            isPast
            ? Phrase("已过", "past")
            : free == 0 ? Phrase("已满", "none free") : occupation.total == 1 ? Phrase("可用", "free") : Phrase("\(free) 可用", "\(free) free")
        return td(.data("free", state)) {
            time(.datetime(day.iso)) { String(day.day) }
            if !isPast { small { visit.say(words) } }
        }
    }
}
