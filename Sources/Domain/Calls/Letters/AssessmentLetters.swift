import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What a holder is told of the assessments of its title.
enum AssessmentLetters {
    static func opened(_ name: Phrase, year: Int, due: Day, at path: String) -> CallLetter {
        let last = Phrase(Dates.day(due, .zh), Dates.day(due, .en))
        return CallLetter(
            CallLetter.assessment, Phrase("请填报\(year)年考核：\(name.zh)", "Assessment of \(year): \(name.en)"),
            Phrase(
                "“\(name.zh)”\(year)年的考核已开放填报，到\(last.zh)截止。平台已有的数字会列在旁边。",
                "The assessment of “\(name.en)” for \(year) is open until \(last.en). What the records show stands beside it."), at: path)
    }

    /// Nil for what the holder did itself.
    static func decided(_ name: Phrase, _ old: Assessment, became state: AssessmentState, says: Phrase, until: Day?, at path: String) -> CallLetter? {
        switch state {
        case .open, .filed, .gaveUp: return nil
        case .excellent, .qualified, .failed, .rectifying, .cultivating, .returned: break
        }
        let result = state.title
        let by = until.map { Phrase("期限：\(Dates.day($0, .zh))，请在此以前报告。", "Report by \(Dates.day($0, .en)).") } ?? Phrase(same: "")
        return CallLetter(
            CallLetter.assessment, Phrase("考核结果（\(result.zh)）：\(name.zh)", "Assessment (\(result.en)): \(name.en)"),
            Phrase("“\(name.zh)”\(old.year)年考核：\(result.zh)。\(by.zh)", "“\(name.en)”, assessment of \(old.year): \(result.en). \(by.en)") + CallLetter.why(says), at: path)
    }
}

extension Transaction {
    func tellHolder(ofOpened id: ID<Assessment>, _ title: Title, year: Int, due: Day) throws {
        try tellAll(.host, of: title.organisationID) {
            AssessmentLetters.opened(try titleName(title), year: year, due: due, at: "/desk/titles/assessments/\(id.text)")
        }
    }

    func tellHolder(of old: Assessment, _ title: Title, became state: AssessmentState, says: Phrase, until: Day?) throws {
        try tellAll(.host, of: title.organisationID) {
            AssessmentLetters.decided(try titleName(title), old, became: state, says: says, until: until, at: "/desk/titles/assessments/\(old.id.text)")
        }
    }
}
