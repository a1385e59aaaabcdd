import Kernel

/// How much time an expert needs between two talks, by how far apart they are; published at `/talks/rules`.
enum TravelRule: Int, Sendable, CaseIterable {
    case sameCounty = 60
    case samePrefecture = 120
    case sameProvince = 300
    case otherProvince = 720

    var minutes: Int { rawValue }

    /// By the codes of two places (GB/T 2260): six digits alike, four, two, or none.
    static func between(_ one: String, _ other: String) -> TravelRule {
        if one == other, !one.hasSuffix("00") { return .sameCounty }
        if one.prefix(4) == other.prefix(4), !one.prefix(4).hasSuffix("00") { return .samePrefecture }
        return one.prefix(2) == other.prefix(2) ? .sameProvince : .otherProvince
    }

    var title: Phrase {
        switch self {
        case .sameCounty: Phrase("同一区县", "In the same county or district")
        case .samePrefecture: Phrase("同一地市，不同区县", "In the same prefecture")
        case .sameProvince: Phrase("同一省份，不同地市", "In the same province")
        case .otherProvince: Phrase("不同省份", "In another province")
        }
    }
}
