package import Kernel

/// What a password must be (NIST SP 800-63B-4 §3.1.1.2, ASVS 5 §6.2): long enough and not among the first that anybody would try. No rule
/// about kinds of characters, no expiry; pasting is welcome.
package enum PasswordRule {
    package static let shortest = 8
    package static let recommended = 15
    private static let longest = 500

    package static let hint = Phrase(
        "至少 \(shortest) 个字符，建议 \(recommended) 个以上；一句好记的话很合适，汉字也可以。可以粘贴。",
        "At least \(shortest) characters, better \(recommended) or more; a sentence that you remember does well. Pasting is fine.")

    /// - about: the login and the name, which others know: a password that says no more than these is refused.
    package static func check(_ password: String, about known: [String] = [], field: String = "password") throws(Refusal) {
        guard password.count >= shortest else {
            throw Refusal(
                .invalid, "password-short", "密码至少 \(shortest) 个字符，现有 \(password.count) 个。",
                "A password needs at least \(shortest) characters; this one has \(password.count).", field: field)
        }
        guard password.utf8.count <= longest else {
            throw Refusal(
                .invalid, "password-long", "密码太长（最多 \(longest) 字节）。", "The password is too long (\(longest) bytes at most).", field: field)
        }
        guard !CommonPassword.isGuessed(password, knowing: known) else {
            throw Refusal(
                .invalid, "password-common", "这个密码太常见，或只由账号名、姓名、连续或重复的字符组成，很快会被猜中。请换一个。",
                "This password is among the first that anybody would try: a common one, the login or the name, a row or a repetition. Choose another.",
                field: field)
        }
    }
}
