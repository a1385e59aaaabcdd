import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/experts`: the pool.
enum ExpertRoutes {
    static let item = DeskItem("/desk/experts", "专家库", "Experts", permission: Calls.review, order: 35)

    static let routes: [Route] = [
        .get("/desk/experts", .permitted(Calls.review)) { visit in
            try await visit.database.read { tx in try ExpertPool(in: tx) }.answer(visit)
        },
        .post("/desk/experts", .permitted(Calls.review)) { visit in
            var page = try await visit.database.read { tx in try ExpertPool(in: tx) }
            page.reading = page.form.read(visit.posted)
            guard page.reading.isGood else { return page.answer(visit) }
            let (identity, reading) = (try visit.signedIn(), page.reading)
            do {
                return try await visit.making { tx in
                    let account = try reading.textOrNil("login").map { try ExpertPool.account($0, in: tx) }
                    let fields = Set(reading.texts("fields"))
                    _ = try tx.addExpert(
                        name: reading.text("name"), account: account, organisation: reading.textOrNil("organisation").flatMap { ID($0) },
                        region: reading.textOrNil("region"), fields: fields, by: identity.account.id.number)
                    return Made(at: "/desk/experts", saying: Phrase("已加入专家库。", "The expert is in the pool."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
        },
    ]
}

struct ExpertPool: Sendable {
    let experts: [Expert]
    let units: [ID<Organisation>: Organisation]
    let categories: [FormField.Choice]
    let form: Form
    var reading: FormReading

    init(in tx: Transaction) throws {
        let categories = CategoryChoices.of(try tx.schemes())
        self.categories = categories
        experts = try tx.experts()
        units = try tx.organisations(experts.compactMap(\.organisationID))
        let choices = try tx.organisations().prefix(2000).map { FormField.Choice($0.id.text, $0.name.phrase) }
        form = Form(
            FormField("name", "姓名", "Name", .text(max: 60), required: true),
            FormField("login", "账号（邮箱或手机号）", "Account (e-mail or telephone)", .text(max: 120), hint: Phrase("填写后，专家登录即可评审；并请授予“评审专家”角色。", "With it they review at the desk; give them the role Expert as well.")),
            FormField("organisation", "所在单位", "Where they work", .choice(choices), hint: Phrase("用于发现回避关系。", "By which conflicts are found.")),
            FormField("region", "所在地区代码", "Region code", .text(max: 6)),
            FormField("fields", "熟悉的类别", "What they know", .choices(categories)))
        reading = form.empty
    }

    static func account(_ login: String, in tx: Transaction) throws -> ID<Account> {
        guard let account = try tx.account(login: login)?.account else {
            throw Refusal(.invalid, "no-account", "没有这个账号。请先建立账号，或留空。", "There is no such account. Make it first, or leave this empty.", field: "login")
        }
        guard try tx.expert(of: account.id) == nil else {
            throw Refusal(.conflict, "expert-there", "这个账号已在专家库中。", "This account is in the pool already.", field: "login")
        }
        return account.id
    }

    /// In the words of the schemes; a key that no scheme has any more stays as it is.
    private func known(_ expert: Expert, _ visit: Visit) -> String {
        expert.fields.sorted().map { key in categories.first { $0.value == key }.map { visit.say($0.title) } ?? key }.joined(separator: visit.say(Phrase("、", ", ")))
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("专家库", "Experts"), status: reading.isGood ? 200 : 422) {
            if experts.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("专家库还是空的", "The pool is empty")) }
                    p { visit.say(Phrase("在下面加入专家，分配评审时按类别、地区和工作量选取。", "Add experts below; they are chosen by what they know, where they are and how much they have.")) }
                }
            } else {
                div(.class("table-wrap")) {
                    table(.class("table")) {
                        thead { tr { for title in [Phrase("姓名", "Name"), Phrase("单位", "Unit"), Phrase("类别", "Knows")] { th(.scope("col")) { visit.say(title) } } } }
                        tbody {
                            for one in experts {
                                tr {
                                    th(.scope("row")) { one.name }
                                    td(.data("label", visit.say(Phrase("单位", "Unit")))) { one.organisationID.flatMap { units[$0] }?.name(visit.language) ?? "" }
                                    td(.data("label", visit.say(Phrase("类别", "Knows")))) { known(one, visit) }
                                }
                            }
                        }
                    }
                }
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("加入专家", "Add an expert")) }
                visit.formHTML(reading, action: "/desk/experts", submit: Phrase("加入", "Add"), makes: true)
            }
        }
    }
}
