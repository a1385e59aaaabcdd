import Formats
import Kernel
import Language
import Markup
import Regions
import Web

/// What search engines read of a venue: a place of schema.org with its hours, for the page's head.
struct VenueMarkup {
    let venue: Venue
    let visit: Visit

    var head: HTML {
        HTML {
            link(.rel("alternate"), .type("application/json"), .href("/venues/\(venue.id).json"))
            dataBlock(.linkedData, json: text)
        }
    }

    var text: String {
        var json = JSONWriter(isForHTML: true)
        json.value(.object([.init("@context", .text("https://schema.org"))] + members))
        return String(decoding: json.drain(), as: UTF8.self)
    }

    private var members: [Datum.Member] {
        var all: [Datum.Member] = [
            .init("@type", .text(type)), .init("name", .text(venue.name(visit.language))), .init("url", .text(visit.origin + "/venues/\(venue.id)")),
        ]
        if let address { all.append(.init("address", address)) }
        if let point = venue.point {
            all.append(
                .init(
                    "geo",
                    .object([.init("@type", .text("GeoCoordinates")), .init("latitude", .real(point.latitude)), .init("longitude", .real(point.longitude))])))
        }
        if venue.status == .operating, let hours = venue.hours {
            all.append(.init("openingHoursSpecification", .list(Self.week(of: hours))))
            if !hours.special.isEmpty { all.append(.init("specialOpeningHoursSpecification", .list(Self.special(of: hours)))) }
        }
        return all
    }

    private var type: String {
        switch venue.kind {
        case .museum, .scienceMuseum, .campusMuseum: "Museum"
        case .park: "Park"
        default: "Place"
        }
    }

    private var address: Datum? {
        let regions = venue.region.map { visit.regions.path(of: $0).map { visit.say($0.name) } } ?? []
        guard venue.address != nil || !regions.isEmpty else { return nil }
        var all: [Datum.Member] = [.init("@type", .text("PostalAddress"))]
        if let street = venue.address { all.append(.init("streetAddress", .text(street(visit.language)))) }
        if let province = regions.first { all.append(.init("addressRegion", .text(province))) }
        if regions.count > 1 { all.append(.init("addressLocality", .text(regions.dropFirst().joined(separator: " ")))) }
        all.append(.init("addressCountry", .text("CN")))
        return .object(all)
    }

    /// One for each span of the days that share it; a day without one is closed.
    private static func week(of hours: OpeningHours) -> [Datum] {
        hours.groups.flatMap { group in
            group.spans.all.map { span in
                specification([.init("dayOfWeek", .list(group.days.map { .text("https://schema.org/" + OpeningHoursWords.weekday($0).en) }))], span)
            }
        }
    }

    /// A closed day opens and closes at midnight, as search engines want it.
    private static func special(of hours: OpeningHours) -> [Datum] {
        hours.special.flatMap { one in
            let days: [Datum.Member] = [.init("validFrom", .text(one.begin.iso)), .init("validThrough", .text(one.end.iso))]
            let spans = one.spans.isEmpty ? [OpeningSpans.Span(opens: 0, closes: 0)] : one.spans.all
            return spans.map { specification(days, $0) }
        }
    }

    private static func specification(_ days: [Datum.Member], _ span: OpeningSpans.Span) -> Datum {
        .object(
            [.init("@type", .text("OpeningHoursSpecification"))] + days + [
                .init("opens", .text(OpeningSpans.clock(span.opens))), .init("closes", .text(span.closes == 1440 ? "23:59" : OpeningSpans.clock(span.closes))),
            ])
    }
}
