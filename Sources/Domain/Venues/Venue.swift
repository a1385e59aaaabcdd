package import Kernel
package import Language
package import Storage

/// A place where science popularization happens, whoever runs it: a museum, an education base, a caravan, a laboratory.
package struct Venue: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case museum
        case scienceMuseum = "science-museum"
        case educationBase = "education-base"
        case mobileMuseum = "mobile-museum"
        case campusMuseum = "campus-museum"
        case caravan, laboratory, park
        case digitalMuseum = "digital-museum"
        case other
    }

    package enum Status: String, Sendable, CaseIterable, SQLConvertible { case planned, operating, suspended, closed }

    package let id: ID<Venue>
    package let key: String
    package var name: Wording
    package var kind: Kind
    /// Nil for a digital museum, or where it is not known.
    package var region: String?
    /// Who runs it.
    package var organisationID: ID<Organisation>?
    package var status: Status
    package var address: Wording?
    /// WGS 84.
    package var point: GeoPoint?
    package var opened: RoughDay?
    /// Nil where nobody has told them.
    package var hours: OpeningHours?
    /// How one gets there, in words: lines, stops, parking.
    package var directions: Wording?
    package var provenance: Provenance

    package init(
        id: ID<Venue>, key: String, name: Wording, kind: Kind, region: String? = nil, organisationID: ID<Organisation>? = nil,
        status: Status = .operating, address: Wording? = nil, point: GeoPoint? = nil, opened: RoughDay? = nil,
        hours: OpeningHours? = nil, directions: Wording? = nil, provenance: Provenance = Provenance()
    ) {
        (self.id, self.key, self.name, self.kind, self.region) = (id, key, name, kind, region)
        (self.organisationID, self.status, self.address) = (organisationID, status, address)
        (self.point, self.opened, self.hours, self.directions, self.provenance) = (point, opened, hours, directions, provenance)
    }

    package init(_ row: Row) throws {
        self.init(
            id: try row.id("id"), key: try row.text("key"), name: try row.wording("name"), kind: try row.choice("kind"),
            region: try row.textOrNil("region"), organisationID: try row.idOrNil("organisation_id"), status: try row.choice("status"),
            address: try row.wordingOrNil("address"), point: try GeoPoint(row), opened: try row.roughDayOrNil("opened"),
            hours: try row.openingHoursOrNil("hours"), directions: try row.wordingOrNil("directions"), provenance: try row.provenance())
    }
}

/// A place on the globe, WGS 84, in degrees.
package struct GeoPoint: Sendable, Hashable {
    package let latitude: Double
    package let longitude: Double

    /// Nil outside −90…90 and −180…180.
    package init?(latitude: Double, longitude: Double) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
        (self.latitude, self.longitude) = (latitude, longitude)
    }

    /// The columns `latitude` and `longitude`, where both are there.
    package init?(_ row: Row) throws {
        guard let latitude = try row.realOrNil("latitude"), let longitude = try row.realOrNil("longitude") else { return nil }
        self.init(latitude: latitude, longitude: longitude)
    }
}

extension Venue.Kind {
    package var title: Phrase {
        switch self {
        case .museum: Phrase("博物馆", "Museum")
        case .scienceMuseum: Phrase("科技馆", "Science museum")
        case .educationBase: Phrase("科普教育基地", "Education base")
        case .mobileMuseum: Phrase("流动科技馆", "Mobile museum")
        case .campusMuseum: Phrase("校园科技馆", "Campus museum")
        case .caravan: Phrase("科普大篷车", "Science caravan")
        case .laboratory: Phrase("实验室", "Laboratory")
        case .park: Phrase("园区", "Park")
        case .digitalMuseum: Phrase("数字科技馆", "Digital museum")
        case .other: Phrase("其他场所", "Other place")
        }
    }
}

extension Venue.Status {
    package var title: Phrase {
        switch self {
        case .planned: Phrase("筹建中", "Planned")
        case .operating: Phrase("开放运行", "Operating")
        case .suspended: Phrase("暂停开放", "Suspended")
        case .closed: Phrase("已关闭", "Closed")
        }
    }
}
