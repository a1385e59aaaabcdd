import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// Lists of facilities, for everybody and at the desk.
enum FacilityList {
    static func filters(_ filter: FacilityFilter, at path: String, _ visit: Visit) -> HTML {
        let search = FilterForm(path, isFiltered: filter.isFiltered, visit)
        return search.html {
            search.words(Phrase("编号、名称或车牌", "Number, name or plate"), filter.words, most: FacilityFilter.longestWords)
            search.choice("kind", Phrase("种类", "Kind"), FacilityContent.Kind.allCases.map { ($0.rawValue, $0.title) }, filter.kind?.rawValue)
            search.choice("state", Phrase("状态", "State"), FacilityState.allCases.map { ($0.rawValue, $0.title) }, filter.state?.rawValue)
            search.region(filter.region)
        }
    }

    static func html(_ lines: [FacilityLine], at path: String, _ visit: Visit) -> HTML {
        let today = visit.now.day(in: .china)
        return HTML {
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有符合条件的设施", "Nothing fits")) }
                    p { visit.say(Phrase("放宽条件再试。", "Narrow it less.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) {
                    for line in lines {
                        li {
                            span(.class("badge", line.facility.state == .inService ? "badge-success" : "")) { visit.say(line.facility.state.title) }
                            div {
                                p { a(.href(.within("\(path)/\(line.facility.id.text)"))) { visit.html(line.facility.content.name) } }
                                p(.class("meta")) { meta(line, visit) }
                                if let ground = RenewalRule.published.renewal(of: line.facility, on: today).first {
                                    p(.class("meta")) {
                                        visit.say(Phrase("自 \(Dates.plain(ground.since, .zh)) 起符合更新条件", "Eligible for renewal since \(Dates.plain(ground.since, .en))"))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private static func meta(_ line: FacilityLine, _ visit: Visit) -> String {
        let content = line.facility.content
        return [
            line.facility.number, visit.say(content.kind.title), content.type.map { visit.say($0.title) }, content.plate, line.owner(visit.language), visit.regionName(content.region),
        ].compactMap(\.self).joined(separator: " · ")
    }

    /// `/desk/facilities`: what somebody's roles cover.
    static func desk(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let filter = try FacilityFilter(visit.query)
        let found = try await visit.database.read { tx in try tx.facilities(filter, reach: try reach(of: identity), page: visit.pageNumber) }
        try visit.requirePage(of: found.total, by: FacilityFilter.size)
        return visit.desk(Phrase("流动科普设施", "Mobile facilities"), lede: Phrase("登记、里程、状态和关联的活动。", "The register, distances, states, and the activities held with them.")) {
            p(.class("actions")) {
                a(.class("button", "button-primary"), .href("/desk/facilities/new")) { visit.say(Phrase("登记一个", "Register one")) }
                a(.class("button", "button-quiet"), .href("/desk/facilities/sheet")) { visit.say(Phrase("用表格登记多个", "Many from a spreadsheet")) }
                a(.class("button", "button-quiet"), .href("/desk/facilities.xlsx")) { visit.say(Phrase("导出（XLSX）", "As XLSX")) }
            }
            filters(filter, at: "/desk/facilities", visit)
            html(found.lines, at: "/desk/facilities", visit)
            visit.pager(page: visit.pageNumber, total: found.total, size: FacilityFilter.size)
        }
    }

    /// The same rule as `facilityScopes`, on `f`.
    static func reach(of identity: Identity) throws -> SQL {
        let scopes = identity.scopes(of: MobileFacilities.keep)
        let owned = try OrganisationReach.condition("f.owner_id", scopes), run = try OrganisationReach.condition("f.operator_id", scopes)
        return "(\(sql: owned) OR \(sql: run) OR \(sql: FacilityReach.here(scopes)))"
    }
}
