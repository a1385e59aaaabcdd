package import Kernel
import Markup
import Web

/// The questions that most people ask, one tap each; beside what is asked already. A second tap takes one back.
struct ActivityShortcuts {
    let filter: ActivityFilter
    /// The address's own parameters without the page.
    let asked: Query
    let visit: Visit

    private struct Shortcut {
        let title: Phrase
        let pairs: [(String, String)]
    }

    var html: HTML {
        nav(.class("shortcuts"), .aria("label", visit.say(Phrase("常用条件", "Short cuts")))) {
            ul(.class("tags"), .role("list")) { for one in all { li { link(one) } } }
        }
    }

    private var all: [Shortcut] {
        let today = visit.now.day(in: .china)
        let weekend = today.weekend
        return [
            Shortcut(title: Phrase("今天", "Today"), pairs: [("begin", today.iso), ("end", today.iso)]),
            Shortcut(title: Phrase("本周末", "This weekend"), pairs: [("begin", weekend.begin.iso), ("end", weekend.end.iso)]),
            Shortcut(title: Phrase("免费", "Free"), pairs: [("free", "1")]), Shortcut(title: Phrase("线上参加", "Online"), pairs: [("mode", "online")]),
            Shortcut(title: Phrase("轮椅可达", "Step-free"), pairs: [("access", "wheelchair")]),
            Shortcut(title: Phrase("还有名额", "Places left"), pairs: [("places", "1")]),
        ]
    }

    private func link(_ one: Shortcut) -> HTML {
        let isOn = one.pairs.allSatisfy { asked.all($0.0) == [$0.1] }
        var query = asked
        for pair in one.pairs { query = query.setting(pair.0, isOn ? nil : pair.1) }
        return a(.class("tag"), .href(.within("/activities", query: query)), .aria("current", "true").when(isOn)) { visit.say(one.title) }
    }
}

extension Day {
    /// Saturday and Sunday of this week; on a Sunday only that day.
    package var weekend: (begin: Day, end: Day) {
        let sunday = adding(days: 7 - weekday)
        return (max(self, sunday.adding(days: -1)), sunday)
    }
}
