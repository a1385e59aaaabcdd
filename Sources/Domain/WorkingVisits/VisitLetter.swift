import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What the bodies' people are told of a visit.
struct VisitLetter: Sendable {
    static let kind = MessageKind("workingvisits.visit", "调研交流记录的进展", "What became of the record of a working visit")

    let subject: Phrase
    let body: Phrase

    typealias Words = @Sendable (_ name: Phrase, _ day: Phrase) -> VisitLetter

    static let toAgree: Words = { name, day in
        VisitLetter(
            subject: Phrase("请确认：\(name.zh)", "To agree: \(name.en)"),
            body: Phrase("\(day.zh)的调研交流已记录，请看是否属实，并代表本单位确认。", "The working visit of \(day.en) is written down. Please look whether it was so, and agree for your body."))
    }
    static let corrected: Words = { name, day in
        VisitLetter(
            subject: Phrase("已更正，请重新确认：\(name.zh)", "Corrected, to agree again: \(name.en)"),
            body: Phrase("\(day.zh)的调研交流记录有更正，请看过后重新确认。", "The record of the working visit of \(day.en) was corrected. Please look and agree again."))
    }
    static let retold: Words = { name, day in
        VisitLetter(
            subject: Phrase("公开内容有更改，请重新确认：\(name.zh)", "What the public will read has changed, to agree again: \(name.en)"),
            body: Phrase("\(day.zh)的调研交流的公开内容有更改，请看过后重新确认，各方确认后才能公开。", "What the public will read of the working visit of \(day.en) has changed. Please look and agree again; it is published once all have."))
    }
    static let agreed: Words = { name, day in
        VisitLetter(
            subject: Phrase("各方已确认：\(name.zh)", "All have agreed: \(name.en)"),
            body: Phrase("\(day.zh)的调研交流各方都已确认，议定事项可以转为任务。", "All bodies have agreed to the record of \(day.en). Its conclusions can become tasks."))
    }
    static let withdrawn: Words = { name, day in
        VisitLetter(
            subject: Phrase("已撤回：\(name.zh)", "Withdrawn: \(name.en)"), body: Phrase("\(day.zh)的调研交流记录已撤回。", "The record of the working visit of \(day.en) was withdrawn."))
    }
}

extension Transaction {
    /// The people of every body, but for whoever did it.
    func tellBodies(of visit: WorkingVisit, _ words: VisitLetter.Words, says: String = "", besides actor: ID<Account>) throws {
        var people: Set<ID<Account>> = []
        for body in try bodies(of: visit.id, for: nil) {
            people.formUnion(try holders(of: .host, exactlyOver: .organisation(body.id.number)))
            people.formUnion(try holders(of: .organiser, exactlyOver: .organisation(body.id.number)))
        }
        let letter = words(visit.name.phrase, Phrase(Dates.plain(visit.day, .zh), Dates.plain(visit.day, .en)))
        let why = says.isEmpty ? Phrase(same: "") : Phrase("\n\n原因：\(says)", "\n\nWhy: \(says)")
        for account in people.subtracting([actor]).sorted(by: { $0.number < $1.number }) {
            try tell(Message(VisitLetter.kind, to: .account(account), subject: letter.subject, body: letter.body + why, path: "/desk/visits/\(visit.id.text)"))
        }
    }
}
