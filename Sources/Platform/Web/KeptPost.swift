package import Kernel
import Markup

/// What somebody entered and sent when it could not be taken: their session had ended, or the form's token was too old. It is carried on
/// in hidden fields from page to page, so that signing in again leads back to it, in any browser; nothing of it is stored.
package struct KeptPost: Sendable {
    /// Where it was sent, with the address's parameters.
    package let path: String
    package let fields: Query
    /// Whether files came with it: a browser does not let a page fill them in again.
    package let lacksFiles: Bool

    /// As much as two such forms in one body may hold.
    static let longest = 512 * 1024

    /// What this request sent; nil where it may not be carried on: it came from another site's page, holds a secret, or is too long.
    init?(of visit: Visit) {
        guard visit.isFromOwnPage, !visit.posted.fields.pairs.isEmpty else { return nil }
        guard !visit.posted.fields.pairs.contains(where: { Self.isSecret($0.name) }) else { return nil }
        fields = Query(visit.posted.fields.pairs.filter { $0.name != "csrf" })
        guard fields.encoded.utf8.count <= Self.longest else { return nil }
        path = Address.within(visit.path, query: visit.query).text
        lacksFiles = !visit.posted.uploads.isEmpty
    }

    /// What a page before this one carried on; nil where there is nothing, or it leads out of the site.
    package init?(carriedBy posted: Posted) {
        guard let path = posted.fields["kept_path"], Address(path: path) != nil, let fields = Query(encoded: posted.fields["kept"] ?? "") else { return nil }
        (self.path, self.fields, lacksFiles) = (path, fields, posted.fields["kept_files"] == "1")
    }

    private static func isSecret(_ name: String) -> Bool { name.contains("password") || name == "code" || name == "kept" }

    /// The fields of a form that carries it on.
    package static let formFields = [FormField("kept_path", "", "", .hidden), FormField("kept", "", "", .hidden), FormField("kept_files", "", "", .hidden)]

    /// Their values.
    package var formValues: [String: String] { ["kept_path": path, "kept": fields.encoded, "kept_files": lacksFiles ? "1" : ""] }
}

extension Visit {
    /// Whether the form was sent by a page of this site, as far as the browser says: browsers name the sender of every form.
    var isFromOwnPage: Bool {
        if let site = header("sec-fetch-site") { return site == "same-origin" || site == "none" }
        return header("origin").map { $0 == reached } ?? true
    }

    /// Says that the session has ended and leads on to signing in, with everything that was entered.
    func signInAgain(_ kept: KeptPost) -> Answer {
        page(Phrase("请重新登录，内容没有丢失", "Please sign in again; nothing is lost"), status: 401) {
            div(.class("stack"), .data("kept-post")) {
                div(.class("notice", "notice-warning"), .role("alert")) {
                    p {
                        say(
                            Phrase(
                                "提交时登录已经结束，所以还没有保存。您填写的内容都在，登录后可以接着提交。",
                                "Your session had ended when you sent this, so it is not saved yet. What you entered is kept: sign in and send it on."))
                    }
                }
                Markup.form(.method(.post), .action("/sign-in/again"), .class("form")) {
                    csrfField
                    for pair in kept.formValues.sorted(by: { $0.key < $1.key }) { input(.type("hidden"), .name(pair.key), .value(pair.value)) }
                    div(.class("form-actions")) {
                        button(.class("button", "button-primary"), .type("submit")) { say(Phrase("登录并继续", "Sign in and go on")) }
                    }
                }
                keptTexts(kept)
            }
        }
    }

    /// The form once more with a fresh token, for whoever has signed in again or came with an old one.
    package func sendOn(_ kept: KeptPost, _ title: Phrase, _ why: Phrase, status: Int = 200) -> Answer {
        page(title, status: status) {
            div(.class("stack"), .data("kept-post")) {
                div(.class("notice", "notice-warning"), .role("alert")) {
                    p { say(why) }
                    if kept.lacksFiles {
                        p { say(Phrase("随附的文件需要重新选择。", "The files that came with it have to be chosen again.")) }
                    }
                }
                Markup.form(.method(.post), .action(.within(kept.path)), .class("form")) {
                    csrfField
                    for pair in kept.fields.pairs { input(.type("hidden"), .name(pair.name), .value(pair.value)) }
                    div(.class("form-actions")) {
                        button(.class("button", "button-primary"), .type("submit")) { say(Phrase("继续提交", "Send it on")) }
                    }
                }
                keptTexts(kept)
            }
        }
    }

    /// What was entered, to be read or copied.
    private func keptTexts(_ kept: KeptPost) -> HTML {
        let texts = kept.fields.pairs.map(\.value).filter { $0.count > 1 && $0.contains { $0.isLetter && !$0.isASCII || $0 == " " } }
        guard !texts.isEmpty else { return HTML() }
        return details {
            summary { say(Phrase("查看填写的内容", "See what you entered")) }
            for text in texts { p(.class("kept-text")) { text } }
        }
    }

    /// Where a form's token was too old.
    static let formTooOld = Phrase(
        "这张表单打开得太久，还没有保存，没有任何更改。您填写的内容都在，请核对后继续提交。",
        "The form had been open for too long; it is not saved and nothing was changed. What you entered is kept: look it over and send it on.")
}
