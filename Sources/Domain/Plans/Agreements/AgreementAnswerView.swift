import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// Who has agreed to an agreement and when, who is asked still; and what whoever looks at it can say for a party.
struct AgreementAnswerView {
    static let longestReason = 1000
    static let declining = Form(FormField("says", "请写明原因", "Say why", .longText(max: longestReason), required: true))

    let desk: AgreementDesk
    /// A reason that was sent and not taken, with its party.
    var sent: (party: String, reading: FormReading)?
    let visit: Visit

    private var standing: AgreementStanding { desk.standing }
    private var path: String { "/desk/agreements/\(desk.agreement.id.text)" }
    private var seen: String { String(standing.version) }

    /// Where it stands, and whose turn it is.
    @HTMLBuilder var notice: HTML {
        switch standing.state {
        case .agreed: HTML()
        case .waiting:
            div(.class("notice"), .role("status")) {
                p {
                    strong { visit.say(AgreementState.waiting.title) }
                    visit.say(
                        Phrase("。各方都确认以后才公开，约定才成为任务。请看是否属实，并代表本单位确认或谢绝。", ". It is public, and gives tasks, once all parties have agreed. Look whether it is so, and agree or decline for your body."))
                }
            }
        case .declined:
            div(.class("notice", "notice-warning"), .role("status")) {
                p { visit.say(Phrase("协议被谢绝，没有公开。更改以后，各方重新确认。", "The agreement was declined and is not public. Once it is changed, the parties are asked again.")) }
            }
        }
    }

    /// A party with what it has said.
    @HTMLBuilder func party(_ word: PartyWord) -> HTML {
        desk.names.unit(word.unit, visit)
        " "
        switch word.said {
        case .agreed?: said(Phrase("已确认", "has agreed"), word.at)
        case .declined?:
            said(Phrase("已谢绝", "has declined"), word.at)
            span(.class("meta")) { visit.say(Phrase("：", ": ")) + word.reason }
        case nil where standing.state == .agreed: HTML()
        case nil: span(.class("badge", "badge-warning")) { visit.say(Phrase("尚未确认", "has not agreed yet")) }
        }
    }

    private func said(_ what: Phrase, _ at: Instant?) -> HTML {
        let day = at?.day(in: .china)
        let says = Phrase(day.map { "\(Dates.plain($0, .zh))\(what.zh)" } ?? what.zh, day.map { "\(what.en), \(Dates.plain($0, .en))" } ?? what.en)
        return span(.class("meta")) { visit.say(says) }
    }

    /// What can be said for the parties for which this person may speak.
    @HTMLBuilder var steps: HTML {
        let agreeing = desk.voices.filter { standing.mayAgree($0) }, declining = desk.voices.filter { standing.mayDecline($0) }
        if !agreeing.isEmpty {
            div(.class("actions")) {
                for unit in agreeing {
                    let name = name(unit)
                    visit.postButton(Phrase("代表“\(name.zh)”确认", "Agree for “\(name.en)”"), posts: path + "/agree", fields: [("party", unit.text), ("seen", seen)])
                }
            }
        }
        for unit in declining { decline(unit) }
    }

    private func decline(_ unit: ID<Organisation>) -> HTML {
        let name = name(unit), again = sent?.party == unit.text ? sent?.reading : nil
        return details(.open(again != nil)) {
            summary { visit.say(Phrase("代表“\(name.zh)”谢绝", "Decline for “\(name.en)”")) }
            p(.class("hint")) { visit.say(Phrase("各方会看到原因。", "All parties read why.")) }
            visit.formHTML((again ?? Self.declining.empty).marked(unit.text), action: path + "/decline", submit: Phrase("谢绝", "Decline"), danger: true) {
                input(.type("hidden"), .name("party"), .value(unit.text))
                input(.type("hidden"), .name("seen"), .value(seen))
            }
        }
    }

    private func name(_ unit: ID<Organisation>) -> Phrase { desk.parties[unit]?.name.phrase ?? Phrase(same: unit.text) }
}
