/// The drawing that stands where there is no photograph: calm, made from the record's number and its theme, always the same for
/// them. Lines in `currentColor`, so that the style sheet decides how it looks in light, dark and print.
///
/// - Parameters:
///   - seed: the record's number.
///   - accent: the campaign's colour, `cinnabar` … `azure`; put on the drawing as `data-accent`.
///   - theme: the theme's key or name; it chooses the family of patterns.
package func motif(seed: Int64, accent: String, theme: String) -> HTML {
    let family = MotifFamily(theme: theme, seed: seed)
    var numbers = SeededNumbers(seed: UInt64(bitPattern: seed) ^ SeededNumbers.hash(theme))
    return svg(
        "0 0 400 200", .class("motif"), .data("family", family.rawValue), .data("accent", accent),
        .attribute("preserveAspectRatio", "xMidYMid slice"), .attribute("fill", "none"), .attribute("stroke", "currentColor"),
        .attribute("stroke-width", "1.5")
    ) { family.drawing(&numbers) }
}

/// The families of patterns.
enum MotifFamily: String, CaseIterable {
    case orbits, contours, lattice, leaves, waves, constellation

    /// By the words in the theme; by its letters where none is known; by the record where there is no theme.
    init(theme: String, seed: Int64) {
        let theme = theme.lowercased()
        let known = Self.words.first { $0.words.contains { theme.utf8.holds($0.utf8) } }?.family
        let number = theme.isEmpty ? UInt64(bitPattern: seed) : SeededNumbers.hash(theme)
        self = known ?? Self.allCases[Int(number % UInt64(Self.allCases.count))]
    }

    private static let words: [(family: MotifFamily, words: [String])] = [
        (.constellation, ["astro", "star", "data", "network", "digital", "天文", "星", "数据", "信息", "网络", "智能"]),
        (.orbits, ["space", "physic", "nuclear", "aero", "flight", "航天", "太空", "物理", "核", "航空", "宇航"]),
        (.leaves, ["eco", "bio", "plant", "agri", "health", "forest", "food", "生态", "生物", "植物", "农", "健康", "林", "食", "医"]),
        (.waves, ["water", "ocean", "marine", "energy", "climate", "weather", "sound", "水", "海", "能源", "气候", "气象", "声", "碳"]),
        (.contours, ["earth", "geo", "mountain", "disaster", "safety", "map", "地", "山", "灾", "安全", "矿", "应急"]),
        (.lattice, ["chem", "material", "engineer", "tech", "craft", "build", "化学", "材料", "工程", "技术", "建筑", "制造"]),
    ]
}

extension String.UTF8View {
    /// Whether these bytes stand in it one after the other: a page has twenty drawings, and a search by characters costs more than they do.
    fileprivate func holds(_ part: Self) -> Bool {
        guard let first = part.first else { return true }
        var place = startIndex
        while let found = self[place...].firstIndex(of: first) {
            if self[found...].starts(with: part) { return true }
            place = index(after: found)
        }
        return false
    }
}
