package import Kernel

/// One unit of the administrative tree: a province, a prefecture or a county, or what ranks as one.
package struct Region: Sendable, Hashable {
    package enum Level: String, Sendable, CaseIterable, Comparable {
        /// Provinces, autonomous regions, municipalities, special administrative regions.
        case province
        /// Prefecture-level cities, autonomous prefectures, leagues.
        case prefecture
        /// Counties, districts, county-level cities, banners.
        case county

        package static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }
        private var rank: Int { self == .province ? 0 : self == .prefecture ? 1 : 2 }
    }

    /// Six digits of GB/T 2260. Records keep it; names change more often.
    package let code: String
    package let level: Level
    /// The code of the unit above; nil for provinces. A county's may be a province: districts of municipalities, and
    /// units that a province runs directly.
    package let parent: String?
    /// The full name: 长阳土家族自治县.
    package let nameZH: String
    /// The name as people say it: 长阳. Never the same as that of the unit above or beside it.
    package let shortZH: String
    /// The full name in English: Changyang Tujia Autonomous County.
    package let nameEN: String
    /// The reading of the short name for sorting and search: `chang yang`; no tones, `v` for ü.
    package let pinyin: String

    /// The full name in both languages.
    package var name: Phrase { Phrase(nameZH, nameEN) }
    /// The short name, and the English one, which has no shorter form.
    package var short: Phrase { Phrase(shortZH, nameEN) }
}
