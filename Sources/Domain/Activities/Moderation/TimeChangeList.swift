import Kernel
import Language
import Markup
import Web

/// Sessions as they were and as they are, one a line.
struct TimeChangeList {
    let changes: [TimeChange]
    /// So many are shown; of the others it is said how many they are.
    let most: Int

    @HTMLBuilder func html(_ visit: Visit) -> HTML {
        if changes.isEmpty {
            p(.class("meta")) { visit.say(Phrase("现在又和原来一样了。", "By now they are as they were.")) }
        } else {
            ul(.class("session-list"), .role("list")) {
                for change in changes.prefix(most) { li { div { line(change, visit) } } }
                if changes.count > most {
                    let left = changes.count - most
                    li { span(.class("meta")) { visit.say(Phrase("另有 \(left) 场", "and \(left) more")) } }
                }
            }
        }
    }

    @HTMLBuilder private func line(_ change: TimeChange, _ visit: Visit) -> HTML {
        span(.class("badge")) { visit.say(change.title) }
        HTML(text: " ")
        let (before, after) = (change.before, change.after)
        if let before, before.words(visit.language) != after?.words(visit.language) || after?.isCancelled == true {
            element("del") { before.words(visit.language) }
            HTML(text: " ")
        }
        if let after, !after.isCancelled { element("ins") { after.words(visit.language) } }
    }
}
