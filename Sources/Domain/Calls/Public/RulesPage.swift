import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/rules/{key}`: a whole scheme for everybody: who may apply, how it is decided, how scores are combined, what follows, and what it was before.
struct RulesPage {
    let record: SchemeRecord
    let authority: Organisation?
    let versions: [SchemeVersion]
    /// As it was published anew, the newest first.
    let lists: [PublishedList]

    static func routes(_ house: House) -> [Route] { [
        .get("/rules/{key}", .anyone) { visit in
            let key = visit.parameter("key")
            let page = try await visit.database.read { tx -> RulesPage? in
                guard let record = try tx.scheme(key: key) else { return nil }
                return RulesPage(
                    record: record, authority: try tx.organisation(record.authorityID), versions: try tx.versions(of: record.id),
                    lists: record.scheme.listYears == nil ? [] : try tx.publishedLists(of: record.id))
            }
            if let page { return page.answer(visit) }
            let other = try await house.panelsHTML(on: Calls.rulePanels, 0, visit)
            guard !other.isEmpty else { throw Refusal.notFound(SchemeRecord.noun) }
            return visit.page(Phrase("规则", "Rules")) { other }
        }
    ] }

    func answer(_ visit: Visit) -> Answer {
        let scheme = record.scheme
        return visit.page(
            scheme.name.phrase, lede: scheme.title == scheme.name ? nil : scheme.title.phrase, trail: [("/calls", Phrase("征集与认定", "Calls and titles"))]
        ) {
            dl(.class("facts")) {
                if let authority {
                    dt { visit.say(Phrase("认定机关", "Authority")) }
                    dd { a(.href("/organisations/\(authority.id)")) { authority.name(visit.language) } }
                }
                dt { visit.say(Phrase("级别", "Level")) }
                dd { visit.say(scheme.level.title) }
                if let region = visit.regionName(record.region) {
                    dt { visit.say(Phrase("适用地区", "Where it holds")) }
                    dd { region }
                }
                dt { visit.say(Phrase("版本", "Version")) }
                dd { String(record.version) }
            }
            SchemeView(record: record, visit: visit).html
            SchemeDetails(scheme: scheme).html(visit)
            if let example = FormulaExample(scheme.review) { example.html(visit) }
            published(visit)
            SchemeHistory(versions: versions).html(visit)
            visit.provenanceHTML(record.provenance)
        }
    }

    @HTMLBuilder private func published(_ visit: Visit) -> HTML {
        if !lists.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(Phrase("公布过的名单", "Lists that were published")) }
                ul {
                    for list in lists {
                        li {
                            a(.href("/register/lists/\(list.id)")) { Dates.plain(list.publishedOn, visit.language) }
                            span(.class("meta")) { " " + visit.say(Phrase("\(list.titles) 项", list.titles == 1 ? "1 title" : "\(list.titles) titles")) }
                        }
                    }
                }
            }
        }
    }
}
