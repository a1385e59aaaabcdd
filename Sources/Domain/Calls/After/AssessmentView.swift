import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// An assessment as its holder and its authority see it: whose, of which year, what was reported, what the records show.
struct AssessmentView: Sendable {
    let assessment: Assessment
    let record: TitleRecord
    let rule: AssessmentRule
    let report: AssessmentReport
    /// Of the year, as they are now.
    let known: KnownFigures
    let history: TitleHistory
    /// What the office said of single answers when it returned the report last.
    let remarks: [AssessmentRemark]
    /// What the holder has typed since.
    let draft: AssessmentDraft
    let profile: ProfileAnswers
    /// All that ever came with it.
    let files: [ReportFile]

    init(_ assessment: Assessment, in tx: Transaction) throws {
        guard let title = try tx.title(assessment.titleID), let record = try tx.titleRecord(title) else { throw Refusal.notFound(Assessment.noun) }
        (self.assessment, self.record) = (assessment, record)
        rule = record.scheme.scheme.assessment ?? AssessmentRule()
        report = try tx.report(of: assessment.id)
        known = try KnownFigures(of: title.organisationID, venue: title.venueID, year: assessment.year, in: tx)
        remarks = try tx.remarks(on: assessment)
        files = try tx.reportFiles(of: assessment.id)
        draft = try tx.draft(of: assessment.id)
        profile = try ProfileAnswers(of: title.organisationID, venue: title.venueID, in: tx)
        history = try TitleHistory(of: title.id, assessments: [assessment.id], in: tx)
    }

    /// What the heads of the two pages say.
    var title: Phrase { Phrase("\(record.name.phrase.zh)：\(assessment.year)年考核", "\(record.name.phrase.en): assessment of \(assessment.year)") }

    func html(_ visit: Visit) -> HTML {
        HTML {
            p { AssessmentBadge.html(assessment.state, visit) }
            dl(.class("facts")) {
                visit.fact(Phrase("持有者", "Holder"), record.holder(visit.language))
                visit.fact(Phrase("证书编号", "Number"), record.title.number)
                visit.fact(Phrase("填报期限", "To be filed"), Dates.span(assessment.opensOn, assessment.dueOn, visit.language))
                if let until = assessment.rectifyUntil { visit.fact(Phrase("整改期限", "To be put right by"), Dates.plain(until, visit.language)) }
                if !assessment.says.isEmpty, assessment.state != .filed { visit.fact(assessment.state == .gaveUp ? Phrase("放弃的原因", "Why it was given up") : Phrase("意见", "Remark"), assessment.says) }
            }
            figures(visit)
            answers(visit)
            if !report.says.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(rule.report.isEmpty ? Phrase("单位的报告", "What the unit reports") : Phrase("单位的说明", "What the unit says besides")) }
                    div(.class("prose")) { for line in report.says.split(whereSeparator: \.isNewline) { p { String(line) } } }
                }
            }
        }
    }

    /// The filed answers, each beside what the scheme asks and what the records show.
    @HTMLBuilder private func answers(_ visit: Visit) -> HTML {
        if !rule.report.isEmpty, !report.answers.answers.isEmpty || !filed.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(Phrase("单位的报告", "What the unit reports")) }
                dl(.class("facts")) {
                    for field in rule.report {
                        dt { visit.html(field.name) }
                        dd {
                            AnswerView(field: field, answer: report.answers[field.key], figures: report.figures, year: assessment.year, files: filed.filter { $0.field == field.key }).html(visit)
                            for remark in remarks where remark.field == field.key {
                                p(.class("remark")) { visit.say(Phrase("补正意见：\(remark.says)", "To be corrected: \(remark.says)")) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The files of what was filed last.
    var filed: [ReportFile] { files.filter { $0.isOf(assessment.filings) } }

    /// What the platform's own records show of the year: now, and when it was filed, where that differs.
    private func figures(_ visit: Visit) -> HTML {
        let all = KnownFigure.allCases.filter { known[$0] != nil }
        return section(.class("stack")) {
            h2 { visit.say(Phrase("平台记录的\(assessment.year)年", "What the records show of \(assessment.year)")) }
            p(.class("hint")) { visit.say(Phrase("这些数字由平台已有的记录算出，不必再填。", "These come from the records that are here already; nobody types them again.")) }
            dl(.class("facts")) {
                for figure in all {
                    dt { visit.say(figure.title) }
                    dd {
                        Numerals.count(Int(known[figure] ?? 0), visit.language)
                        if let filed = report.figures[figure], filed != known[figure] {
                            span(.class("meta")) {
                                let count = Numerals.count(Int(filed), visit.language)
                                visit.say(Phrase("（填报时为 \(count)）", " (\(count) when it was filed)"))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// An assessment's state in a word.
enum AssessmentBadge {
    static func html(_ state: AssessmentState, _ visit: Visit) -> HTML {
        let style = switch state {
        case .excellent, .qualified: "badge-success"
        case .open, .rectifying, .cultivating, .returned: "badge-warning"
        case .failed, .gaveUp: "badge-error"
        case .filed: "badge-info"
        }
        return span(.class("badge", style)) { visit.say(state.title) }
    }
}
