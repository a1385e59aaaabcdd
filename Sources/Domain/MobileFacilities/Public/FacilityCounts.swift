import Kernel
import Language
import Markup
import Regions
import Storage
import Venues
import Web

/// How many there are of each kind: allocated in all, of them in service, of them retired. Three numbers, never one for another.
struct FacilityCounts: Sendable {
    struct Line: Sendable {
        let kind: FacilityContent.Kind
        var waiting = 0
        var inService = 0
        var retired = 0
        /// Whatever became of them.
        var allocated: Int { waiting + inService + retired }
    }

    let lines: [Line]

    var isEmpty: Bool { lines.allSatisfy { $0.allocated == 0 } }

    func html(_ visit: Visit) -> HTML {
        let titles = [Phrase("种类", "Kind"), Phrase("累计配发", "Allocated in all"), Phrase("在用", "In service"), Phrase("未投入使用", "Not in service yet"), Phrase("已退役", "Retired")]
        return div(.class("table-wrap")) {
            table(.class("table")) {
                thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                tbody {
                    for line in lines where line.allocated > 0 {
                        tr {
                            th(.scope("row")) { visit.say(line.kind.title) }
                            for (title, number) in zip(titles.dropFirst(), [line.allocated, line.inService, line.waiting, line.retired]) {
                                td(.data("label", visit.say(title))) { Numerals.count(number, visit.language) }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension Transaction {
    /// In a region and all below it; everywhere without one.
    func facilityCounts(in region: String?) throws -> FacilityCounts {
        let place: SQL = region.map { "region \(.binary) IN \(sql: RegionCodes.within($0))" } ?? "1 = 1"
        let found = try rows("SELECT kind, state, COUNT(*) AS number FROM mobilefacilities_facility WHERE \(sql: place) GROUP BY kind, state") {
            (kind: try $0.choice("kind", FacilityContent.Kind.self), state: try $0.choice("state", FacilityState.self), number: try $0.int("number"))
        }
        return FacilityCounts(
            lines: FacilityContent.Kind.allCases.map { kind in
                var line = FacilityCounts.Line(kind: kind)
                for one in found where one.kind == kind {
                    switch one.state {
                    case .allocated: line.waiting = one.number
                    case .inService: line.inService = one.number
                    case .retired: line.retired = one.number
                    }
                }
                return line
            })
    }
}
