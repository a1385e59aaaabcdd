import Kernel
import Language
import Markup
import Web

/// At the top of one's own activities: what is typed and not saved.
struct UnfinishedList {
    let entries: [UnfinishedEntry]
    let visit: Visit

    @HTMLBuilder var html: HTML {
        if !entries.isEmpty {
            section(.class("stack"), .id("unfinished")) {
                h2 { visit.say(Phrase("未完成的填报", "Unfinished entries")) }
                ul(.class("session-list"), .role("list")) {
                    for entry in entries.prefix(20) {
                        li {
                            div {
                                p { strong { title(entry) } }
                                p(.class("meta")) { visit.say(Phrase("暂存于 \(entry.time(at: visit.now, .zh))", "Draft of \(entry.time(at: visit.now, .en))")) }
                            }
                            div(.class("actions")) { EntryKeeping.steps(entry, visit) }
                        }
                    }
                }
            }
        }
    }

    private func title(_ entry: UnfinishedEntry) -> String {
        let title = entry.title
        return title.zh.isEmpty && title.en == nil ? visit.say(Phrase("（还没有名称）", "(no title yet)")) : title(visit.language)
    }
}
