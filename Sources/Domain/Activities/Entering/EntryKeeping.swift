import Access
import Kernel
import Language
import Markup
import Web

/// How the form of an activity keeps what is typed: as a draft of this person's, saved by a button and by the page's script.
struct EntryKeeping: Sendable {
    let account: ID<Account>
    /// Nil while the activity is new.
    let activity: ID<Activity>?
    /// The unfinished entry that the form shows.
    var opened: UnfinishedEntry?
    /// Others about the same, which are offered.
    var waiting: [UnfinishedEntry] = []

    /// For the form's tag: `keep.js` reads it.
    func attributes(_ visit: Visit) -> Attribute {
        .group([
            .data("keeps", UnfinishedRoutes.path), .data("keeps-key", "\(account.text)/\(activity?.text ?? "new")"),
            .data("say-offline", visit.say(Phrase("连不上服务器：内容暂存在本机（{time}），恢复连接后会自动保存。", "No connection: your text is kept in this browser ({time}) and will be saved when it is back."))),
            .data("say-refused", visit.say(Phrase("没能自动保存（可能已退出登录）：内容暂存在本机（{time}）。", "It could not be saved (you may have been signed out): your text is kept in this browser ({time})."))),
            .data("say-found", visit.say(Phrase("本机有 {time} 未保存的内容。", "This browser holds unsaved text from {time}."))),
            .data("say-restore", visit.say(Phrase("恢复", "Restore"))), .data("say-discard", visit.say(Phrase("放弃", "Discard"))),
        ])
    }

    /// Inside the form.
    @HTMLBuilder func fields(_ visit: Visit) -> HTML {
        input(.type("hidden"), .name("entry"), .value(activity?.text ?? ""))
        input(.type("hidden"), .name("unfinished"), .value(opened?.id.text ?? ""))
    }

    /// Beside the form's button.
    @HTMLBuilder func button(_ visit: Visit) -> HTML {
        Markup.button(.class("button", "button-quiet"), .type("submit"), .formaction("/desk/activities/unfinished")) {
            visit.say(Phrase("暂存", "Save as draft"))
        }
        p(.class("kept-status"), .role("status"), .data("kept-status")) {
            if let opened { visit.say(Phrase("暂存于 \(opened.time(at: visit.now, .zh))", "Draft of \(opened.time(at: visit.now, .en))")) }
        }
    }

    /// Above the form: what was left unfinished, to go on with or to discard.
    @HTMLBuilder func offers(_ visit: Visit) -> HTML {
        for entry in waiting {
            div(.class("notice", "notice-warning", "kept-offer")) {
                p { visit.say(Phrase("有 \(entry.time(at: visit.now, .zh)) 暂存、尚未保存的内容。", "There is text of yours from \(entry.time(at: visit.now, .en)) that is not saved.")) }
                div(.class("actions")) { Self.steps(entry, visit) }
            }
        }
    }

    /// Going on with an unfinished entry, and discarding it.
    @HTMLBuilder static func steps(_ entry: UnfinishedEntry, _ visit: Visit) -> HTML {
        a(.class("button"), .href(.within(UnfinishedEntry.page(of: entry.activity), query: Query([("unfinished", entry.id.text)])))) {
            visit.say(Phrase("继续填写", "Go on with it"))
        }
        visit.postButton(
            Phrase("放弃", "Discard"), posts: UnfinishedRoutes.path + "/removal", fields: [("unfinished", entry.id.text)], style: "button-danger")
    }
}
