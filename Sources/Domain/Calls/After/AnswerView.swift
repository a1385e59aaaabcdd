import Kernel
import Language
import Markup
import Web

/// One answer of a report, with the threshold of the scheme and what the platform's own records show.
struct AnswerView {
    let field: SchemeField
    let answer: String?
    let figures: [KnownFigure: Int64]
    let year: Int
    /// Of a question that is answered by files.
    var files: [ReportFile] = []

    func html(_ visit: Visit) -> HTML {
        HTML {
            if !files.isEmpty {
                for file in files { PaperView(file).html(visit) }
            } else if let answer {
                for line in answer.split(whereSeparator: \.isNewline) { p { String(line) + (field.kind == .number ? " " + (field.unit?(visit.language) ?? "") : "") } }
            } else {
                span(.class("meta")) { visit.say(Phrase("未填", "not given")) }
            }
            beside(visit)
        }
    }

    private var check: ThresholdCheck { ThresholdCheck(field: field, declared: answer.flatMap { Int64($0) }, known: field.known.flatMap { figures[$0] }) }

    @HTMLBuilder private func beside(_ visit: Visit) -> HTML {
        if let least = field.atLeast {
            p(.class(check.isMet == false ? "remark" : "meta")) {
                visit.say(Phrase("要求不少于 \(least)", "at least \(least) is asked"))
                if check.isMet == false { visit.say(Phrase("，未达到", "; not reached")) }
            }
        }
        if let number = check.known {
            p(.class(check.exceedsRecords ? "remark" : "meta")) {
                visit.say(Phrase("平台记录（\(year)年）：\(number)", "the platform's records (\(year)): \(number)"))
                if check.exceedsRecords { visit.say(Phrase("，低于填报数，请核实来源", "; less than is reported: ask where the rest is recorded")) }
            }
        }
    }
}
