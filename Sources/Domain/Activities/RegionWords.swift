import Kernel
import Regions

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
}
