import Declaration
import Kernel
import Storage

/// What a holder reports of a year: the answers to the scheme's questions, what it says besides, and what the platform's own records showed
/// when it was filed.
struct AssessmentReport: Sendable, Hashable {
    var says: String
    var answers: ApplicationBody
    var figures: [KnownFigure: Int64]

    init(says: String = "", answers: ApplicationBody = ApplicationBody(), figures: [KnownFigure: Int64] = [:]) {
        (self.says, self.answers, self.figures) = (says, answers, figures)
    }

    init(json: String) throws {
        guard let value = DeclaredValue(json: json) else { throw StorageError.notNull("calls_assessment.body") }
        var (figures, answers): ([KnownFigure: Int64], [String: String]) = ([:], [:])
        for figure in KnownFigure.allCases { figures[figure] = value[figure.rawValue]?.text.flatMap { Int64($0) } }
        if case .record(let fields) = value["answers"] { answers = fields.compactMapValues(\.text) }
        self.init(says: value["report"]?.text ?? "", answers: ApplicationBody(answers), figures: figures)
    }

    var json: String {
        let counted = KnownFigure.allCases.compactMap { figure in figures[figure].map { (figure.rawValue, JSONText.quote(String($0))) } }
        return JSONText.object([("report", JSONText.quote(says)), ("answers", answers.json)] + counted)
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

extension AssessmentReport {
    /// What a report begins with: what the records and the unit's profile answer already (promise 1).
    init(beginning fields: [SchemeField], known: KnownFigures, profile: ProfileAnswers) {
        var answers = profile.filled(ApplicationBody(), fields).answers
        for field in fields where field.kind == .number {
            if let figure = field.known, let number = known[figure] { answers[field.key] = String(number) }
        }
        self.init(answers: ApplicationBody(answers))
    }
}
