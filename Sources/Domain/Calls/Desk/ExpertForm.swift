import Access
import Kernel
import Regions
import Storage
import Venues
import Web

/// What the office writes of an expert.
enum ExpertForm {
    static func form(_ units: [FormField.Choice], _ categories: [FormField.Choice]) -> Form {
        Form(
            FormField("name", "姓名", "Name", .text(max: 60), required: true),
            FormField("login", "账号（邮箱或手机号）", "Account (e-mail or telephone)", .text(max: 120), hint: Phrase("填写后，专家登录即可评审；并请授予“评审专家”角色。", "With it they review at the desk; give them the role Expert as well.")),
            FormField("organisation", "所在单位", "Where they work", .choice(units), hint: Phrase("用于发现回避关系。", "By which conflicts are found.")),
            FormField("region", "所在地区代码", "Region code", .text(max: 6)),
            FormField("fields", "熟悉的类别", "What they know", .choices(categories)))
    }

    static func filled(_ form: Form, _ expert: Expert, login: String?) -> FormReading {
        form.filled(
            ["name": expert.name, "login": login ?? "", "organisation": expert.organisationID?.text ?? "", "region": expert.region ?? ""],
            choices: ["fields": expert.fields.sorted()])
    }

    /// - Parameter old: whom it changes; nil: somebody new.
    static func draft(_ reading: FormReading, for old: ID<Expert>?, in tx: Transaction) throws -> ExpertDraft {
        let region = reading.textOrNil("region").map { Typed.number($0) }
        if let region, try tx.region(region) == nil {
            throw Refusal(.invalid, "expert-region", "没有代码为“\(region)”的地区。请填写六位行政区划代码，例如 610100。", "There is no region “\(region)”. Give a code of six digits, such as 610100.", field: "region")
        }
        return ExpertDraft(
            name: reading.text("name"), accountID: try reading.textOrNil("login").map { try account($0, for: old, in: tx) },
            organisationID: reading.textOrNil("organisation").flatMap { ID($0) }, region: region, fields: Set(reading.texts("fields")))
    }

    private static func account(_ login: String, for old: ID<Expert>?, in tx: Transaction) throws -> ID<Account> {
        guard let account = try tx.account(login: login)?.account else {
            throw Refusal(.invalid, "no-account", "没有这个账号。请先建立账号，或留空。", "There is no such account. Make it first, or leave this empty.", field: "login")
        }
        let holder = try tx.row("SELECT id FROM calls_expert WHERE account_id = \(account.id)") { try $0.id("id", Expert.self) }
        guard holder == nil || holder == old else {
            throw Refusal(.conflict, "expert-there", "这个账号已在专家库中（可能已移出，可在该专家页面恢复）。", "This account is in the pool already; an expert who left it can be put back on their page.", field: "login")
        }
        return account.id
    }
}
