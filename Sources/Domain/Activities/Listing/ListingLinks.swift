import Kernel
import Markup
import Web

/// The way from a list to its other formats, the filters kept.
struct ListingLinks {
    let visit: Visit
    /// How many were found: what is too much to print is not offered on paper.
    let total: Int

    private func address(_ format: ListingFormat) -> Address {
        .within("/activities.\(format.rawValue)", query: visit.query.asked.setting("page", nil))
    }

    /// Under the results.
    var html: HTML {
        nav(.class("formats"), .aria("label", visit.say(Phrase("其他格式", "Other formats")))) {
            for format in ListingFormat.allCases where format != .pdf || total <= ListingSource.mostPrinted {
                a(.href(address(format)), .type(format.mediaType), .rel("alternate nofollow")) { visit.say(format.title) }
            }
        }
    }

    /// In the head of the page.
    var head: HTML {
        HTML {
            for format in [ListingFormat.atom, .ics, .json] {
                link(.rel("alternate"), .type(format.mediaType), .href(address(format)), .title(visit.say(format.title)))
            }
        }
    }
}
