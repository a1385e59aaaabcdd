import Access
import Kernel
import Outbox
import Storage

/// Letters about one's own account, as messages. Those with a secret link go out or are not made, and are erased within days; the others stand
/// at `/desk/messages` as well.
enum AccountLetters {
    private static let secret = [
        MessageKind("people.invitation", "邀请", "Invitations", channels: [.mail, .sms], isListed: false, mayWait: false, keptDays: 8),
        MessageKind("people.reset", "设置新密码", "New passwords", channels: [.mail, .sms], isListed: false, mayWait: false, keptDays: 1),
    ]
    private static let open = [
        MessageKind("people.password-set", "密码已更改", "Changed passwords", channels: [.mail, .sms], mayWait: false),
        MessageKind("people.new-browser", "新的浏览器登录", "Signing in from a new browser", channels: [.mail, .sms], mayWait: false),
        MessageKind("people.codes", "动态验证码", "One-time codes", channels: [.mail, .sms], mayWait: false),
        MessageKind("people.role-lent", "替班", "Standing in", channels: [.mail, .sms]),
    ]

    static let kinds = secret + open

    static func tell(_ tx: Transaction, _ letter: Letter) throws -> Bool {
        guard let kind = kinds.first(where: { $0.name == letter.kind }) else { return false }
        let account: Account? = try tx.account(letter.account)
        let isReached: Bool = try account.map { try tx.canReach($0) } ?? false
        guard isReached || !secret.contains(kind) else { return false }
        try tx.tell(Message(kind, to: .account(letter.account), subject: letter.subject, body: letter.text, path: letter.path))
        return isReached
    }
}
