import Foundation
import Kernel
import Storage
import Venues

/// How far units are from where the sets of a round lie, as far as both have coordinates.
struct Distances: Sendable {
    /// A venue of each unit that declares.
    var seats: [ID<Organisation>: GeoPoint] = [:]
    /// Where each lot lies: a venue of its owner, else of whoever runs the round.
    var bases: [String: GeoPoint] = [:]

    /// Whole kilometres to the farthest of what it asks for (all lots where it asks for none yet); nil where one of the two places is not known.
    func kilometres(from declaration: RoundDeclaration) -> Int? {
        guard let seat = seats[declaration.organisationID] else { return nil }
        let asked = declaration.body.wants.map(\.lot), lots = asked.isEmpty ? bases.keys.sorted() : asked
        let found = lots.map { lot in bases[lot].map { GreatCircle.kilometres(seat, $0) } }
        // One that is not known makes the farthest unknown.
        let known = found.compactMap(\.self)
        return known.count == found.count ? known.max() : nil
    }
}

/// The shortest way over a globe of the Earth's mean radius, 6371 km.
enum GreatCircle {
    /// Rounded to whole kilometres.
    static func kilometres(_ a: GeoPoint, _ b: GeoPoint) -> Int {
        let radian = Double.pi / 180
        let (from, to) = (a.latitude * radian, b.latitude * radian)
        let (north, east) = (sin((to - from) / 2), sin((b.longitude - a.longitude) * radian / 2))
        let square = north * north + cos(from) * cos(to) * east * east
        return Int((2 * 6371 * asin(min(1, square.squareRoot()))).rounded())
    }
}

extension Transaction {
    /// Of every unit that declares in a round, or of one; two statements.
    func distances(of round: Round, _ unit: ID<Organisation>?) throws -> Distances {
        let units: SQL = unit.map { "\($0)" } ?? "SELECT e.organisation_id FROM rounds_declaration e WHERE e.round_id = \(round.id)"
        let owners = try rows(
            """
            SELECT l.key, COALESCE(x.owner_id, r.authority_id) AS owner_id FROM rounds_lot l JOIN rounds_round r ON r.id = l.round_id
                LEFT JOIN view_resources_resource x ON x.id = l.resource_id WHERE l.round_id = \(round.id)
            """) { (lot: try $0.text("key"), owner: try $0.id("owner_id", Organisation.self)) }
        // The first venue of each that is there; a unit with several has one seat.
        let found = try rows(
            """
            SELECT v.organisation_id, v.latitude, v.longitude FROM view_venues_venue v
            WHERE v.latitude IS NOT NULL AND v.longitude IS NOT NULL AND v.status = 'operating'
                AND (v.organisation_id IN (\(sql: units)) OR v.organisation_id IN (\(list: owners.map(\.owner) + [ID(0)]))) ORDER BY v.id
            """) { (unit: try $0.id("organisation_id", Organisation.self), point: try GeoPoint($0)) }
        var points: [ID<Organisation>: GeoPoint] = [:]
        for one in found { if let point = one.point, points[one.unit] == nil { points[one.unit] = point } }
        let bases = owners.compactMap { one in points[one.owner].map { (one.lot, $0) } }
        return Distances(seats: points, bases: Dictionary(bases, uniquingKeysWith: { first, _ in first }))
    }
}
