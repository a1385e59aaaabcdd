import Kernel
import Language
import Markup
import Regions
import Storage
import Web

/// `/networks/{key}`: the hub, the classes of members with what the source announces, the members with their dates, the agreements of who builds it.
struct NetworkPage: Sendable {
    let network: Network
    let organisation: Organisation?
    let venues: [ID<Venue>: Venue]
    /// What the body that builds it agreed with others: by that a network grows.
    let agreements: [Agreement]
    let parties: [ID<Organisation>: Organisation]

    /// Nil where there is no such network.
    init?(_ key: String, in tx: Transaction) throws {
        guard let network = try tx.network(key: key) else { return nil }
        self.network = network
        organisation = try network.organisationID.flatMap { try tx.organisation($0) }
        venues = try tx.venues([network.hubID] + network.members.map(\.venueID))
        agreements = try organisation.map { try tx.agreements(of: $0.id) } ?? []
        parties = try tx.organisations(agreements.flatMap(\.parties))
    }

    func answer(_ visit: Visit, panels: HTML) -> Answer {
        let today = visit.now.day(in: .china)
        return visit.page(network.name.phrase, lede: network.summary?.phrase, trail: [("/venues", Phrase("场馆", "Venues"))]) {
            div(.class("columns")) {
                div(.class("stack", "sections")) {
                    hub(visit)
                    if !network.classes.isEmpty { classes(visit) }
                    members(visit, today)
                    AgreementView.list(agreements, parties, Phrase("共建协议", "Agreements"), visit)
                    panels
                }
                aside(.class("stack")) {
                    dl(.class("facts")) {
                        dt { visit.say(Phrase("范围", "Area")) }
                        dd { visit.regionName(network.region) ?? visit.say(Phrase("全国", "The whole country")) }
                        if let organisation {
                            dt { visit.say(Phrase("建设单位", "Built by")) }
                            dd { visit.html(organisation.name) }
                        }
                        dt { visit.say(Phrase("名单上的成员", "Members on the list")) }
                        dd { Numerals.count(currentMembers(today).count, visit.language) }
                    }
                    provinces(visit, today)
                    visit.provenanceHTML(network.provenance)
                }
            }
        }
    }

    /// Where its venues lie, the hub among them; a square leads to the venues of the province.
    @HTMLBuilder private func provinces(_ visit: Visit, _ today: Day) -> HTML {
        let counts = NetworkCoverage.provinces(currentMembers(today).compactMap { venues[$0.venueID] } + [venues[network.hubID]].compactMap(\.self), in: visit.regions)
        if !counts.isEmpty {
            section(.id("provinces")) {
                h2 { visit.say(Phrase("场馆分布", "Where its venues are")) }
                Cartogram(
                    Phrase("各省级行政区的体系场馆数", "Venues of the network in each province"), values: counts,
                    unit: { Phrase("个场馆", $0 == 1 ? "venue" : "venues") },
                    link: { code in counts[code] == nil ? nil : "/venues\(query: [("region", code)])" }
                ).html(visit)
            }
        }
    }

    private func currentMembers(_ today: Day) -> [Network.Member] { network.members.filter { $0.isValid(on: today) } }

    @HTMLBuilder private func hub(_ visit: Visit) -> HTML {
        if let hub = venues[network.hubID] {
            section(.class("stack")) {
                h2 { visit.say(Phrase("“1”：核心场馆", "The “1”: the hub")) }
                ul(.class("card-grid")) { li { VenueCard(venue: hub, operator: nil).html(visit) } }
                if hub.status == .planned {
                    p(.class("meta")) {
                        visit.say(Phrase("核心场馆尚在筹建：体系可以先于核心成形。", "The hub is still planned: a network may take shape before its hub opens."))
                    }
                }
            }
        }
    }

    private func classes(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("“N”：成员类别", "The “N”: classes of members")) }
            p(.class("meta")) {
                visit.say(Phrase("以下数量由来源公布，未经本平台统计，也不计入任何数据。", "These numbers are as announced by the source; they are not counted here and enter no figure."))
            }
            ul(.class("figure-grid")) {
                for one in network.classes {
                    li {
                        div(.class("figure-tile")) {
                            p(.class("figure-name")) { visit.html(one.name) }
                            number(of: one, visit)
                            if one.name.zh != one.kind.title.zh { p(.class("meta")) { visit.say(one.kind.title) } }
                            visit.provenanceHTML(one.provenance)
                        }
                    }
                }
            }
        }
    }

    @HTMLBuilder private func number(of one: Network.MemberClass, _ visit: Visit) -> HTML {
        if let count = one.announcedCount {
            p(.class("figure-number")) { Numerals.count(count, visit.language) }
            p(.class("meta")) {
                visit.say(Phrase("来源公布", "Announced by the source"))
                if let asOf = one.asOf { (visit.language == .zh ? "，" : ", ") + asOf.words(visit.language) }
            }
        } else {
            p(.class("figure-unknown")) { visit.say(Phrase("数量未公布", "No number announced")) }
        }
    }

    private func members(_ visit: Visit, _ today: Day) -> HTML {
        let places = currentMembers(today).compactMap { venues[$0.venueID]?.region } + [venues[network.hubID]?.region].compactMap(\.self)
        let coverage = NetworkCoverage(region: network.region, venueRegions: places, in: visit.regions)
        return section(.class("stack")) {
            h2 { visit.say(Phrase("成员名单", "Members")) }
            if network.members.isEmpty {
                p { visit.say(Phrase("来源只给出类别，没有给出场馆名单。", "The source gives classes of venues and no list.")) }
            }
            if let sentence = coverage.sentence { p { visit.say(sentence) } }
            div(.class("member-groups")) {
                for group in NetworkGroups.of(network.members, venues: venues, below: network.region, in: visit.regions) {
                    div {
                        h3 { group.region.map { visit.say($0.name) } ?? visit.say(Phrase("未注明地区", "Region not stated")) }
                        ul(.class("member-list"), .role("list")) { for member in group.members { li { line(member, visit, today) } } }
                    }
                }
            }
        }
    }

    @HTMLBuilder private func line(_ member: Network.Member, _ visit: Visit, _ today: Day) -> HTML {
        if let venue = venues[member.venueID] {
            a(.href("/venues/\(venue.id)")) { visit.html(venue.name) }
            p(.class("meta")) {
                visit.html(member.role)
                " · "
                member.validity(visit.language) ?? visit.say(Phrase("日期未注明", "Dates not stated"))
                if !member.isValid(on: today) {
                    " "
                    span(.class("badge")) { visit.say(Phrase("当前不在体系内", "Not a member now")) }
                }
            }
        }
    }
}

/// The members of a network by the divisions of its area.
enum NetworkGroups {
    static func of(
        _ members: [Network.Member], venues: [ID<Venue>: Venue], below region: String?, in table: RegionTable
    ) -> [(region: Region?, members: [Network.Member])] {
        let divisions = table.children(of: region)
        let codes = Set(divisions.map(\.code))
        let grouped = Dictionary(grouping: members) { member -> String in
            let path = venues[member.venueID]?.region.map { table.todaysPath(of: $0).map(\.code) } ?? []
            return path.first(where: codes.contains) ?? ""
        }
        let known = divisions.compactMap { division in grouped[division.code].map { (region: Optional(division), members: $0) } }
        return known + (grouped[""].map { [(region: nil, members: $0)] } ?? [])
    }
}
