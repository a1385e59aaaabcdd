package import Campaigns
package import Kernel
import Participation
package import Storage

/// Different visitors, as far as tickets tell them apart.
package struct VisitorEstimate: Sendable, Hashable {
    package let visitors: Int64
    /// Standard deviation, in visitors.
    package let error: Int64

    init(_ sketch: VisitorSketch) {
        let estimate = sketch.estimate
        (visitors, error) = (Int64(estimate.rounded()), Int64((estimate * VisitorSketch.error).rounded(.up)))
    }
}

extension Transaction {
    /// Different visitors of a campaign at a place; nil where none is known: unknown, not 0.
    package func visitorSketch(_ campaign: ID<Campaign>, place: FigureQuestion.Place? = nil) throws -> VisitorEstimate? {
        guard let line = try cell(of: FigureQuestion(campaign, place: place))?.line, let sketch = try sketch(campaign.number, line), !sketch.isEmpty else { return nil }
        return VisitorEstimate(sketch)
    }

    /// The same of each place directly below one (of the provinces for none), those with most first.
    func visitorLines(_ campaign: ID<Campaign>, within code: String) throws -> [VisitorsPage.Line] {
        let found = try rows("SELECT line, registers FROM figures_sketch WHERE campaign_id = \(campaign) AND within = \(code) AND line <> '' ORDER BY line") {
            (code: try $0.text("line"), sketch: VisitorSketch(try $0.blob("registers")))
        }
        let estimates = found.compactMap { one in one.sketch.flatMap { $0.isEmpty ? nil : (code: one.code, visitors: VisitorEstimate($0)) } }
        let names = try named(estimates.map { FigureLine(key: $0.code) }, by: .region)
        let lines = zip(names, estimates).map { VisitorsPage.Line(code: $1.code, name: $0.fullName, visitors: $1.visitors) }
        return lines.sorted { ($1.visitors.visitors, $0.code) < ($0.visitors.visitors, $1.code) }
    }

    private func sketch(_ campaign: Int64, _ line: CountedActivity.Line) throws -> VisitorSketch? {
        try row("SELECT registers FROM figures_sketch WHERE campaign_id = \(campaign) AND within = \(line.within) AND line = \(line.line)") {
            VisitorSketch(try $0.blob("registers"))
        } ?? nil
    }

    /// Merges the sketches of activities into those of their campaigns and places; what an activity left is merged anew of all that is there.
    func refreshSketches(_ now: [Int64: CountedActivity], _ before: [Int64: CountedActivity]) throws {
        struct Place: Hashable {
            let campaign: Int64
            let line: CountedActivity.Line
        }
        func places(_ counted: CountedActivity?) -> Set<Place> {
            Set((counted?.standings ?? []).flatMap { standing in standing.lines.map { Place(campaign: standing.campaign, line: $0) } })
        }
        let ids = Set(now.keys).union(before.keys), sketches = try visitorSketches(ids.sorted())
        var grown: [Place: VisitorSketch] = [:], left: Set<Place> = []
        for (id, sketch) in sketches {
            let (after, old) = (places(now[id]), places(before[id]))
            left.formUnion(old.subtracting(after))
            for place in after { grown[place, default: VisitorSketch()].merge(sketch) }
        }
        for place in left { try keep(mergedSketch(place.campaign, place.line), place.campaign, place.line) }
        for (place, sketch) in grown where !left.contains(place) {
            let old = try self.sketch(place.campaign, place.line)
            var merged = old ?? VisitorSketch()
            merged.merge(sketch)
            if merged != old { try keep(merged, place.campaign, place.line) }
        }
    }

    private func mergedSketch(_ campaign: Int64, _ line: CountedActivity.Line) throws -> VisitorSketch {
        let place: FigureQuestion.Place? = line == .everywhere ? nil : line.line.isEmpty ? .unknown : .within(line.line)
        let question = FigureQuestion(ID(campaign), place: place)
        var merged = VisitorSketch()
        let ids = try rows("SELECT a.activity_id FROM \(sql: question.activities) WHERE \(sql: question.conditions())") { try $0.int64("activity_id") }
        for begin in stride(from: 0, to: ids.count, by: 500) {
            for sketch in try visitorSketches(Array(ids[begin..<min(begin + 500, ids.count)])).values { merged.merge(sketch) }
        }
        return merged
    }

    private func keep(_ sketch: VisitorSketch, _ campaign: Int64, _ line: CountedActivity.Line) throws {
        try execute(
            """
            INSERT INTO figures_sketch (campaign_id, within, line, registers) VALUES (\(campaign), \(line.within), \(line.line), \(sketch.bytes))
            ON CONFLICT (campaign_id, within, line) DO UPDATE SET registers = excluded.registers
            """)
    }
}
