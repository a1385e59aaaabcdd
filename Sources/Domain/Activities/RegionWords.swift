import Kernel
import Regions
import Web

/// Regions as this room's lists and pages need them.
enum RegionWords {
    /// `陕西省西安市长安区`, `Chang'an District, Xi'an, Shaanxi`; "region unknown" without a code.
    static func full(_ code: String?, in regions: RegionTable) -> Phrase {
        guard let code else { return Phrase("地区未知", "Region unknown") }
        let path = regions.path(of: code)
        guard !path.isEmpty else { return Phrase(same: code) }
        return Phrase(path.map(\.nameZH).joined(), path.reversed().map(\.nameEN).joined(separator: ", "))
    }

    /// The unit alone with the one above: `西安·长安`.
    static func short(_ code: String?, in regions: RegionTable) -> Phrase? {
        guard let code else { return nil }
        let path = regions.path(of: code).suffix(2)
        guard !path.isEmpty else { return Phrase(same: code) }
        return Phrase(path.map(\.shortZH).joined(separator: "·"), path.reversed().map(\.nameEN).joined(separator: ", "))
    }

    /// A place and its region in one line, neither said twice: a place that is only called after its region adds nothing to it.
    static func line(_ place: String?, _ code: String?, _ visit: Visit) -> String? {
        let region = short(code, in: visit.regions).map(visit.say)
        guard let place, !place.isEmpty else { return region }
        guard let region else { return place }
        let path = code.map { visit.regions.path(of: $0) } ?? []
        if names(of: path.last).contains(place) { return path.count > 1 ? region : place }
        if path.contains(where: { names(of: $0).contains(place) }) { return region }
        // The signs stay with what stands before them, so that no line begins with one.
        return "\(place)\u{A0}· \(region.replacing("·", with: "\u{2060}·"))"
    }

    private static func names(of region: Region?) -> Set<String> {
        region.map { [$0.nameZH, $0.shortZH, $0.nameEN] } ?? []
    }
}
