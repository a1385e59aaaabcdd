import Kernel
import Venues

/// About where things lie: each place of the demonstration gets a point near the middle of its county, always the same one.
enum DemoCentres {
    /// A point within two kilometres of the unit's middle, made up like everything here; nil for a code that is not known.
    /// - number: tells apart the places of one unit.
    static func point(in region: String, number: Int) -> GeoPoint? {
        guard let middle = all[region] else { return nil }
        var dice = DemoNumbers(seed: (Int(region) ?? 0) &* 1_000_003 &+ number)
        func step() -> Double { Double(dice.below(3001) - 1500) / 100_000 }
        return GeoPoint(latitude: round(middle.latitude + step()), longitude: round(middle.longitude + step()))
    }

    private static let all: [String: GeoPoint] = {
        guard let table = try? EmbeddedTable(csv: csv, columns: ["code", "latitude", "longitude"]) else { return [:] }
        var found: [String: GeoPoint] = [:]
        for row in table.rows {
            guard let latitude = Double(row[1]), let longitude = Double(row[2]) else { continue }
            found[row[0]] = GeoPoint(latitude: latitude, longitude: longitude)
        }
        return found
    }()

    /// Five decimals, as places are written.
    private static func round(_ degrees: Double) -> Double { (degrees * 100_000).rounded() / 100_000 }
}
