import Access
import Files
import Kernel
import Outbox
import Rooms
import Storage

/// What accounts and messages hold about persons.
enum MyDataRecords {
    static let account = PersonalData(
        "people.account", Phrase("账号", "Accounts"), holds: Phrase("姓名、登录名、角色", "name, logins, roles"),
        purpose: Phrase("登录，说明谁做了什么", "to sign in, and to say who did what"),
        kept: Phrase("账号存续期间；停用后保留姓名，以便操作记录可读", "as long as the account; of a closed one the name stays, so that the record of changes can be read"),
        records: { tx, account in
            let roles = try tx.grants(of: account.id).map { "\($0.grant.role.name) \($0.grant.scope.path)" }
            let own = HeldRecord(
                .init("name", "姓名", "Name", account.name), .init("logins", "登录名", "Signs in as", try tx.logins(of: account).joined(separator: ", ")),
                roles.isEmpty ? nil : HeldRecord.Fact("roles", "角色", "Roles", roles.joined(separator: ", ")))
            return [own]
        })

    static let sessions = PersonalData(
        "people.sessions", Phrase("登录情况和令牌", "Sessions and tokens"),
        holds: Phrase("浏览器名称、网络地址的前段、时间", "the browser's name, the network without its last part, times"),
        purpose: Phrase("让本人看到并结束自己的登录", "so that one sees where one is signed in, and ends it"),
        kept: Phrase("登录结束即删除；令牌到期后保留名称", "deleted when the session is over; of a token its name stays"),
        records: { tx, account in
            let sessions = try tx.sessions(of: account.id).map { one in
                HeldRecord(
                    .init("browser", "浏览器", "Browser", one.browser.phrase.en), .init("network", "网络", "Network", one.network),
                    .init("signed_in", "登录时间", "Signed in", one.createdAt.iso), .init("last_used", "最近使用", "Last used", one.lastAt.iso))
            }
            let tokens = try tx.apiTokens(of: account.id).map { one in
                HeldRecord(
                    .init("token", "令牌", "Token", one.name), .init("made", "建立时间", "Made", one.createdAt.iso),
                    .init("expires", "到期时间", "Expires", one.expiresAt.iso))
            }
            return sessions + tokens
        })

    static let ledger = PersonalData(
        "people.ledger", Phrase("操作记录", "Record of changes"), holds: Phrase("账号编号，不含姓名和内容", "the account's number; no name, nothing of what was written"),
        purpose: Phrase("说明每次更改由谁、何时作出（此处列出最近 200 条）", "to say who changed what, and when (the latest 200 are shown)"), kept: Phrase("长期保留，不可更改", "for good, unchangeable"),
        records: { tx, account in
            var question = LedgerQuestion()
            question.actor = account.id.number
            return try tx.ledger(question, limit: latest).map { one in
                HeldRecord(.init("change", "更改", "Change", one.entry.kind), .init("at", "时间", "When", one.at.iso))
            }
        })

    /// Entries of the ledger that are shown, the newest.
    private static let latest = 200

    static let uploads = PersonalData(
        "people.uploads", Phrase("没有完成的上传", "Unfinished uploads"), holds: Phrase("文件名、文件内容、账号编号", "the file's name and its bytes, the account's number"),
        purpose: Phrase("中断后接着上传", "to go on after a cut"), kept: Phrase("到表单提交或取消为止，最多 7 天没有继续即删除", "until the form is sent or the upload cancelled; after 7 days in which nothing came it goes"),
        records: { tx, account in
            try tx.uploads(of: account.id).map { one in
                HeldRecord(
                    .init("file", "文件", "File", one.name), .init("begun", "开始时间", "Begun", one.begunAt.iso),
                    .init("bytes", "已收到字节", "Bytes here", "\(one.received)"))
            }
        })

    static let messages = PersonalData(
        "messages.message", Phrase("发给个人的消息", "Messages to a person"), holds: Phrase("标题、正文、地址，加密保存", "subject, text and address, sealed"),
        purpose: Phrase("通知本人", "to tell them"), kept: Phrase("多数半年，之后清除文字，保留发送记录", "half a year for most; then the words are erased, the record of sending stays"),
        records: { tx, account in
            try tx.messages(of: account.id, limit: 10_000).map { one in
                HeldRecord(
                    .init("told", "时间", "When", one.toldAt.iso), one.content.map { HeldRecord.Fact("subject", "标题", "Subject", $0.subject.zh + " / " + $0.subject.en) },
                    one.content.map { HeldRecord.Fact("text", "正文", "Text", $0.body.zh + " / " + $0.body.en) })
            }
        },
        forget: { tx, reference, actor in try tx.forgetMessages(to: reference, by: actor) })
}
