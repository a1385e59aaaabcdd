import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/notices/{id}/successor`: the same list once more, in another wording or without some of it: the only way to correct a notice, and
/// the second notice after an upheld objection.
struct NoticeSuccession: Sendable {
    let old: Notice
    let scheme: SchemeRecord
    let call: Call?
    /// What may go on: items without an outcome.
    let items: [Notice.Item]
    var reading: FormReading

    init(_ old: Notice, in tx: Transaction) throws {
        guard let scheme = try tx.scheme(of: old) else { throw Refusal.notFound(Notice.noun) }
        (self.old, self.scheme) = (old, scheme)
        call = try old.callID.flatMap { try tx.call($0) }
        items = try tx.items(of: old.id).filter { $0.outcome == nil }
        reading = NoticeForm.form(scheme.scheme.notice).filled([
            "title_zh": old.title.zh, "title_en": old.title.en ?? "", "begin": tx.now.day(in: Notice.zone).iso, "text": old.text, "contact": old.contact,
            "supervision": old.supervision,
        ])
    }

    private var path: String { "/desk/notices/\(old.id.text)" }

    /// The notice with those that stay on the list, `keep` holding their positions.
    var draft: NoticeDraft? {
        var draft = NoticeForm.draft(reading)
        let kept = Set(reading.texts("keep"))
        draft?.items = items.filter { kept.contains(String($0.position)) }.map { one in
            NoticeDraft.Item(action: one.action, applicationID: one.applicationID, titleID: one.titleID, says: one.says)
        }
        draft?.supersedes = old.id
        return draft
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("重新公示", "Publish anew"),
            lede: Phrase("新的公示开始时取代原公示，原公示仍可查阅，已提出的异议继续办理。", "When it begins it takes the place of the old one, which stays readable; objections to the old one are still dealt with."),
            trail: [(path, old.title.phrase)], status: reading.isGood ? 200 : 422
        ) {
            visit.formHTML(reading, action: path + "/successor", submit: Phrase("安排公示", "Schedule the notice"), makes: true) { list(visit) }
        }
    }

    private func list(_ visit: Visit) -> HTML {
        let ticked = reading.posted.fields["begin"] == nil || reading.texts("keep").isEmpty ? nil : Set(reading.texts("keep"))
        return fieldset {
            legend { visit.say(Phrase("仍列入名单的各项", "What stays on the list")) }
            for item in items {
                label(.class("check")) {
                    input(.type("checkbox"), .name("keep"), .value(String(item.position)), .checked(ticked?.contains(String(item.position)) ?? true))
                    span { visit.say(Phrase("\(item.name.zh)（\(item.action.title.zh)）", "\(item.name(.en)) (\(item.action.title.en))")) }
                }
            }
        }
    }
}
