import Activities
package import Kernel
import Language
package import Storage

/// By what a campaign's figures are laid out.
package enum RollUp: String, Sendable, CaseIterable {
    case region, kind, day

    package var title: Phrase {
        switch self {
        case .region: Phrase("按地区", "By region")
        case .kind: Phrase("按类型", "By kind")
        case .day: Phrase("按日期", "By day")
        }
    }
}

extension Transaction {
    /// The lines of a roll-up. By region: provinces; within a place (`question.place`) the level below it.
    ///
    /// An activity with sessions on several days stands in the line of each; visits stand once.
    package func rollUp(_ question: FigureQuestion, by kind: RollUp) throws -> [FigureLine] {
        try named(rolledUpLines(question, by: kind) ?? recountedLines(question, by: kind), by: kind)
    }

    /// The same, of the records themselves: what the roll-ups must always say.
    package func recount(_ question: FigureQuestion, by kind: RollUp) throws -> [FigureLine] { try named(recountedLines(question, by: kind), by: kind) }

    /// Nil where no roll-up is laid out that way, or they are not built yet.
    private func rolledUpLines(_ question: FigureQuestion, by kind: RollUp) throws -> [FigureLine]? {
        guard try question.slices.isEmpty && rollUpsAreBuilt(), let cell = try cell(of: question) else { return nil }
        switch (kind, cell.grain) {
        case (.region, _):
            guard question.place != .unknown else { return nil }
            guard case .within(let code) = question.place else { return try rolledUpPlaces(within: "", cell) }
            // A county is its own only line.
            if try figurePlace(code)?.level == "county" {
                let line = try rolledUp(cell)
                return line.key.isEmpty ? [] : [line]
            }
            return try rolledUpPlaces(within: code, cell)
        case (.kind, .place): return try rolledUpKeys(cell, grain: .kind)
        case (.day, .place): return try rolledUpKeys(cell, grain: .day)
        default: return nil
        }
    }

    private func recountedLines(_ question: FigureQuestion, by kind: RollUp) throws -> [FigureLine] {
        switch kind {
        case .region: try regionLines(question)
        case .kind: try figureLines(question, by: .kind)
        case .day: try figureLines(question, bySession: "COALESCE(s.local_day, '')")
        }
    }

    func named(_ lines: [FigureLine], by kind: RollUp) throws -> [FigureLine] {
        switch kind {
        case .region: try namedPlaces(lines)
        case .kind:
            lines.map { line in
                var line = line
                if let kind = ActivityKind(rawValue: line.key) { line.name = kind.title }
                return line
            }.sorted { ($0.indicators["visits"]?.total ?? 0, $0.activities, $1.key) > ($1.indicators["visits"]?.total ?? 0, $1.activities, $0.key) }
        case .day:
            lines.map { line in
                var line = line
                if let day = Day(iso: line.key) { line.name = Phrase(Dates.day(day, .zh), Dates.day(day, .en)) }
                return line
            }
        }
    }

    /// The place that a code means today, by one-to-one successors; nil where the table does not hold it.
    package func figurePlace(_ code: String) throws -> FigurePlace? {
        try row("SELECT n.* FROM view_region r JOIN view_region n ON n.code = r.current WHERE r.code = \(code)") { row in
            FigurePlace(
                code: try row.text("code"), level: try row.text("level"), name: Phrase(try row.text("name_zh"), try row.text("name_en")),
                province: try row.textOrNil("province"), prefecture: try row.textOrNil("prefecture"))
        }
    }

    private func regionLines(_ question: FigureQuestion) throws -> [FigureLine] { try figureLines(question, by: .region(try regionGroup(of: question.place))) }

    /// The level below a place, as an expression over `r`: provinces, what stands directly below a province, counties.
    func regionGroup(of place: FigureQuestion.Place?) throws -> SQL {
        var level = ""
        if case .within(let code) = place { level = try figurePlace(code)?.level ?? "county" }
        switch level {
        case "": return "COALESCE(r.province, '')"
        case "province": return "COALESCE(r.prefecture, r.county, r.province, '')"
        default: return "COALESCE(r.county, r.prefecture, r.province, '')"
        }
    }

    private func namedPlaces(_ lines: [FigureLine]) throws -> [FigureLine] {
        let codes = lines.map(\.key)
        var names: [String: Phrase] = [:]
        var former: [String: [Phrase]] = [:]
        let found: SQL = "SELECT code, current, name_zh, name_en FROM view_region WHERE current IN (\(list: codes)) ORDER BY code"
        try each(found) { row in
            let (code, current) = (try row.text("code"), try row.text("current"))
            let name = Phrase(try row.text("name_zh"), try row.text("name_en"))
            if code == current { names[code] = name } else { former[current, default: []].append(name) }
            return true
        }
        return lines.map { line in
            var line = line
            line.name = names[line.key] ?? (line.key.isEmpty ? Phrase("地区未知", "Region unknown") : Phrase(same: line.key))
            line.formerNames = former[line.key] ?? []
            return line
        }
    }
}

/// A unit of the tree as figures roll up to it.
package struct FigurePlace: Sendable, Hashable {
    package let code: String
    package let level: String
    package let name: Phrase
    package let province: String?
    package let prefecture: String?
}
