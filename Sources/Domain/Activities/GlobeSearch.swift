import Foundation
import Storage
import Venues

/// What lies within some kilometres of a point: squares of one degree by an index, then the exact distance.
///
/// Each listed activity keeps its point as a vector of length one; the straight line between two such points grows with the way over
/// the globe, so that the comparison needs no function of the database.
struct GlobeSearch: Sendable {
    /// The earth's mean radius in kilometres.
    static let radius = 6371.0088

    let centre: GeoPoint
    let kilometres: Int

    init(_ centre: GeoPoint, within kilometres: Int) { (self.centre, self.kilometres) = (centre, kilometres) }

    var condition: SQL {
        let half = sin(min(Double(kilometres) / (2 * Self.radius), .pi / 2))
        let near: SQL = "\(sql: chord) <= \(4 * half * half)"
        guard let cells else { return "listed.x IS NOT NULL AND \(sql: near)" }
        return "listed.cell IN (\(list: cells)) AND \(sql: near)"
    }

    /// The square of the straight line: what is nearer has less.
    var chord: SQL {
        let (x, y, z) = Self.vector(centre)
        return "((listed.x - \(x)) * (listed.x - \(x)) + (listed.y - \(y)) * (listed.y - \(y)) + (listed.z - \(z)) * (listed.z - \(z)))"
    }

    static func vector(_ point: GeoPoint) -> (x: Double, y: Double, z: Double) {
        let (latitude, longitude) = (point.latitude * .pi / 180, point.longitude * .pi / 180)
        return (cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
    }

    /// Kilometres over the globe (haversine).
    static func distance(_ a: GeoPoint, _ b: GeoPoint) -> Double {
        let (south, east) = ((b.latitude - a.latitude) * .pi / 180, (b.longitude - a.longitude) * .pi / 180)
        let h = pow(sin(south / 2), 2) + cos(a.latitude * .pi / 180) * cos(b.latitude * .pi / 180) * pow(sin(east / 2), 2)
        return 2 * radius * asin(min(1, sqrt(h)))
    }

    /// The squares that the circle touches, as `activities_listed.cell` numbers them; nil where they are too many to be named.
    private var cells: [Int]? {
        let angle = Double(kilometres) / Self.radius, high = angle * 180 / .pi
        let (south, north) = (max(-90, centre.latitude - high), min(90, centre.latitude + high))
        guard south > -89, north < 89 else { return nil }
        let wide = asin(min(1, sin(angle) / cos(centre.latitude * .pi / 180))) * 180 / .pi
        let rows = Int((south + 90).rounded(.down))...Int((north + 90).rounded(.down))
        let columns = Int((centre.longitude - wide + 180).rounded(.down))...Int((centre.longitude + wide + 180).rounded(.down))
        guard rows.count * columns.count <= 400 else { return nil }
        // The 180th degree east and west are one line: a point at 180 itself has a number one past its row.
        var all: Set<Int> = []
        for row in rows {
            for column in columns {
                let turned = (column + 720) % 360
                all.insert(row * 360 + turned)
                if turned == 0 { all.insert(row * 360 + 360) }
            }
        }
        return all.sorted()
    }
}
