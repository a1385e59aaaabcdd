import Access
import Kernel
import Rooms

/// What the ledger's entries about accounts say, and those of the platform, which has no room.
enum PeopleLedger {
    static let words = [
        LedgerWord("people.account-added", "添加了账号", "added"), LedgerWord("people.account-opened", "启用了账号", "opened"),
        LedgerWord("people.account-closed", "停用了账号", "closed"), LedgerWord("people.login-added", "添加了登录名", "gave another login"),
        LedgerWord("people.login-removed", "移除了登录名", "took a login away"), LedgerWord("people.password-set", "设置了密码", "set the password"),
        LedgerWord("people.role-granted", "授予了角色", "gave a role"), LedgerWord("people.role-lent", "出借了角色", "lent a role"),
        LedgerWord("people.role-taken", "收回了角色", "took a role back"), LedgerWord("people.codes-begun", "启用了一次性验证码", "began to use one-time codes"),
        LedgerWord("people.codes-ended", "停用了一次性验证码", "ended one-time codes"),
        LedgerWord("people.codes-required", "要求使用一次性验证码", "demanded one-time codes"),
        LedgerWord("people.codes-optional", "不再要求一次性验证码", "no longer demanded one-time codes"),
        LedgerWord("people.recovery-renewed", "换发了恢复码", "made new recovery codes"), LedgerWord("people.recovery-used", "使用了恢复码", "used a recovery code"),
        LedgerWord("people.session-ended", "结束了登录", "ended a session"), LedgerWord("people.token-made", "建立了访问令牌", "made an access token"),
        LedgerWord("people.secrets-rotated", "更换了密钥", "changed the key of"),
        LedgerWord("people.token-revoked", "作废了访问令牌", "revoked an access token"), LedgerWord("declaration.applied", "应用了活动项目文件", "applied"),
        LedgerWord("declaration.created", "按文件新建了记录", "created a record of"), LedgerWord("declaration.changed", "按文件更改了记录", "changed a record of"),
        LedgerWord("declaration.withdrawn", "按文件撤回了记录", "withdrew a record of"), LedgerWord("regions.edition-applied", "启用了新版行政区划", "put in force"),
    ]

    static let outbox = [
        LedgerWord("outbox.forgotten", "清除了消息内容", "emptied"), LedgerWord("outbox.sent-again", "重新发送", "sent again"),
        LedgerWord("outbox.webhook-added", "添加了回调", "added"), LedgerWord("outbox.webhook-removed", "移除了回调", "removed"),
        LedgerWord("outbox.webhook-paused", "暂停了回调", "paused"), LedgerWord("outbox.webhook-resumed", "恢复了回调", "resumed"),
        LedgerWord("outbox.webhook-replayed", "重放了回调", "replayed"), LedgerWord("outbox.webhook-secret-rotated", "更换了密钥", "changed the secret of"),
        LedgerWord("outbox.webhook-filtered", "更改了通知范围", "changed what is told to"),
        LedgerWord("outbox.webhook-secret-shown", "查看了密钥", "looked at the secret of"),
    ]

    static let nouns = [
        LedgerNoun("message", "消息通知", "message"), LedgerNoun("webhook", "回调", "webhook"),
        LedgerNoun("account", "账号", "account") { tx, ids in
            try tx.accountNames(Set(ids)).mapValues { LedgerNoun.Record(Phrase(same: $0)) }
        },
        LedgerNoun("installation", "本系统", "this installation", sealedFor: People.readLedger), LedgerNoun("declaration", "活动项目文件", "campaign file"), LedgerNoun("region-edition", "区划版本", "edition of the divisions"),
    ]
}
