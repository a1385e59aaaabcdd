import Kernel
import Language
import Markup
import Web

/// The cell in which a line of the queue is ticked, to be decided with others.
struct QueueTick {
    let line: QueueLine

    func html(_ visit: Visit) -> HTML {
        td(.class("tick")) {
            label(.class("check")) {
                input(.type("checkbox"), .name("entry"), .value(ModerationBatch.Entry.text(line)))
                span(.class("visually-hidden")) { visit.say(Phrase("选择“\(line.title(.zh))”", "Choose “\(line.title(.en))”")) }
            }
        }
    }
}
