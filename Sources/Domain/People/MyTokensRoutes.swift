import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// `/desk/me/tokens`: tokens by which programs work in one's name, made, shown once, and taken back.
enum MyTokensRoutes {
    private static let path = "/desk/me/tokens"
    private static let title = Phrase("令牌", "Tokens")

    static func routes(_ house: House) -> [Route] {
        [
            .get(path, .signedIn) { visit in
                let identity = try visit.signedIn()
                let begins = ["until": visit.now.day(in: .china).adding(days: 90).iso]
                return try await page(form(house, identity).filled(begins), identity, visit, house)
            },
            .post(path, .signedIn) { visit in
                let identity = try visit.signedIn()
                var reading = form(house, identity).read(visit.posted)
                if reading.isGood {
                    do {
                        let names = Set(reading.texts("permissions"))
                        let (name, chosen) = (reading.text("name"), house.permissions.filter { names.contains($0.name) })
                        let until = Term(from: nil, to: reading.day("until")).until ?? visit.now
                        let text = try await visit.database.write { try $0.addAPIToken(name: name, permissions: chosen, until: until, of: identity) }
                        return shown(text, visit)
                    } catch let refusal as Refusal { reading.remark(refusal) }
                }
                return try await page(reading, identity, visit, house, status: 422)
            },
            .post(path + "/revocation", .signedIn) { visit in
                let account = try visit.signedIn().account.id
                guard let token = ID<APIToken>(visit.posted.fields["token"] ?? "") else { throw Refusal.notFound(Phrase("令牌", "token")) }
                try await visit.database.write { try $0.revokeAPIToken(token, of: account, by: account) }
                return visit.see(path, saying: Phrase("令牌已撤销。", "The token was taken back."))
            },
        ]
    }

    /// With the permissions that the person has themselves.
    private static func form(_ house: House, _ identity: Identity) -> Form {
        let own = house.permissions.filter { identity.mayAnywhere($0) }.map { FormField.Choice($0.name, $0.title) }
        return Form(
            FormField("name", "用途", "What for", .text(max: 60), required: true, hint: Phrase("例如“馆内大屏读数”", "Such as “the hall's counters”")),
            FormField("permissions", "权限", "Permissions", .choices(own), required: true),
            FormField("until", "有效至", "Good until", .day, required: true, hint: Phrase("最长一年", "One year at most"))
        )
    }

    private static func page(_ reading: FormReading, _ identity: Identity, _ visit: Visit, _ house: House, status: Int = 200) async throws -> Answer {
        let tokens = try await visit.database.read { try $0.apiTokens(of: identity.account.id) }
        let titles = Dictionary(house.permissions.map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first })
        return visit.desk(
            title,
            lede: Phrase(
                "程序在请求头里带上令牌（Authorization: Bearer …），只能做令牌写明的事，而且不超过您自己的权限。",
                "A program sends the token with its requests (Authorization: Bearer …) and may do what the token says, never more than you."),
            trail: MyAccountRoutes.trail, status: status
        ) {
            ul(.class("member-list"), .role("list")) { for token in tokens { li { line(token, titles, visit) } } }
            section(.class("stack", "narrow")) {
                h2 { visit.say(Phrase("新令牌", "A new token")) }
                visit.formHTML(reading, action: path, submit: Phrase("创建", "Make it"))
            }
        }
    }

    private static func line(_ token: APIToken, _ titles: [String: Phrase], _ visit: Visit) -> HTML {
        let may = token.permissions.map { titles[$0].map { visit.say($0) } ?? $0 }.joined(separator: visit.say(Phrase("、", ", ")))
        let used = token.lastAt.map { Dates.moment($0, .china, visit.language) } ?? visit.say(Phrase("尚未使用", "not used yet"))
        let end = Dates.plain(token.expiresAt.adding(seconds: -1).day(in: .china), visit.language)
        return HTML {
            p { strong { token.name } }
            p(.class("meta")) { may }
            p(.class("meta")) { visit.say(Phrase("有效至 \(end)；最近使用：\(used)", "Good until \(end); last used: \(used)")) }
            if token.isGood(at: visit.now) {
                visit.postButton(Phrase("撤销", "Take back"), posts: path + "/revocation", fields: [("token", token.id.text)], style: "button-quiet")
            } else {
                p { span(.class("badge")) { visit.say(token.revokedAt == nil ? Phrase("已过期", "Too old") : Phrase("已撤销", "Taken back")) } }
            }
        }
    }

    private static func shown(_ text: String, _ visit: Visit) -> Answer {
        visit.desk(
            Phrase("新令牌", "The new token"), lede: Phrase("请现在复制；它只显示这一次。", "Copy it now; it is shown this once."),
            trail: MyAccountRoutes.trail + [(path, title)]
        ) {
            p { code { text } }
            p { a(.class("button", "button-primary"), .href(.within(path))) { visit.say(Phrase("已保存", "I have kept it")) } }
        }
    }
}
