import Kernel
import Regions
import Storage

extension Transaction {
    /// Up to three public activities still to come that resemble this one: of its theme or kind, from its own city, else its province.
    func similar(to id: ID<Activity>, regions: RegionTable) throws -> [ListedActivity] {
        guard let activity = try activity(id), let content = try shownVersion(of: activity)?.content else { return [] }
        let path = content.region.map { regions.todaysPath(of: $0) } ?? []
        var areas = [path.dropFirst().first, path.first].compactMap { $0?.code }
        if areas.isEmpty { areas = [""] }
        var out: [ListedActivity] = []
        var seen: Set<ID<Activity>> = [id]
        for area in areas {
            for isByTheme in [true, false] where out.count < 3 && !(isByTheme && content.themes.isEmpty) {
                var filter = ActivityFilter()
                filter.region = area.isEmpty ? nil : area
                if isByTheme { filter.theme = content.themes.first } else { filter.kind = content.kind }
                if content.mode == .online, area.isEmpty { filter.modes = ["online"] }
                filter.isComing = true
                for item in try listed(filter).items where seen.insert(item.activity.id).inserted { out.append(item) }
            }
        }
        return Array(out.prefix(3))
    }
}

extension [ListedActivity] {
    /// A choice of them that shows how much there is: as different in kind, theme and place as the list allows, in its order.
    func mixed(_ limit: Int) -> [ListedActivity] {
        guard count > limit else { return self }
        var kinds: [ActivityKind: Int] = [:]
        var places: [String: Int] = [:]
        var themes: [String: Int] = [:]
        var left = enumerated().map { $0 }
        var chosen: [(offset: Int, element: ListedActivity)] = []
        while chosen.count < limit {
            func familiar(_ item: ListedActivity) -> Int {
                let province = String(item.content.region?.prefix(2) ?? "")
                return kinds[item.content.kind, default: 0] * 3 + themes[item.theme, default: 0] * 2 + places[province, default: 0]
            }
            guard let next = left.indices.min(by: { (familiar(left[$0].element), $0) < (familiar(left[$1].element), $1) }) else { break }
            let item = left.remove(at: next)
            kinds[item.element.content.kind, default: 0] += 1
            themes[item.element.theme, default: 0] += 1
            places[String(item.element.content.region?.prefix(2) ?? ""), default: 0] += 1
            chosen.append(item)
        }
        return chosen.sorted { $0.offset < $1.offset }.map(\.element)
    }
}
