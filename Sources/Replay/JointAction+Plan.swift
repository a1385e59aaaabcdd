import Activities
import Campaigns
import Kernel
import Language
import Regions
import Storage
import Venues

extension JointAction {
    /// Who takes part: museums, schools, firms and institutes, spread over the provinces.
    struct Cast: Sendable {
        struct Unit: Sendable {
            let id: ID<Organisation>
            /// Nil for whoever is no museum.
            let venue: ID<Venue>?
            let county: String
            let province: String
        }

        let museums: [Unit]
        let schools: [Unit]
        let firms: [Unit]

        init(_ tx: Transaction) throws {
            let provinces = JointAction.provinces
            func unit(_ number: Int, _ kind: Organisation.Kind, _ name: String, isMuseum: Bool = false) throws -> Unit {
                let province = provinces[number % provinces.count], county = province.counties[number / provinces.count % province.counties.count]
                let wording = Wording("\(name)\(number + 1)（演练）", "Replay \(kind.rawValue) \(number + 1)"), key = "replay-2024-\(kind.rawValue)-\(number + 1)"
                let id = try tx.addOrganisation(key: key, name: wording, kind: kind, region: county)
                let venue = isMuseum ? try tx.addVenue(key: key, name: wording, kind: .scienceMuseum, region: county, organisation: id) : nil
                return Unit(id: id, venue: venue, county: county, province: province.code)
            }
            museums = try (0..<JointAction.museums).map { try unit($0, .museum, "科技馆", isMuseum: true) }
            schools = try (0..<Int(JointAction.published.schools)).map { try unit($0, .school, "学校") }
            firms = try (0..<Int(JointAction.published.enterprises)).map { try unit($0, $0 % 4 == 3 ? .institute : .enterprise, $0 % 4 == 3 ? "研究院" : "企业") }
        }
    }

    struct Province: Sendable {
        let code: String
        let counties: [String]
    }

    /// The 31 of the mainland, those first of which the campaign file tells.
    static let provinces: [Province] = {
        let table = RegionTable.china2023, first = ["530000", "350000"]
        let codes = table.provinces.map(\.code).filter { !["710000", "810000", "820000"].contains($0) && !first.contains($0) }
        return (first + codes).map { code in
            let counties = table.children(of: code).flatMap { unit in unit.level == .county ? [unit.code] : table.children(of: unit.code).map(\.code) }
            return Province(code: code, counties: counties)
        }
    }()

    /// One activity that is to be entered.
    struct Planned: Sendable {
        let number: Int
        let unit: Cast.Unit
        let kind: ActivityKind
        let theme: String?
        let month: Int
        /// Of the museum, where it is held there.
        let venue: ID<Venue>?
        var sessions: Int

        func activity(of campaign: ID<Campaign>) -> BulkActivity {
            var content = ActivityContent(title: Wording("联合行动活动 \(number)（演练）", "Replay of the joint action \(number)"), summary: Wording("演练数据", "Made up"), kind: kind)
            (content.venue, content.region, content.mode) = (venue, unit.county, .both)
            var draft = ActivityDraft(organiser: unit.id, content: content)
            draft.external = ExternalName(source: "replay-joint-action-2024", id: String(number))
            let times = (0..<sessions).compactMap { one -> SessionDraft? in
                let day = 1 + (number + one * 5) % 28, month = month < 10 ? "0\(month)" : "\(month)"
                guard let begin = Instant(iso: "2024-\(month)-\(day < 10 ? "0" : "")\(day)T0\(1 + one % 8):00:00Z") else { return nil }
                return SessionDraft(begin: begin, end: begin.adding(hours: 1))
            }
            return BulkActivity(draft, placeName: nil, sessions: times, campaigns: [campaign], theme: theme)
        }
    }

    /// Everything that the action held: an activity for each museum of an issue, one for each school, one for each firm and institute, of which some hold the
    /// exchanges, the contest and the courses.
    static func plan(_ cast: Cast) -> [Planned] {
        var out: [Planned] = [], school = 0, museum = 0
        func near(_ units: [Cast.Unit], _ issue: Issue, _ from: inout Int, _ count: Int) -> [Cast.Unit] {
            let wanted = Set(provinces.prefix(issue.provinces).map(\.code))
            var found: [Cast.Unit] = []
            while found.count < count {
                let one = units[from % units.count]
                if wanted.contains(one.province) { found.append(one) }
                from += 1
            }
            return found
        }
        // Issues of some provinces choose first, so that no school is asked twice.
        var free = cast.schools
        for issue in issues.sorted(by: { $0.provinces < $1.provinces }) {
            for unit in near(cast.museums, issue, &museum, issue.museums) {
                out.append(Planned(number: out.count + 1, unit: unit, kind: .exhibition, theme: issue.theme, month: issue.month, venue: unit.venue, sessions: issue.museumSessions))
            }
            let chosen = near(free, issue, &school, issue.schools)
            let taken = Set(chosen.map(\.id))
            (free, school) = (free.filter { !taken.contains($0.id) }, 0)
            for unit in chosen {
                out.append(Planned(number: out.count + 1, unit: unit, kind: .lecture, theme: issue.theme, month: issue.month, venue: nil, sessions: issue.schoolSessions))
            }
        }
        // One exchange stands in the campaign file.
        let kinds: [(ActivityKind, Int)] = [(.forum, Int(published.exchanges) - 1), (.contest, Int(published.contests)), (.training, Int(published.courses))]
        var special = kinds.flatMap { kind, count in [ActivityKind](repeating: kind, count: count) }[...]
        // Those of all provinces, so that March and November have theirs alone.
        let wide = issues.filter { $0.provinces == 31 }
        for (number, unit) in cast.firms.enumerated() {
            let kind = special.popFirst(), issue = wide[number % wide.count]
            out.append(
                Planned(
                    number: out.count + 1, unit: unit, kind: kind ?? .openDay, theme: kind == nil ? issue.theme : nil, month: kind == nil ? issue.month : 7, venue: nil, sessions: 2))
        }
        return out
    }
}
