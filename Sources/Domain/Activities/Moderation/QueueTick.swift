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

/// Beside a queue's buttons: how many are ticked, all of the page ticked at once, and its keys. Nothing of it where there are no scripts.
enum QueueTicks {
    @HTMLBuilder static func html(_ visit: Visit) -> HTML {
        span(.class("actions"), .hidden(), .data("ticks")) {
            button(.class("button", "button-quiet"), .type("button")) { visit.say(Phrase("全选／全不选", "Tick all or none")) }
            span(.class("meta"), .role("status"), .data("says", visit.say(Phrase("已选 {n} 项", "{n} ticked")))) {}
        }
        span(.class("meta", "key-hint")) { visit.say(Phrase("表内按键：J、K 上下，X 勾选，A 全选", "Keys in the table: J and K move, X ticks, A ticks all")) }
    }
}
