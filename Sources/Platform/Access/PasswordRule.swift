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
        if let weakness = CommonPassword.weakness(of: password, knowing: known) {
            let why = says(weakness)
            throw Refusal(
                .invalid, "password-common", "\(why.zh)，很快会被猜中。请换一个，例如几个不相干的词连成的一句话。",
                "\(why.en), so it is guessed soon. Choose another, such as a few words that have nothing to do with each other.", field: field)
        }
    }

    private static func says(_ weakness: CommonPassword.Weakness) -> Phrase {
        switch weakness {
        case .repetition: Phrase("这个密码只是同样几个字符的重复", "This password repeats the same few characters")
        case .row: Phrase("这个密码是键盘或字母表上连续的字符", "This password is a row of the keyboard or of the alphabet")
        case .day: Phrase("这个密码是一个日期", "This password is a date")
        case .personal: Phrase("这个密码只由账号名或姓名组成", "This password says no more than your login or your name")
        case .site: Phrase("这个密码只由本站的名称组成", "This password says no more than the name of this site")
        case .common: Phrase("这个密码只是常见的词加上数字或符号", "This password is common words with digits or signs around them")
        case .leaked: Phrase("这个密码常见于已经泄露的密码", "This password stands in lists of leaked ones")
        }
    }
}
