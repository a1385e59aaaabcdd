import Foundation
import Kernel
import Language
import Regions
import Storage
import Venues

/// Near what: a point on the globe, or a place by its name.
enum ActivityNear: Sendable, Hashable {
    case point(GeoPoint)
    /// The name or the pinyin of a region or a venue.
    case named(String)

    /// `34.2,108.9`, or a name; nil for numbers that lie nowhere on the globe.
    init?(_ text: String) {
        // Chinese keyboards give full-width commas and digits.
        let plain = text.precomposedStringWithCompatibilityMapping.replacing("、", with: ",")
        let parts = plain.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.count == 2, let latitude = Self.number(parts[0]), let longitude = Self.number(parts[1]) else {
            guard text.contains(where: \.isLetter) else { return nil }
            self = .named(text)
            return
        }
        guard let point = GeoPoint(latitude: latitude, longitude: longitude) else { return nil }
        self = .point(point)
    }

    private static func number(_ text: String) -> Double? {
        guard !text.isEmpty, text.count <= 20, text.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.".contains($0)) }) else { return nil }
        return Double(text)
    }
}

extension Transaction {
    /// The filter with its region's codes and the point of its place; refuses a place that nobody knows.
    func resolved(_ filter: ActivityFilter) throws -> ActivityFilter {
        var out = filter
        if let region = filter.region, out.codes == nil {
            out.codes = try rows("SELECT n.code FROM \(sql: RegionCodes.within(region)) n ORDER BY n.code") { try $0.text("code") }
        }
        guard out.spot == nil, let near = filter.near else { return out }
        switch near {
        case .point(let point): out.spot = point
        case .named(let name):
            guard let point = try place(named: name) else {
                throw Refusal(
                    .invalid, "near-unknown", "不知道“\(name.prefix(40))”在哪里（near）。请写地区或场馆的名称，或“纬度,经度”。",
                    "Where “\(name.prefix(40))” lies is not known (near). Give the name of a region or a venue, or latitude,longitude.", field: "near")
            }
            out.spot = point
        }
        return out
    }

    /// The middle of the venues of a region of that name, or the point of a venue.
    private func place(named name: String) throws -> GeoPoint? {
        for region in try regions().find(name).prefix(3) {
            let centre = try row(
                """
                SELECT AVG(v.latitude) AS latitude, AVG(v.longitude) AS longitude FROM view_venues_venue v
                WHERE v.latitude IS NOT NULL AND v.region \(.binary) IN \(sql: RegionCodes.within(region.code))
                """
            ) { try GeoPoint($0) } ?? nil
            if let centre { return centre }
        }
        let wanted = name.lowercased().filter { !$0.isWhitespace && $0 != "'" }
        let isLatin = wanted.allSatisfy(\.isASCII)
        var found: GeoPoint?
        try each("SELECT v.name_zh, v.name_en, v.latitude, v.longitude FROM view_venues_venue v WHERE v.latitude IS NOT NULL ORDER BY v.id") { row in
            let zh = try row.text("name_zh"), en = try row.textOrNil("name_en")?.lowercased().filter { !$0.isWhitespace && $0 != "'" }
            guard zh.hasPrefix(wanted) || en?.hasPrefix(wanted) == true || (isLatin && Pinyin.full(zh).hasPrefix(wanted)) else { return true }
            found = try GeoPoint(row)
            return false
        }
        return found
    }
}
