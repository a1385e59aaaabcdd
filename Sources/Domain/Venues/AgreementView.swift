import Kernel
import Language
import Markup
import Web

/// An agreement on the page of a venue or of a network: who, when, for how long, what, and the commitments.
struct AgreementView {
    let agreement: Agreement
    let parties: [ID<Organisation>: Organisation]

    /// Several under a heading; nothing where there is none.
    @HTMLBuilder static func list(_ agreements: [Agreement], _ parties: [ID<Organisation>: Organisation], _ title: Phrase, _ visit: Visit) -> HTML {
        if !agreements.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(title) }
                for agreement in agreements { AgreementView(agreement: agreement, parties: parties).html(visit) }
            }
        }
    }

    func html(_ visit: Visit) -> HTML {
        let names = agreement.parties.compactMap { parties[$0]?.name(visit.language) }
        return article(.class("card")) {
            div(.class("card-body")) {
                p(.class("kicker")) { agreement.signed.words(visit.language) }
                h3 { visit.html(agreement.name) }
                p(.class("meta")) { names.joined(separator: visit.language == .zh ? "、" : ", ") }
                visit.paragraphs(agreement.text)
                if let term = agreement.term {
                    p {
                        visit.say(Phrase("期限：", "Term: "))
                        visit.html(term)
                    }
                }
                if !agreement.commitments.isEmpty {
                    div(.class("prose")) { ul { for one in agreement.commitments { li { visit.html(one.text) } } } }
                }
                visit.provenanceHTML(agreement.provenance)
            }
        }
    }
}
