import Kernel
import Language
import Markup
import Web

/// Where nothing fits: which filter stands in the way, and what to ask instead.
struct ActivityNothing {
    let suggestions: [ActivitySuggestion]
    let reading: FormReading
    /// The address's own parameters without the page.
    let asked: Query
    let visit: Visit

    var html: HTML {
        div(.class("empty-state")) {
            motif(seed: 5, accent: "indigo", theme: "space")
            h2 { visit.say(Phrase("没有符合条件的活动", "Nothing fits these filters")) }
            if suggestions.isEmpty {
                p { visit.say(Phrase("换一个词，或少选一个条件。", "Try another word, or take one filter away.")) }
            } else {
                p { visit.say(Phrase("换一个问法就能找到：", "Ask a little less and there is something:")) }
                ul(.class("tags"), .role("list")) { for one in suggestions { li { link(one) } } }
            }
            p(.class("actions")) {
                a(.class("button"), .href("/activities")) { visit.say(Phrase("查看全部活动", "All activities")) }
                a(.class("button", "button-quiet"), .href("/venues")) { visit.say(Phrase("查看场馆", "Look at venues")) }
            }
        }
    }

    private func link(_ one: ActivitySuggestion) -> HTML {
        let count = Numerals.count(one.count, visit.language)
        switch one.step {
        case .without(let name):
            let field = ActivityFilterWords.name(name, in: reading.form, visit)
            return a(.class("tag"), .href(.within("/activities", query: asked.setting(name, nil)))) {
                visit.say(Phrase("不限“\(field)”：\(count) 项", "Without “\(field)”: \(count)"))
            }
        case .words(let words):
            return a(.class("tag"), .href(.within("/activities", query: asked.setting("q", words)))) {
                visit.say(Phrase("搜索“\(words)”：\(count) 项", "Search for “\(words)”: \(count)"))
            }
        }
    }
}
