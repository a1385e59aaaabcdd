import Access
import Kernel
import Markup
import Rooms
import Storage
import Web

/// `/desk/me/password`: the present password is asked for; other sessions end with the change.
enum MyPasswordRoutes {
    private static let path = "/desk/me/password"
    private static let form = Form(
        FormField("current", "现在的密码", "Present password", .password, required: true, autocomplete: "current-password"), PasswordField.field)

    static func routes(_ house: House) -> [Route] {
        [
            .get(path, .signedIn) { visit in page(form.empty, visit) },
            .post(path, .signedIn) { visit in
                let identity = try visit.signedIn()
                var reading = form.read(visit.posted)
                if reading.isGood {
                    do {
                        let (account, session) = (identity.account, identity.session?.id)
                        let hash = try await PasswordField.hash(visit, about: account)
                        let current = visit.posted.fields["current"] ?? ""
                        try await PasswordProof.confirm(current, of: account, in: visit.database) { tx in
                            try tx.setPassword(hash: hash, of: account.id, keeping: session)
                            try house.tell(.passwordSet(account), in: tx)
                        }
                        return visit.see(MyAccountRoutes.path, saying: Phrase("密码已更改，其他登录已结束。", "The password was changed and other sessions ended."))
                    } catch let refusal as Refusal {
                        reading.remark(refusal)
                        if refusal.kind == .tooMany { return page(reading, visit, status: 429) }
                    }
                }
                return page(reading, visit, status: 422)
            },
        ]
    }

    private static func page(_ reading: FormReading, _ visit: Visit, status: Int = 200) -> Answer {
        visit.desk(Phrase("更改密码", "Change the password"), trail: MyAccountRoutes.trail, status: status) {
            div(.class("narrow")) { visit.formHTML(reading, action: path, submit: Phrase("保存", "Save")) }
        }
    }
}
