import Kernel
import Language
import Venues

/// Chooses experts for applications: never against a conflict, spread by load, by field and by region, with the reason for each choice.
///
/// Deterministic: the same applications, experts and ties give the same panels, so that a choice can be gone through again.
struct PanelChoice: Sendable {
    struct Applicant: Sendable {
        let id: ID<Application>
        let category: String?
        let region: String?
    }

    /// One choice with its reason.
    struct Seat: Sendable, Hashable {
        let application: ID<Application>
        let expert: ID<Expert>
        /// Whether the expert knows the category.
        let knowsField: Bool
        /// How their province stands to the panel so far.
        let province: Province
        /// How many they had before this one.
        let load: Int

        /// What is known of where the others are from.
        enum Province: Sendable, Hashable {
            /// Nobody was chosen before them, or nobody before them has a region.
            case alone
            case other, same
            /// No region is noted for this expert.
            case unknown
        }

        /// Whether nobody chosen before them is known to be of their province.
        var isOwnProvince: Bool { province != .same }

        var reason: Phrase {
            let field = knowsField ? Phrase("熟悉该类别", "knows the category") : Phrase("该类别专家不足，跨类别选取", "nobody free knows the category")
            let place: Phrase? =
                switch province {
                case .alone: nil
                case .other: Phrase("与先选的评委不同省", "of another province than those chosen before")
                case .same: Phrase("同省已有评委", "another of the panel is of the same province")
                case .unknown: Phrase("未登记所在地区", "no region is noted")
                }
            return Phrase(
                [field.zh, place?.zh, "此前已分 \(load) 份"].compactMap(\.self).joined(separator: "；"),
                [field.en, place?.en, "\(load) given before"].compactMap(\.self).joined(separator: "; "))
        }
    }

    let experts: [Expert]
    /// What stands between an expert and an application.
    let conflicts: @Sendable (ID<Application>, ID<Expert>) -> Set<Conflict>

    /// `seats` for each application; fewer where not enough are free of conflicts, which the caller says.
    func seats(_ seats: Int, for applicants: [Applicant], taken: [ID<Application>: Set<ID<Expert>>] = [:], load: [ID<Expert>: Int] = [:]) -> [Seat] {
        var (load, out) = (load, [Seat]())
        let places = Dictionary(experts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        // Few at each load, so that choosing looks at the least loaded first and stops early.
        var rings = Rings(experts.map { ($0.id, load[$0.id] ?? 0) })
        for one in applicants {
            let already = taken[one.id] ?? []
            var provinces = Set(already.compactMap { places[$0]?.region.map(Self.province) })
            var chosen = already
            while chosen.count < seats, let best = best(for: one, rings, places, chosen, provinces) {
                let before = load[best.id] ?? 0
                let province = best.region.map(Self.province)
                out.append(
                    Seat(
                        application: one.id, expert: best.id, knowsField: Self.knows(best, one), province: Self.standing(province, provinces), load: before))
                load[best.id] = before + 1
                rings.raise(best.id)
                chosen.insert(best.id)
                if let province { provinces.insert(province) }
            }
        }
        return out
    }

    private static func standing(_ province: String?, _ others: Set<String>) -> Seat.Province {
        guard let province else { return .unknown }
        return others.isEmpty ? .alone : others.contains(province) ? .same : .other
    }

    private static func province(_ region: String) -> String { String(region.prefix(2)) }
    private static func knows(_ expert: Expert, _ one: Applicant) -> Bool { one.category.map { expert.fields.contains($0) } ?? true }

    /// The least loaded of those who know the category and are of another province; each wish is given up in that order.
    private func best(
        for one: Applicant, _ rings: Rings, _ places: [ID<Expert>: Expert], _ chosen: Set<ID<Expert>>, _ provinces: Set<String>
    ) -> Expert? {
        var found: (expert: Expert, rank: Int)?
        for (level, ring) in rings.inOrder.enumerated() {
            for id in ring where !chosen.contains(id) {
                guard let expert = places[id], conflicts(one.id, id).isEmpty else { continue }
                let isNear = expert.region.map { provinces.contains(Self.province($0)) } ?? false
                // Knowing the field is worth more than any load; another province as much as two sheets.
                let rank = (Self.knows(expert, one) ? 0 : 1_000_000) + level + (isNear ? 2 : 0)
                if found.map({ rank < $0.rank }) ?? true { found = (expert, rank) }
                if rank == level { return expert }
            }
            if let found, found.rank <= level + 1 { return found.expert }
        }
        return found?.expert
    }
}

/// Experts by how many they have: the least loaded first, within a load in the order of their identities.
private struct Rings {
    private var rings: [[ID<Expert>]] = []
    private var level: [ID<Expert>: Int] = [:]
    private var base = 0

    init(_ loads: [(ID<Expert>, Int)]) {
        base = loads.map(\.1).min() ?? 0
        for (id, load) in loads.sorted(by: { $0.0.number < $1.0.number }) { put(id, load - base) }
    }

    var inOrder: [[ID<Expert>]] { rings }

    mutating func raise(_ id: ID<Expert>) {
        guard let at = level[id] else { return }
        rings[at].removeAll { $0 == id }
        put(id, at + 1)
    }

    private mutating func put(_ id: ID<Expert>, _ at: Int) {
        while rings.count <= at { rings.append([]) }
        rings[at].append(id)
        level[id] = at
    }
}
