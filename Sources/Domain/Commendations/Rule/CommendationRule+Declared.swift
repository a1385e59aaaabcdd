import Declaration
import Kernel
import Language
import Venues

extension CommendationRule {
    /// The rule as a file declares it; the shape has checked it.
    init(_ record: DeclaredRecord) throws {
        let (from, to) = (try record.day("from"), try record.day("to"))
        term = from...max(from, to)
        indicators = try record.records("indicators").map { try ScoreIndicator($0) }
        places = try record.integerOrNil("places")
        least = (try record.integerOrNil("at_least") ?? 0) * 100
        ties = record.texts("ties")
        who = CommendedUnits(try record.recordOrNil("who"))
        rules = try record.records("rules").map { try $0.name("text") }
    }
}

extension CommendedUnits {
    init(_ record: DeclaredRecord?) {
        kinds = (record?.texts("kinds") ?? []).compactMap { Organisation.Kind(rawValue: $0) }
        (regions, units) = (record?.texts("regions") ?? [], record?.texts("units") ?? [])
    }
}

extension ScoreIndicator {
    init(_ record: DeclaredRecord) throws {
        (key, name, points) = (record.key, try record.name("name"), try record.integer("points") * 100)
        measure = try ScoreMeasure(record)
        evidence = try record.nameOrNil("evidence")
    }
}

extension ScoreMeasure {
    init(_ record: DeclaredRecord) throws {
        guard let code = try record.textOrNil("figure") else {
            self = .material
            return
        }
        let source = ScoreSource(slice: try record.choiceOrNil("over") ?? .own, within: try record.textOrNil("within"))
        self = .figure(source, code: code, try PointScale(record))
    }
}

extension PointScale {
    init(_ record: DeclaredRecord) throws {
        if let each = try record.recordOrNil("each") {
            self = .each(of: Int64(try each.integer("of")), points: try each.integer("points") * 100)
        } else if let from = try record.integerOrNil("from"), let to = try record.integerOrNil("to") {
            self = .linear(from: Int64(from), to: Int64(to))
        } else {
            let steps = try record.records("steps").map { Step(atLeast: Int64(try $0.integer("at_least")), points: try $0.integer("points") * 100) }
            self = .steps(steps.sorted { $0.atLeast < $1.atLeast })
        }
    }
}
