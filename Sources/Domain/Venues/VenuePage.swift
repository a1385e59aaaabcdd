import Kernel
import Language
import Markup
import Storage
import Web

/// `/venues/{id}`: what it is, where, who runs it, to which networks it belongs, what its organisation agreed.
struct VenuePage: Sendable {
    let venue: Venue
    let organisation: Organisation?
    let site: VenueSite
    let networks: [Network]
    let hubs: [ID<Venue>: Venue]
    let agreements: [Agreement]
    let parties: [ID<Organisation>: Organisation]

    /// Nil where there is no such venue.
    init?(_ id: ID<Venue>, in tx: Transaction) throws {
        guard let venue = try tx.venue(id) else { return nil }
        self.venue = venue
        site = try tx.site(ofVenue: id)
        organisation = try venue.organisationID.flatMap { try tx.organisation($0) }
        networks = try tx.networks(with: id)
        hubs = try tx.venues(networks.map(\.hubID))
        agreements = try organisation.map { try tx.agreements(of: $0.id) } ?? []
        parties = try tx.organisations(agreements.flatMap(\.parties))
    }

    /// As the venue's own clock shows them.
    private func hours(_ visit: Visit) -> OpeningHoursView? {
        venue.hours.map { OpeningHoursView(hours: $0, now: visit.now.local(in: .china)) }
    }

    func answer(_ visit: Visit, panels: HTML) -> Answer {
        visit.page(
            venue.name.phrase, lede: lede(visit), trail: [("/venues", Phrase("场馆", "Venues"))], ownHeading: true,
            head: VenueMarkup(venue: venue, visit: visit).head
        ) {
            hero(visit)
            if venue.status != .operating { statusNotice(visit) }
            div(.class("columns")) {
                aside(.class("stack")) {
                    if venue.status == .operating, let hours = hours(visit) { hours.html(visit) }
                    way(visit)
                    facts(visit)
                    visit.provenanceHTML(venue.provenance)
                }
                div(.class("stack", "sections")) {
                    panels
                    if !networks.isEmpty { networkList(visit) }
                    AgreementView.list(agreements, parties, Phrase("运行单位签订的协议", "Agreements of its organisation"), visit)
                    if panels.isEmpty, networks.isEmpty, agreements.isEmpty {
                        div(.class("empty-state")) {
                            motif(seed: venue.id.number, accent: "indigo", theme: "")
                            p { visit.say(Phrase("这里的活动公布后会列在此处。", "Activities here will be listed once they are announced.")) }
                        }
                    }
                }
            }
        }
    }

    private func lede(_ visit: Visit) -> Phrase {
        let place = visit.regionName(venue.region)
        return Phrase(venue.kind.title.zh + (place.map { "，\($0)" } ?? ""), venue.kind.title.en + (place.map { ", \($0)" } ?? ""))
    }

    /// The name before a motif; beside it how things stand today.
    private func hero(_ visit: Visit) -> HTML {
        header(.class("hero", "hero-split")) {
            motif(seed: venue.id.number, accent: "indigo", theme: venue.kind.rawValue)
            div {
                p(.class("kicker")) { visit.say(venue.kind.title) }
                h1 { visit.title(venue.name) }
                if let place = visit.regionName(venue.region) { p(.class("lede")) { place } }
            }
            if venue.status == .operating, let hours = hours(visit) {
                div(.class("when")) {
                    hours.standing(visit)
                    if let address = venue.address { p(.class("card-place")) { visit.html(address) } }
                    p(.class("actions")) {
                        a(.class("button", "button-primary"), .href("#hours")) { visit.say(Phrase("开放时间", "Opening hours")) }
                        a(.class("button"), .href("#way")) { visit.say(Phrase("怎样到达", "How to get there")) }
                    }
                }
            }
        }
    }

    private func statusNotice(_ visit: Visit) -> HTML {
        let says =
            switch venue.status {
            case .planned: Phrase("该场馆正在筹建，尚未开放。", "This venue is planned and not open yet.")
            case .suspended: Phrase("该场馆暂停开放。", "This venue is closed for the time being.")
            case .closed: Phrase("该场馆已经关闭。", "This venue has closed.")
            case .operating: Phrase("该场馆正常开放。", "This venue is open.")
            }
        return div(.class("notice", venue.status == .planned ? "" : "notice-warning")) { p { visit.say(says) } }
    }

    /// How one gets there, as far as it is known; no map is drawn.
    @HTMLBuilder private func way(_ visit: Visit) -> HTML {
        if venue.region != nil || venue.address != nil || venue.directions != nil {
            section(.id("way"), .class("way")) {
                h2 { visit.say(Phrase("怎样到达", "How to get there")) }
                if let address = venue.address { p(.class("way-name")) { visit.html(address) } }
                if let place = visit.regionName(venue.region) { p { a(.href("/venues\(query: [("region", venue.region ?? "")])")) { place } } }
                if let point = venue.point { p { PlacePoint.link(point, visit) } }
                if let directions = venue.directions { visit.paragraphs(directions) }
            }
        }
    }

    private func facts(_ visit: Visit) -> HTML {
        dl(.class("facts")) {
            dt { visit.say(Phrase("类型", "Kind")) }
            dd { visit.say(venue.kind.title) }
            dt { visit.say(Phrase("状态", "Status")) }
            dd { venue.status.badge(visit) }
            if let opened = venue.opened {
                dt { visit.say(Phrase("启用时间", "Open since")) }
                dd { opened.words(visit.language) }
            }
            if let organisation {
                dt { visit.say(Phrase("运行单位", "Run by")) }
                dd { a(.href("/organisations/\(organisation.id)")) { visit.html(organisation.name) } }
            }
            if !site.isEmpty {
                for fact in site.facts {
                    dt { visit.say(fact.title) }
                    dd { visit.say(fact.says) }
                }
            }
        }
    }

    private func networkList(_ visit: Visit) -> HTML {
        section {
            h2 { visit.say(Phrase("所在的场馆体系", "Networks")) }
            ul(.class("timeline")) { for network in networks { li { membership(in: network, visit) } } }
        }
    }

    private func membership(in network: Network, _ visit: Visit) -> HTML {
        HTML {
            a(.href("/networks/\(network.key)")) { strong { visit.html(network.name) } }
            if network.hubID == venue.id {
                p { visit.say(Phrase("核心场馆（“1”）", "The hub, the “1”")) }
            } else if let hub = hubs[network.hubID] {
                p(.class("meta")) {
                    visit.say(Phrase("核心场馆：", "Hub: "))
                    visit.html(hub.name)
                }
            }
            for member in network.members where member.venueID == venue.id {
                p {
                    visit.html(member.role)
                    if let validity = member.validity(visit.language) { " · " + validity }
                }
            }
        }
    }

}

extension Network.Member {
    /// `自 2022 年 9 月起`, `2019 – 2022`; nil where no day is known.
    func validity(_ tongue: Tongue) -> String? {
        switch (from?.words(tongue), until?.words(tongue)) {
        case (nil, nil): nil
        case (let from?, nil): Phrase("自 \(from)起", "since \(from)")(tongue)
        case (nil, let until?): Phrase("至 \(until)", "until \(until)")(tongue)
        case (let from?, let until?): Phrase("\(from)至 \(until)", "\(from) to \(until)")(tongue)
        }
    }
}
