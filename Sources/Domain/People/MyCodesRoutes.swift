import Access
import Formats
import Kernel
import Markup
import Rooms
import Storage
import Web

/// `/desk/me/codes`: one-time codes are set up, their recovery codes renewed, and switched off.
enum MyCodesRoutes {
    private static let path = "/desk/me/codes"
    private static let title = Phrase("动态验证码", "One-time codes")
    static let form = Form(
        FormField(
            "code", "动态验证码", "One-time code", .text(max: 40), required: true, hint: Phrase("验证器显示的 6 位数字", "The six digits that the authenticator shows"),
            autocomplete: "one-time-code"))

    static func routes(_ house: House) -> [Route] {
        [
            .get(path, .signedIn) { visit in try await page(form.empty, visit) },
            .post(path, .signedIn) { visit in
                let account = try visit.signedIn().account.id
                try await visit.database.write { try $0.beginCodes(for: account) }
                return .see(path)
            },
            .post(path + "/confirmation", .signedIn) { visit in
                let identity = try visit.signedIn()
                return try await taking(visit) { code in
                    let recovery = try await RecoveryCode.hashed()
                    try await visit.database.write { tx in
                        try tx.confirmCodes(code, of: identity.account.id, recovery: recovery.hashes, in: identity.session?.id)
                        try house.tell(.codes(on: true, identity.account), in: tx)
                    }
                    return recoveryPage(recovery.shown, visit)
                }
            },
            .post(path + "/recovery", .signedIn) { visit in
                let account = try visit.signedIn().account.id
                return try await taking(visit) { code in
                    let recovery = try await RecoveryCode.hashed()
                    try await SecondStep.confirm(code, of: account, in: visit.database) { try $0.replaceRecovery(recovery.hashes, of: account) }
                    return recoveryPage(recovery.shown, visit)
                }
            },
            .post(path + "/end", .signedIn) { visit in
                let account = try visit.signedIn().account
                return try await taking(visit) { code in
                    try await SecondStep.confirm(code, of: account.id, in: visit.database) { tx in
                        try tx.endCodes(of: account.id, by: account.id)
                        try house.tell(.codes(on: false, account), in: tx)
                    }
                    return visit.see(path, saying: Phrase("动态验证码已停用。", "One-time codes are switched off."))
                }
            },
        ]
    }

    /// Reads the code and does what it allows; what was wrong stands beside the field.
    private static func taking(_ visit: Visit, _ change: (String) async throws -> Answer) async throws -> Answer {
        var reading = form.read(visit.posted)
        guard reading.isGood else { return try await page(reading, visit, status: 422) }
        do { return try await change(reading.text("code")) } catch let refusal as Refusal {
            reading.remark(refusal)
            return try await page(reading, visit, status: refusal.status)
        }
    }

    private struct Standing: Sendable {
        let begun: OneTimeCode?
        let isOn: Bool
        let left: Int
    }

    private static func page(_ reading: FormReading, _ visit: Visit, status: Int = 200) async throws -> Answer {
        let identity = try visit.signedIn()
        let account = identity.account
        let standing = try await visit.database.read { tx in
            Standing(
                begun: try tx.codesBegun(for: account.id), isOn: try tx.hasCodes(account.id), left: try tx.recoveryLeft(of: account.id))
        }
        let lede = Phrase(
            "登录时除密码外再输入手机验证器上的 6 位数字。任何验证器程序都可以（RFC 6238）。",
            "Beside the password, six digits from an authenticator on your telephone; any authenticator will do (RFC 6238).")
        return visit.desk(title, lede: lede, trail: MyAccountRoutes.trail, status: status) {
            RestingNotice(identity: identity).html(visit)
            if standing.isOn {
                on(standing, reading, visit)
            } else if let begun = standing.begun {
                setUp(begun, reading, account, visit)
            } else {
                visit.formSummary(reading)
                visit.postButton(Phrase("开始设置", "Set up"), posts: path)
            }
        }
    }

    private static func setUp(_ codes: OneTimeCode, _ reading: FormReading, _ account: Account, _ visit: Visit) -> HTML {
        let address = codes.address(issuer: visit.say(visit.frame.name), login: account.login)
        return div(.class("stack")) {
            ol {
                li { visit.say(Phrase("用手机验证器扫描二维码，或手工输入密钥。", "Scan this with the authenticator, or type the key.")) }
                li { visit.say(Phrase("在下面输入它显示的 6 位数字。", "Enter the six digits that it shows.")) }
            }
            div(.class("ticket-qr")) { drawing(address, visit) }
            p {
                visit.say(Phrase("密钥：", "Key: "))
                code { grouped(Base32.text(codes.secret)) }
            }
            div(.class("narrow")) { visit.formHTML(reading, action: path + "/confirmation", submit: Phrase("启用", "Switch on")) }
            visit.postButton(Phrase("换一个密钥", "Another key"), posts: path, style: "button-quiet")
        }
    }

    private static func on(_ standing: Standing, _ reading: FormReading, _ visit: Visit) -> HTML {
        div(.class("stack")) {
            div(.class("notice", "notice-success")) {
                p { visit.say(Phrase("已启用。恢复码还剩 \(standing.left) 个。", "Switched on. Recovery codes left: \(standing.left).")) }
            }
            visit.formSummary(reading)
            section(.class("stack", "narrow")) {
                h2 { visit.say(Phrase("新的恢复码", "New recovery codes")) }
                visit.formHTML(form.empty.marked("recovery"), action: path + "/recovery", submit: Phrase("生成新的恢复码", "Make new ones"))
            }
            section(.class("stack", "narrow")) {
                h2 { visit.say(Phrase("停用", "Switch off")) }
                visit.formHTML(form.empty.marked("end"), action: path + "/end", submit: Phrase("停用动态验证码", "Switch off"), danger: true)
            }
        }
    }

    private static func recoveryPage(_ codes: [String], _ visit: Visit) -> Answer {
        visit.desk(
            Phrase("恢复码", "Recovery codes"),
            lede: Phrase(
                "请抄下或打印，与手机分开保存。每个只能用一次；本页关闭后不再显示。", "Write them down or print them, and keep them apart from the telephone. Each is good once; they are not shown again."),
            trail: MyAccountRoutes.trail + [(path, title)]
        ) {
            ol { for one in codes { li { code { one } } } }
            p { a(.class("button", "button-primary"), .href(.within(path))) { visit.say(Phrase("已保存", "I have kept them")) } }
        }
    }

    private static func drawing(_ address: String, _ visit: Visit) -> HTML {
        guard let code = try? QRCode.svg(address) else { return HTML() }
        return visit.drawing(code, saying: Phrase("密钥的二维码", "QR code of the key"))
    }

    /// In fours, so that it can be typed.
    private static func grouped(_ text: String) -> String {
        stride(from: 0, to: text.count, by: 4).map { String(text.dropFirst($0).prefix(4)) }.joined(separator: " ")
    }
}

extension Letter {
    static func codes(on isOn: Bool, _ account: Account) -> Letter {
        isOn
            ? Letter(
                "people.codes", to: account, Phrase("动态验证码已启用", "One-time codes are on"),
                Phrase("账号 \(account.login) 登录时从现在起需要动态验证码。", "From now on \(account.login) signs in with one-time codes."))
            : Letter(
                "people.codes", to: account, Phrase("动态验证码已停用", "One-time codes are off"),
                Phrase(
                    "账号 \(account.login) 登录时不再需要动态验证码。不是您本人？请立即联系管理员。",
                    "\(account.login) signs in without one-time codes now. It was not you? Tell an administrator at once."))
    }
}
