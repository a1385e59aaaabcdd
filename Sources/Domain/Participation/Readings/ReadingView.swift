import Kernel
import Language
import Markup
import Web

/// What stands behind a claim that rests on readings: how many, from when to when, how they were put together, what is missing.
struct ReadingView {
    let feed: ReadingFeed
    let zone: Zone
    let visit: Visit

    var html: HTML {
        section(.id("readings"), .class("stack")) {
            h2 { visit.say(Phrase("读数", "Readings")) }
            p {
                visit.say(
                    feed.basis == .increment
                        ? Phrase("来源送交的是增量，由系统相加。", "The source delivers increments; the program adds them.")
                        : Phrase("来源送交的是累计数，以最新一条为准。", "The source delivers its total so far; the newest counts."))
            }
            dl(.class("facts")) {
                dt { visit.say(Phrase("来源", "Source")) }
                dd { feed.source }
                dt { visit.say(Phrase("读数条数", "How many")) }
                dd { ClaimWords.number(feed.count, "readings", visit) }
                dt { visit.say(Phrase("自", "From")) }
                dd { moment(feed.firstAt) }
                dt { visit.say(Phrase("至", "To")) }
                dd { moment(feed.lastAt) }
                if feed.missing > 0 {
                    dt { visit.say(Phrase("缺少的读数", "Missing")) }
                    dd {
                        ClaimWords.number(feed.missing, "missing", visit)
                        visit.say(Phrase(" 条，序号 \(feed.firstSequence) 至 \(feed.lastSequence) 之间", ", between the sequences \(feed.firstSequence) and \(feed.lastSequence)"))
                    }
                }
            }
        }
    }

    private func moment(_ at: Instant) -> HTML { Markup.time(.datetime(at.iso)) { Dates.moment(at, zone, visit.language) } }
}
