import Access
import Kernel
import Markup
import Rooms
import Storage
import Web

/// `/desk/me/roles`: what one may do and until when; roles lent to a stand-in, and taken back.
enum MyRolesRoutes {
    private static let path = "/desk/me/roles"

    static func routes(_ house: House) -> [Route] {
        [
            .get(path, .signedIn) { visit in
                let roles = try await MyRoles.load(visit, house)
                return page(form(roles, visit).empty, roles, visit, house)
            },
            .post(path + "/loans", .signedIn) { visit in
                let roles = try await MyRoles.load(visit, house)
                var reading = form(roles, visit).read(visit.posted)
                if reading.isGood {
                    do {
                        let lender = try visit.signedIn().account
                        let (grant, login, part) = (ID<HeldGrant>(reading.text("grant")), reading.text("login"), reading.textOrNil("scope"))
                        let until = Term(from: nil, to: reading.day("until")).until ?? visit.now
                        try await visit.database.write { tx in
                            guard let grant, let standIn = try tx.account(login: login)?.account else {
                                throw Refusal(
                                    .invalid, "no-account", "没有这个账号。请核对，或请管理员先邀请此人。",
                                    "There is no such account. Check it, or ask an administrator to invite them first.", field: "login")
                            }
                            try tx.lend(grant, of: lender.id, to: standIn.id, until: until, over: part.map { try house.scope($0, in: tx) })
                            try house.tell(.lent(by: lender, to: standIn), in: tx)
                        }
                        return visit.see(path, saying: Phrase("已借出，到期自动收回。", "Lent; it comes back by itself."))
                    } catch let refusal as Refusal { reading.remark(refusal) }
                }
                return page(reading, roles, visit, house, status: 422)
            },
            .post(path + "/returns", .signedIn) { visit in
                let account = try visit.signedIn().account.id
                guard let id = ID<HeldGrant>(visit.posted.fields["grant"] ?? "") else { throw Refusal.notFound(Phrase("角色", "role")) }
                try await visit.database.write { tx in
                    // Whoever lent it, and whoever it was lent to, may end it.
                    guard let held = try tx.heldGrant(id), let source = held.source, source.lender == account || held.account == account else {
                        throw Refusal.notFound(Phrase("借出的角色", "role that was lent"))
                    }
                    try tx.revoke(id, by: account.number)
                }
                return visit.see(path, saying: Phrase("已收回。", "Taken back."))
            },
        ]
    }

    private static func form(_ roles: MyRoles, _ visit: Visit) -> Form {
        Form(
            FormField("grant", "借出的角色", "Role to lend", .choice(roles.own.map { .init($0.held.id.text, Phrase(same: $0.words(visit))) }), required: true),
            FormField("login", "替班人的账号", "The stand-in's login", .text(max: 254), required: true, hint: Phrase("电子邮箱或手机号", "E-mail address or mobile number")),
            FormField(
                "scope", "只借出其中一部分", "Only a part of it", .text(max: 200),
                hint: Phrase("地区、单位或活动项目的名称，如“雁塔区”；不填则全部借出", "The name of a place, a unit or a campaign, such as Yanta; left empty: all of it")),
            FormField("until", "借到", "Until", .day, required: true, hint: Phrase("这一天结束时自动收回", "It comes back at the end of that day"))
        )
    }

    private static func page(_ reading: FormReading, _ roles: MyRoles, _ visit: Visit, _ house: House, status: Int = 200) -> Answer {
        let powers = PowerTable(house)
        return visit.desk(Phrase("我的角色", "My roles"), trail: MyAccountRoutes.trail, status: status) {
            if let identity = visit.identity { RestingNotice(identity: identity).html(visit) }
            if roles.now.isEmpty { p { visit.say(Phrase("现在没有生效的角色。", "No role is in force now.")) } }
            for role in roles.now {
                section(.class("stack")) {
                    h2 { role.words(visit) }
                    MayList(permissions: powers.permissions(of: role.held.grant.role)).html(visit)
                    if role.held.isLent { back(role, Phrase("交还", "Give back"), visit) }
                }
            }
            RoleList(title: Phrase("将来生效", "Later"), roles: roles.coming).html(visit)
            if !roles.lent.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("已借出", "Lent")) }
                    ul(.class("member-list"), .role("list")) {
                        for role in roles.lent {
                            li {
                                p { visit.say(Phrase("\(role.holder)：", "\(role.holder): ")) + role.words(visit) }
                                back(role, Phrase("收回", "Take back"), visit)
                            }
                        }
                    }
                }
            }
            if !roles.own.isEmpty {
                section(.class("stack", "narrow")) {
                    h2 { visit.say(Phrase("借给替班人", "Lend to a stand-in")) }
                    visit.formHTML(reading, action: path + "/loans", submit: Phrase("借出", "Lend"))
                }
            }
            RoleList(title: Phrase("已结束", "Over"), roles: roles.past).html(visit)
        }
    }

    private static func back(_ role: HeldRole, _ title: Phrase, _ visit: Visit) -> HTML {
        visit.postButton(title, posts: path + "/returns", fields: [("grant", role.held.id.text)], style: "button-quiet")
    }
}

/// The roles of one account, by how they stand.
struct MyRoles: Sendable {
    let now: [HeldRole]
    let coming: [HeldRole]
    let past: [HeldRole]
    /// What was lent to others and is not over.
    let lent: [HeldRole]

    /// What may be lent: one's own, not over.
    var own: [HeldRole] { (now + coming).filter { !$0.held.isLent } }

    static func load(_ visit: Visit, _ house: House) async throws -> MyRoles {
        let account = try visit.signedIn().account.id
        return try await visit.database.read { try MyRoles(of: account, house, $0) }
    }

    init(of account: ID<Account>, _ house: House, _ tx: Transaction) throws {
        let all = try house.named(tx.grants(of: account), in: tx)
        now = all.filter { $0.held.standing(at: tx.now) == .inForce }
        coming = all.filter { $0.held.standing(at: tx.now) == .coming }
        past = all.filter { $0.held.standing(at: tx.now) == .past }
        lent = try house.named(tx.grantsLent(by: account), in: tx)
    }
}

extension Letter {
    static func lent(by lender: Account, to standIn: Account) -> Letter {
        Letter(
            "people.role-lent", to: standIn, Phrase("\(lender.name)请您替班", "\(lender.name) asks you to stand in"),
            Phrase("\(lender.name)把一个角色借给了您，期限见“我的角色”。", "\(lender.name) lent you a role; until when, see My roles."), path: "/desk/me/roles")
    }
}
