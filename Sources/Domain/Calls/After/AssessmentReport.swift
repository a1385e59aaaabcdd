import Declaration
import Kernel
import Storage

/// What a holder reports of a year, with what the platform's own records showed when it was filed.
struct AssessmentReport: Sendable, Hashable {
    var says: String
    var figures: [KnownFigure: Int64]

    init(says: String = "", figures: [KnownFigure: Int64] = [:]) { (self.says, self.figures) = (says, figures) }

    init(json: String) throws {
        guard let value = DeclaredValue(json: json) else { throw StorageError.notNull("calls_assessment.body") }
        var figures: [KnownFigure: Int64] = [:]
        for figure in KnownFigure.allCases { figures[figure] = value[figure.rawValue]?.text.flatMap { Int64($0) } }
        self.init(says: value["report"]?.text ?? "", figures: figures)
    }

    var json: String {
        let counted = KnownFigure.allCases.compactMap { figure in figures[figure].map { (figure.rawValue, JSONText.quote(String($0))) } }
        return JSONText.object([("report", JSONText.quote(says))] + counted)
    }
}

extension KnownFigures {
    /// All that is known.
    var all: [KnownFigure: Int64] {
        var all: [KnownFigure: Int64] = [:]
        for figure in KnownFigure.allCases { all[figure] = self[figure] }
        return all
    }
}

extension Transaction {
    func report(of assessment: ID<Assessment>) throws -> AssessmentReport {
        try row("SELECT body FROM calls_assessment WHERE id = \(assessment)") { try AssessmentReport(json: try $0.text("body")) } ?? AssessmentReport()
    }
}
