import Access
package import Kernel
import Language
package import Markup
import Storage
package import Web

/// How an application's form keeps what is typed: the page's script (`keep.js`) saves it as the draft, and in the browser while the server
/// cannot be reached. Without the script the button does it.
package enum ApplicationKeeping {
    static let route = Route.post("/desk/applications/{id}/draft", .permitted(Calls.apply)) { visit in
        let (page, identity) = (try await ApplicantRoutes.page(visit), try visit.signedIn())
        let id = page.view.application.id
        let body = ApplicationForm.body(page.reading.form.entered(visit.posted.fields), page.view.fields)
        let seen = SeenVersion(visit.posted.fields["version"])
        let now = try await visit.database.write { tx -> SeenVersion in
            try tx.saveApplication(id, body, seen: seen.version, mark: seen.mark, by: identity)
            return SeenVersion(try tx.requireApplication(id).version, body)
        }
        return kept(now.text, at: page.path, visit)
    }

    /// Says that it is kept, to the script or to the person, and what else is to be known.
    package static func kept(_ version: String, at path: String, _ visit: Visit, adding more: Phrase = Phrase("", "")) -> Answer {
        let clock = visit.now.local(in: .china).clock
        let said = Phrase("草稿已自动保存（\(clock)）。", "The draft is kept (\(clock)).") + more
        guard visit.isScript else { return visit.see(path, saying: said) }
        return .json(JSONText.object([("version", JSONText.quote(version)), ("says", JSONText.quote(visit.say(said)))]))
    }

    /// For the tag of a form: where what is typed is kept, and a key of it in the browser.
    package static func attributes(_ path: String, key: String, _ visit: Visit) -> Attribute {
        .group([
            .data("keeps", path), .data("keeps-key", "\(visit.identity?.account.id.text ?? "")/\(key)"),
            .data("say-offline", visit.say(Phrase("连不上服务器：内容暂存在本机（{time}），恢复连接后会自动保存。", "No connection: your text is kept in this browser ({time}) and will be saved when it is back."))),
            .data("say-refused", visit.say(Phrase("没能自动保存（可能已退出登录，或他人已修改）：内容暂存在本机（{time}）。", "It could not be saved (you may have been signed out, or somebody changed it): your text is kept in this browser ({time})."))),
            .data("say-found", visit.say(Phrase("本机有 {time} 未保存的内容。", "This browser holds unsaved text from {time}."))),
            .data("say-restore", visit.say(Phrase("恢复", "Restore"))), .data("say-discard", visit.say(Phrase("放弃", "Discard"))),
        ])
    }

    /// Inside the form: where the script says what it kept.
    package static func status() -> HTML { p(.class("kept-status"), .role("status"), .data("kept-status")) { "" } }
}
