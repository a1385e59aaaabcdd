import Activities
import Kernel
import Storage

/// How many activities and sessions of one region and one kind.
struct CountedGroup: Hashable {
    /// The region's code as a number; 0 where nobody stated it.
    let region: Int64
    /// The place in `kinds`, from 1 on.
    let kind: Int

    /// In the order of their raw texts, so that the smallest number is the smallest text.
    static let kinds: [ActivityKind] = ActivityKind.allCases.sorted { $0.rawValue < $1.rawValue }

    /// A column's kind as its number.
    static func number(of column: SQL) -> SQL {
        let cases: [SQL] = kinds.enumerated().map { place, kind in .trusted("WHEN '\(kind.rawValue)' THEN \(place + 1)") }
        return "CASE \(sql: column) \(sql: cases.joined(" ")) ELSE 0 END"
    }

    var kindName: String { kind > 0 ? Self.kinds[kind - 1].rawValue : "" }
}

/// By what counts are laid out where no session takes part.
enum FigureGroup {
    case whole, kind
    /// By an expression over `r`, the region; the empty text for none.
    case region(SQL)

    /// The same over `a` and `r`.
    var expression: SQL {
        switch self {
        case .whole: "''"
        case .kind: "COALESCE(a.kind, '')"
        case .region(let line): line
        }
    }
}

extension Transaction {
    /// What counts in the campaign and below it by region and kind, each activity once: half a million rows become some thousand groups.
    ///
    /// Campaigns may pin different versions of an activity; the smallest value stands for it, as in `FigureQuestion.activities`.
    func countedGroups(in question: FigureQuestion) throws -> [CountedGroup: (activities: Int64, sessions: Int64)] {
        var groups: [CountedGroup: (activities: Int64, sessions: Int64)] = [:]
        var repeated: [Int64: (region: Int64, kind: Int, sessions: Int64)] = [:]
        try numbers(
            """
            SELECT n.activity_id, CAST(n.region AS BIGINT), \(sql: CountedGroup.number(of: "n.kind")), n.sessions, n.placements
            FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
            WHERE x.ancestor_id = \(question.campaign)
            """
        ) { row in
            let one = (region: row[1], kind: Int(row[2]), sessions: row[3])
            if row[4] == 1 {
                let group = CountedGroup(region: one.region, kind: one.kind), sum = groups[group] ?? (0, 0)
                groups[group] = (sum.activities + 1, sum.sessions + one.sessions)
            } else if let known = repeated[row[0]] {
                let region = known.region == 0 || one.region == 0 ? max(known.region, one.region) : min(known.region, one.region)
                repeated[row[0]] = (region, min(known.kind, one.kind), min(known.sessions, one.sessions))
            } else {
                repeated[row[0]] = one
            }
            return true
        }
        for one in repeated.values {
            let group = CountedGroup(region: one.region, kind: one.kind), sum = groups[group] ?? (0, 0)
            groups[group] = (sum.activities + 1, sum.sessions + one.sessions)
        }
        return groups
    }

    /// The counts of a question without a day, by the values of a group.
    func countedLines(_ question: FigureQuestion, by group: FigureGroup) throws -> [String: (activities: Int64, sessions: Int64)] {
        var regions: [Int64: String] = [:]
        let line: SQL = if case .region(let line) = group { line } else { "''" }
        let isUnknown = question.place == .unknown
        var wanted = question
        if isUnknown { wanted.place = nil }
        (wanted.kind, wanted.day) = (nil, nil)
        try each("SELECT r.code, \(sql: line) AS line FROM view_region r WHERE \(sql: wanted.conditions())") { row in
            if let code = Int64(try row.text("code")) { regions[code] = try row.text("line") }
            return true
        }
        var out: [String: (activities: Int64, sessions: Int64)] = [:]
        for (one, sum) in try countedGroups(in: question) {
            if let kind = question.kind, kind != one.kindName { continue }
            let place = regions[one.region]
            let fits = isUnknown ? place == nil : question.place == nil || place != nil
            guard fits else { continue }
            let key = if case .kind = group { one.kindName } else { place ?? "" }
            let sofar = out[key] ?? (0, 0)
            out[key] = (sofar.activities + sum.activities, sofar.sessions + sum.sessions)
        }
        return out
    }
}
