import Campaigns
import Kernel
import Language
import Markup
import Venues
import Web

/// What may be there already, with the reason, and the two ways on: it is another one, or the existing one is attached.
struct LikelyDuplicatePage {
    let found: [LikelyDuplicate]
    /// Campaigns that are not over, to which one's own may be attached.
    let campaigns: [Campaign]
    /// The campaign that the form names.
    let wanted: String?
    /// It is kept already, and to be handed in now.
    var isSubmitting = false
    let visit: Visit

    @HTMLBuilder var html: HTML {
        if !found.isEmpty {
            section(.class("notice", "notice-warning", "stack"), .id("duplicates"), .role("alert"), .tabindex(-1), .autofocus()) {
                h2 {
                    visit.say(
                        isSubmitting
                            ? Phrase("可能已经填报过，还没有提交", "It may be here already; nothing is submitted yet")
                            : Phrase("可能已经填报过，还没有保存", "It may be here already; nothing is saved yet"))
                }
                ul(.class("session-list"), .role("list")) { for one in found { li { item(one) } } }
                p {
                    visit.say(
                        isSubmitting
                            ? Phrase(
                                "如果是同一项活动，请使用已有的那一项；如果确实是另一项，请在下面点“是另一项，仍要提交”。",
                                "If it is the same, use the one that is here. If it is another one, choose “It is another one: submit it” below.")
                            : Phrase(
                                "如果是同一项活动，请使用已有的那一项；如果确实是另一项，请在下面点“是另一项，仍要保存”。",
                                "If it is the same, use the one that is here. If it is another one, choose “It is another one: save it” below."))
                }
            }
        }
    }

    private func item(_ one: LikelyDuplicate) -> HTML {
        let reasons = one.reasons.map(\.phrase)
        return div {
            p {
                strong {
                    if one.isOwn {
                        a(.href("/desk/activities/\(one.activity)")) { one.title(visit.language) }
                    } else {
                        a(.href("/activities/\(one.activity)")) { one.title(visit.language) }
                    }
                }
                span(.class("meta")) { " " + one.organiser(visit.language) }
            }
            p(.class("meta")) { visit.say(Phrase(reasons.map(\.zh).joined(separator: "，"), reasons.map(\.en).joined(separator: ", "))) }
            if one.isOwn, !campaigns.isEmpty { attachment(one) }
        }
    }

    private func attachment(_ one: LikelyDuplicate) -> HTML {
        let id = "attach-\(one.activity.text)"
        return Markup.form(.method(.post), .action("/desk/activities/\(one.activity)/placements"), .class("inline-form", "actions")) {
            visit.csrfField
            // Both were seen here.
            input(.type("hidden"), .name("another"), .value("1"))
            label(.for(id)) { visit.say(Phrase("把已有的提交到", "Submit the existing one to")) }
            select(.id(id), .name("campaign"), .required()) {
                for campaign in campaigns { option(.value(campaign.key), .selected(campaign.key == wanted)) { campaign.name(visit.language) } }
            }
            button(.class("button"), .type("submit")) { visit.say(Phrase("提交已有的活动", "Submit the existing one")) }
        }
    }
}
