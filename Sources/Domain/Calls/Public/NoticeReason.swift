import Kernel
import Language
import Markup
import Venues
import Web

/// Why something is proposed for one of a list: the measure's ground with its clause, the facts, and what was put right since an objection.
enum NoticeReason {
    static func isGiven(_ item: Notice.Item) -> Bool { item.ground != nil || !item.says.isEmpty || !item.remedy.isEmpty }

    @HTMLBuilder static func html(_ item: Notice.Item, _ visit: Visit) -> HTML {
        if let ground = item.ground {
            p(.class("meta")) {
                visit.html(ground.text)
                if !ground.clause.isEmpty { visit.say(Phrase("（\(ground.clause)）", " (\(ground.clause))")) }
            }
        }
        if !item.says.isEmpty { p(.class("meta")) { item.says } }
        if !item.remedy.isEmpty { p(.class("meta")) { visit.say(Phrase("异议成立后已补正：\(item.remedy)", "Put right since an objection was upheld: \(item.remedy)")) } }
    }
}
