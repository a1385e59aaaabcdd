import Kernel
import Language
import Markup
import Web

/// The venues over which somebody holds a role.
struct VenueDeskListPage: Sendable {
    let filter: VenueFilter
    let venues: [Venue]
    let count: Int
    let organisations: [ID<Organisation>: Organisation]

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("场馆", "Venues"), lede: Phrase("您负责的场馆，共 \(count) 个。", "The venues in your care: \(count).")) {
            div(.class("actions")) {
                a(.class("button", "button-primary"), .href("/desk/venues/new")) { visit.say(Phrase("登记场馆", "Add a venue")) }
            }
            Markup.form(.class("filter-form"), .method(.get), .action("/desk/venues"), .role("search")) {
                div(.class("field")) {
                    label(.for("filter-q")) { visit.say(Phrase("名称或地址", "Name or address")) }
                    input(.id("filter-q"), .type("search"), .name("q"), .value(filter.words))
                }
                div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("查找", "Search")) } }
            }
            if venues.isEmpty {
                div(.class("empty-state")) { p { visit.say(Phrase("没有符合条件的场馆。", "No venue fits.")) } }
            } else {
                table(visit)
            }
            visit.pager(page: visit.pageNumber, total: count, size: VenueFilter.pageSize)
        }
    }

    private func table(_ visit: Visit) -> HTML {
        div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead {
                    tr {
                        th(.scope("col")) { visit.say(Phrase("名称", "Name")) }
                        th(.scope("col")) { visit.say(Phrase("类型", "Kind")) }
                        th(.scope("col")) { visit.say(Phrase("地区", "Region")) }
                        th(.scope("col")) { visit.say(Phrase("运行单位", "Run by")) }
                        th(.scope("col")) { visit.say(Phrase("状态", "Status")) }
                    }
                }
                tbody {
                    for venue in venues {
                        tr {
                            th(.scope("row")) { a(.href("/desk/venues/\(venue.id)")) { visit.html(venue.name) } }
                            td { visit.say(venue.kind.title) }
                            td { visit.regionName(venue.region) ?? "–" }
                            td { if let one = venue.organisationID.flatMap({ organisations[$0] }) { visit.html(one.name) } }
                            td { venue.status.badge(visit) }
                        }
                    }
                }
            }
        }
    }
}

/// The form of one venue, new or known.
struct VenueFormPage: Sendable {
    let reading: FormReading
    let venue: Venue?

    func answer(_ visit: Visit) -> Answer {
        let action = venue.map { "/desk/venues/\($0.id)" } ?? "/desk/venues"
        return visit.desk(
            venue?.name.phrase ?? Phrase("登记场馆", "Add a venue"), trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/venues", Phrase("场馆", "Venues"))],
            status: reading.isGood ? 200 : 422
        ) {
            if let venue {
                p { a(.href("/venues/\(venue.id)")) { visit.say(Phrase("查看公开页面", "The public page")) } }
            }
            visit.formHTML(reading, action: action, submit: Phrase("保存", "Save"), makes: venue == nil)
        }
    }
}
