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
    /// Against which an objection was upheld: they go on only where the measure lets them, with what was put right.
    let upheld: Set<Int64>
    var reading: FormReading

    init(_ old: Notice, in tx: Transaction) throws {
        guard let scheme = try tx.scheme(of: old) else { throw Refusal.notFound(Notice.noun) }
        (self.old, self.scheme) = (old, scheme)
        call = try old.callID.flatMap { try tx.call($0) }
        items = try tx.items(of: old.id).filter { $0.outcome == nil }
        upheld = try tx.upheldSubjects()
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
            NoticeDraft.Item(
                action: one.action, applicationID: one.applicationID, titleID: one.titleID, says: one.says, ground: one.ground?.key ?? "",
                remedy: upheld.contains(one.subject) ? String(reading.text(Self.remedy(one)).prefix(500)).trimmed : one.remedy)
        }
        draft?.supersedes = old.id
        return draft
    }

    private static func remedy(_ item: Notice.Item) -> String { "w-\(item.position)" }

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
                let isUpheld = upheld.contains(item.subject)
                if !isUpheld || scheme.scheme.notice.mayBeCorrected {
                    label(.class("check")) {
                        input(.type("checkbox"), .name("keep"), .value(String(item.position)), .checked(ticked?.contains(String(item.position)) ?? !isUpheld))
                        span { visit.say(name(item)) }
                    }
                }
                if isUpheld { corrected(item, visit) }
            }
        }
    }

    private func name(_ item: Notice.Item) -> Phrase { Phrase("\(item.name.zh)（\(item.action.title.zh)）", "\(item.name(.en)) (\(item.action.title.en))") }

    /// What stands against it, and what was put right where the measure lets it be.
    @HTMLBuilder private func corrected(_ item: Notice.Item, _ visit: Visit) -> HTML {
        if scheme.scheme.notice.mayBeCorrected {
            div(.class("field")) {
                label(.for(Self.remedy(item))) { visit.say(Phrase("异议成立。仍列入的，写明已作的补正，公众会看到", "An objection was upheld. To keep it, say what was put right, which the public reads")) }
                input(.id(Self.remedy(item)), .type("text"), .name(Self.remedy(item)), .value(reading.text(Self.remedy(item))), .maxlength(500))
            }
        } else {
            p(.class("remark")) {
                visit.say(name(item))
                visit.say(Phrase("：异议成立，按办法不能再列入，请将它除名。", ": an objection was upheld; by the measure it is not listed again. Strike it."))
            }
        }
    }
}
