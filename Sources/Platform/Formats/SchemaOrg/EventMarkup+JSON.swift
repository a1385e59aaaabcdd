import Kernel

extension EventMarkup {
    /// The text of a `<script type="application/ld+json">`: nothing in it can close the element.
    package var jsonLD: String {
        var json = JSONWriter(isForHTML: true)
        json.value(.object([.init("@context", .text("https://schema.org"))] + members))
        return String(decoding: json.drain(), as: UTF8.self)
    }

    /// Several in one text.
    package static func jsonLD(_ events: [EventMarkup]) -> String {
        var json = JSONWriter(isForHTML: true)
        json.beginObject()
        json.member("@context", .text("https://schema.org"))
        json.key("@graph")
        json.beginList()
        for event in events { json.value(.object(event.members)) }
        json.end()
        json.end()
        return String(decoding: json.drain(), as: UTF8.self)
    }

    private var members: [Datum.Member] {
        var all: [Datum.Member] = [
            .init("@type", .list([.text("Event"), .text("EducationEvent")])), .init("name", .text(name)), .init("url", .text(WebAddress.encoded(page))),
            .init("startDate", .text(CalendarTime.iso(begin, in: zone))), .init("eventStatus", .text("https://schema.org/" + status.rawValue)),
            .init("eventAttendanceMode", .text("https://schema.org/" + attendance)), .init("inLanguage", .text(language)),
        ]
        if let end, end > begin { all.append(.init("endDate", .text(CalendarTime.iso(end, in: zone)))) }
        if let previousBegin { all.append(.init("previousStartDate", .text(CalendarTime.iso(previousBegin, in: zone)))) }
        if let description { all.append(.init("description", .text(description))) }
        if !images.isEmpty { all.append(.init("image", .list(images.map { .text(WebAddress.encoded($0)) }))) }
        let locations = [place.map(\.datum), meeting.map(virtual)].compactMap { $0 }
        if let only = locations.first { all.append(.init("location", locations.count == 1 ? only : .list(locations))) }
        if let organiser { all.append(.init("organizer", organiser.datum("Organization"))) }
        if let isFree { all.append(.init("isAccessibleForFree", .bool(isFree))) }
        if let offer { all.append(.init("offers", offer)) }
        if let placesTotal { all.append(.init("maximumAttendeeCapacity", .integer(Int64(placesTotal)))) }
        if let placesLeft { all.append(.init("remainingAttendeeCapacity", .integer(Int64(placesLeft)))) }
        if let ages { all.append(.init("typicalAgeRange", .text(ages))) }
        if let partOf { all.append(.init("superEvent", partOf.datum("Event"))) }
        return all
    }

    private var attendance: String {
        switch (place, meeting) {
        case (_?, _?): "MixedEventAttendanceMode"
        case (nil, _?): "OnlineEventAttendanceMode"
        default: "OfflineEventAttendanceMode"
        }
    }

    private func virtual(_ address: String) -> Datum {
        .object([.init("@type", .text("VirtualLocation")), .init("url", .text(WebAddress.encoded(address)))])
    }

    /// Price 0 is said only of what is known to be free; a paid activity's price is not ours to state.
    private var offer: Datum? {
        guard isFree == true else { return nil }
        let availability = placesLeft.map { $0 > 0 ? "InStock" : "SoldOut" } ?? "InStock"
        return .object([
            .init("@type", .text("Offer")), .init("price", .integer(0)), .init("priceCurrency", .text("CNY")),
            .init("availability", .text("https://schema.org/" + availability)), .init("url", .text(WebAddress.encoded(booking ?? page))),
        ])
    }
}

extension EventMarkup.Place {
    fileprivate var datum: Datum {
        var address: [Datum.Member] = [.init("@type", .text("PostalAddress"))]
        if let street = self.address { address.append(.init("streetAddress", .text(street))) }
        if let region = regions.first { address.append(.init("addressRegion", .text(region))) }
        if regions.count > 1 { address.append(.init("addressLocality", .text(regions.dropFirst().joined(separator: " ")))) }
        // The administrative units are China's; of other places the country is not known.
        if !regions.isEmpty { address.append(.init("addressCountry", .text("CN"))) }
        var all: [Datum.Member] = [.init("@type", .text("Place")), .init("name", .text(name)), .init("address", .object(address))]
        if let point {
            all.append(
                .init(
                    "geo",
                    .object([.init("@type", .text("GeoCoordinates")), .init("latitude", .real(point.latitude)), .init("longitude", .real(point.longitude))])))
        }
        if let page { all.append(.init("url", .text(WebAddress.encoded(page)))) }
        return .object(all)
    }
}

extension EventMarkup.Body {
    fileprivate func datum(_ type: String) -> Datum {
        var all: [Datum.Member] = [.init("@type", .text(type)), .init("name", .text(name))]
        if let page { all.append(.init("url", .text(WebAddress.encoded(page)))) }
        return .object(all)
    }
}
