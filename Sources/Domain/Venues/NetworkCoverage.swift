import Kernel
import Regions

/// Which of the divisions of a network's area have a member, and which have nothing.
struct NetworkCoverage: Sendable, Equatable {
    /// The divisions directly below the network's region; the provinces for a network of the whole country.
    let divisions: [Region]
    /// The codes of those with at least one venue, the hub included.
    let covered: Set<String>

    init(region: String?, venueRegions: [String], in table: RegionTable) {
        divisions = table.children(of: region)
        let codes = Set(divisions.map(\.code))
        covered = Set(venueRegions.flatMap { table.todaysPath(of: $0).map(\.code) }).intersection(codes)
    }

    /// How many of the venues lie in each province, by its code today; one that is named twice counts once.
    static func provinces(_ venues: [Venue], in table: RegionTable) -> [String: Int64] {
        var counts: [String: Int64] = [:]
        for venue in Set(venues) {
            if let province = venue.region.flatMap({ table.todaysPath(of: $0).first }) { counts[province.code, default: 0] += 1 }
        }
        return counts
    }

    var uncovered: [Region] { divisions.filter { !covered.contains($0.code) } }

    /// One sentence; nil where there is nothing below the region.
    var sentence: Phrase? {
        guard !divisions.isEmpty else { return nil }
        let (all, some) = (divisions.count, covered.count)
        if some == 0 {
            return Phrase("在所辖 \(all) 个行政区中，名单上还没有一个落到具体行政区的场馆。", "None of the \(all) divisions below it has a venue on the list yet.")
        }
        if some == all { return Phrase("所辖 \(all) 个行政区都有名单上的场馆。", "Every one of its \(all) divisions has a venue on the list.") }
        return Phrase(
            "所辖 \(all) 个行政区中，\(some) 个有名单上的场馆，\(all - some) 个还没有。",
            "\(some) of its \(all) divisions \(some == 1 ? "has" : "have") a venue on the list, \(all - some) \(all - some == 1 ? "has" : "have") none yet.")
    }
}
