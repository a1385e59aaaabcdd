import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What a holder is told of the assessments of its title.
enum AssessmentLetters {
    static func opened(_ name: Phrase, year: Int, due: Day, at path: String, to account: ID<Account>) -> Message {
        let last = Phrase(Dates.day(due, .zh), Dates.day(due, .en))
        return Message(
            CallLetter.assessment, to: .account(account), subject: Phrase("请填报\(year)年考核：\(name.zh)", "Assessment of \(year): \(name.en)"),
            body: Phrase(
                "“\(name.zh)”\(year)年的考核已开放填报，到\(last.zh)截止。平台已有的数字会列在旁边。",
                "The assessment of “\(name.en)” for \(year) is open until \(last.en). What the records show stands beside it."), path: path)
    }

    /// Nil for what the holder did itself.
    static func decided(_ name: Phrase, _ old: Assessment, became state: AssessmentState, says: String, until: Day?, at path: String, to account: ID<Account>) -> Message? {
        switch state {
        case .open, .filed, .gaveUp: return nil
        case .excellent, .qualified, .failed, .rectifying, .cultivating: break
        }
        let result = state.title
        let by = until.map { Phrase("期限：\(Dates.day($0, .zh))，请在此以前报告。", "Report by \(Dates.day($0, .en)).") } ?? Phrase(same: "")
        return Message(
            CallLetter.assessment, to: .account(account), subject: Phrase("考核结果（\(result.zh)）：\(name.zh)", "Assessment (\(result.en)): \(name.en)"),
            body: Phrase("“\(name.zh)”\(old.year)年考核：\(result.zh)。\(by.zh)", "“\(name.en)”, assessment of \(old.year): \(result.en). \(by.en)") + CallLetter.why(says), path: path)
    }
}

extension Transaction {
    func tellHolder(ofOpened id: ID<Assessment>, _ title: Title, year: Int, due: Day) throws {
        let hosts = try holders(of: .host, exactlyOver: .organisation(title.organisationID.number))
        guard !hosts.isEmpty else { return }
        let name = try titleName(title)
        for host in hosts { try tell(AssessmentLetters.opened(name, year: year, due: due, at: "/desk/titles/assessments/\(id.text)", to: host)) }
    }

    func tellHolder(of old: Assessment, _ title: Title, became state: AssessmentState, says: String, until: Day?) throws {
        let hosts = try holders(of: .host, exactlyOver: .organisation(title.organisationID.number))
        guard !hosts.isEmpty else { return }
        let (name, path) = (try titleName(title), "/desk/titles/assessments/\(old.id.text)")
        for host in hosts {
            if let message = AssessmentLetters.decided(name, old, became: state, says: says, until: until, at: path, to: host) { try tell(message) }
        }
    }
}
