import Kernel
import Regions

/// Everybody who plays in the rehearsal of the joint action of mobile facilities: invented, and named so. Their counties are real.
struct MobileCast: Sendable {
    struct Unit: Sendable {
        let key: String
        let zh: String
        let en: String
        let province: String
        let region: String
        /// Of its county; invented.
        let pupils: Int
    }

    static let action = "mobile-facilities-2023"
    static let round = "rehearsal-sets-2023"
    static let set = "rehearsal-health-set"
    static let lesson = "rehearsal-washing-hands"
    static let centre = "cstm"
    /// Of each province.
    static let perProvince = 8
    static let mostProvinces = 26
    /// Sets that there are.
    static let sets = 20

    let units: [Unit]

    /// The first counties of the first provinces.
    init(_ table: RegionTable) {
        var units: [Unit] = []
        for province in table.provinces.prefix(Self.mostProvinces) {
            let counties = table.children(of: province.code).flatMap { [$0] + table.children(of: $0.code) }.filter { $0.level == .county }
            for county in counties.prefix(Self.perProvince) {
                let number = units.count + 1
                units.append(
                    Unit(
                        key: "rehearsal-facility-\(number)", zh: "\(county.nameZH)流动科普队（示例）", en: "Demo facility \(number), \(county.nameEN)", province: province.code,
                        region: county.code, pupils: 6_000 + number * 7_919 % 54_000))
            }
        }
        self.units = units
    }

    var provinces: [String] { units.reduce(into: []) { found, unit in if found.last != unit.province { found.append(unit.province) } } }

    func units(of province: String) -> [Unit] { units.filter { $0.province == province } }

    /// Two of each province declare for a set.
    var declaring: [Unit] { provinces.flatMap { units(of: $0).prefix(2) } }

    static func login(_ province: String) -> String { "province-\(province)" }

    /// The campaign file of the cast: who there is, what the kit holds, and the rule by which sets are shared out.
    var file: String {
        var lines = ["kepu: 1", "organisations:"]
        for unit in units {
            lines.append("  - {key: \(unit.key), name: {zh: \"\(unit.zh)\", en: \"\(unit.en)\"}, kind: association, region: \"\(unit.region)\", source: [S3]}")
        }
        lines.append(
            """
            resources:
              - {key: \(Self.set), name: {zh: "健康主题流动展品套（示例）", en: "Demo: set of exhibits on health"}, kind: exhibit-set, organisation: \(Self.centre), campaign: \(Self.action), summary: {zh: "示例展品套。", en: "A sample set."}, subjects: [health], languages: [zh], licence: LicenseRef-kepu-all-rights-reserved, source: [S3]}
              - {key: \(Self.lesson), name: {zh: "七步洗手：一堂健康课（示例）", en: "Demo: washing hands, a lesson"}, kind: lesson, organisation: \(Self.centre), campaign: \(Self.action), summary: {zh: "四十分钟的健康课。", en: "A lesson of forty minutes."}, subjects: [health], languages: [zh], licence: CC0-1.0, source: [S3]}
            rounds:
              - key: \(Self.round)
                name: {zh: "健康主题流动展品申报（演练）", en: "Rehearsal: sets on health"}
                campaign: \(Self.action)
                authority: \(Self.centre)
                opens: "2023-08-22T09:00"
                closes: "2023-08-30T18:00"
                days_for_correction: 3
                most_per_unit: 1
                waiting_list: 10
                quota: {most: 1}
                ties: [pupils]
                lots:
                  - {key: health, name: {zh: "健康主题展品套", en: "Set on health"}, resource: \(Self.set), sets: \(Self.sets), price: 86000}
                questions:
                  - {key: pupils, name: {zh: "中小学生数", en: "Pupils"}, kind: number, unit: {zh: "人", en: "pupils"}}
                criteria:
                  - {key: first, name: {zh: "首次获配", en: "Never received any"}, weight: 40, measure: first-time}
                  - {key: pupils, name: {zh: "中小学生数", en: "Pupils"}, weight: 60, measure: declared, question: pupils, from: 0, to: 60000}
                source: [S3]
            """)
        return lines.joined(separator: "\n") + "\n"
    }
}
