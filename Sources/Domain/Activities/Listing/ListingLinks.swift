import Kernel
package import Markup
package import Web

/// The way from a list to its other formats, the filters kept.
struct ListingLinks {
    let visit: Visit
    /// How many were found: what is too much to print is not offered on paper.
    let total: Int

    private var query: Query { visit.query.asked.setting("page", nil) }

    /// Under the results.
    var html: HTML {
        nav(.class("formats"), .aria("label", visit.say(Phrase("其他格式", "Other formats")))) {
            for format in ListingFormat.allCases where format != .pdf || total <= ListingSource.mostPrinted {
                a(.href(format.address(query)), .type(format.mediaType), .rel("alternate nofollow")) { visit.say(format.title) }
            }
        }
    }

    /// In the head of the page.
    var head: HTML { ActivityFeeds.head(of: query, [.atom, .ics, .json], visit) }
}

/// What feed readers and calendars find in the head of a page.
package enum ActivityFeeds {
    /// Links to the public list of a question, to be followed.
    package static func head(of query: Query, _ visit: Visit) -> HTML { head(of: query, [.atom, .ics], visit) }

    fileprivate static func head(of query: Query, _ formats: [ListingFormat], _ visit: Visit) -> HTML {
        HTML {
            for format in formats {
                link(.rel("alternate"), .type(format.mediaType), .href(format.address(query)), .title(visit.say(format.title)))
            }
        }
    }
}

extension ListingFormat {
    fileprivate func address(_ query: Query) -> Address { .within("/activities.\(rawValue)", query: query) }
}
