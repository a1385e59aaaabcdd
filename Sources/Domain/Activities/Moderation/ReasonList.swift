import Kernel
import Language
import Markup
import Web

/// The reasons of a campaign's rule, to choose from when something is returned or refused; nothing where it lists none.
struct ReasonList {
    let reasons: [ModerationRule.Reason]

    @HTMLBuilder func html(_ visit: Visit) -> HTML {
        if !reasons.isEmpty {
            div(.class("field")) {
                label(.for("field-listed-reason")) { visit.say(Phrase("常用理由", "Listed reasons")) }
                select(.id("field-listed-reason"), .name("listed_reason")) {
                    option(.value("")) { visit.say(Phrase("不选，自己写", "None: in my own words")) }
                    for reason in reasons {
                        option(.value(reason.text), .selected(visit.posted.fields["listed_reason"] == reason.text)) { reason.name(visit.language) }
                    }
                }
            }
        }
    }
}
