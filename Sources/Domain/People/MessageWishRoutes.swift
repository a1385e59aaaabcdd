import Access
import Kernel
import Markup
import Outbox
import Rooms
import Storage
import Web

/// `/desk/me/messages`: of what one wants to be told at once, once a day, or in the program only; and in which language.
enum MessageWishRoutes {
    /// Ways on which one may have several addresses.
    private static let chosen: [(channel: MessageChannel, field: String)] = [(.mail, "mail"), (.sms, "sms")]

    /// - offered: the person's names that are addresses, by the way on which they are.
    static func form(_ house: House, offered: [MessageChannel: [String]] = [:]) -> Form {
        let paces = MessagePace.allCases.map { FormField.Choice($0.rawValue, $0.title) }
        let kinds = kinds(house).map { FormField($0.name, $0.title.zh, $0.title.en, .choice(paces), required: true) }
        let addresses = chosen.compactMap { one -> FormField? in
            guard let names = offered[one.channel], !names.isEmpty else { return nil }
            return FormField(
                one.field, one.channel == .mail ? "邮件发到" : "短信发到", one.channel == .mail ? "Mail goes to" : "Text messages go to",
                .choice(names.map { .init($0, Phrase(same: $0)) }),
                hint: Phrase("只列出您自己的登录名。不选则发到最初的登录名。", "Your own names are listed. With none chosen, to the first one where that is such an address."))
        }
        return Form(
            [
                FormField(
                    "language", "消息的语言", "Language of messages", .choice([.init("zh", Phrase(same: "中文")), .init("en", Phrase(same: "English"))]), required: true),
                FormField(
                    "zone", "时区", "Time zone", .choice(zones), required: true, hint: Phrase("每日汇总按此时区的早上 7 点发出", "The daily digest goes out at 7 in the morning there")),
            ] + addresses + kinds)
    }

    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/me/messages", .signedIn) { visit in
                let account = try visit.signedIn().account
                let filled = try await visit.database.read { tx in
                    try form(house, for: account, tx).filled(try values(house, of: account, tx))
                }
                return page(filled, visit)
            },
            .post("/desk/me/messages", .signedIn) { visit in
                let account = try visit.signedIn().account
                let reading = try await visit.database.read { tx in try form(house, for: account, tx) }.read(visit.posted)
                guard reading.isGood, let language = Tongue(rawValue: reading.text("language")), let zone = Zone(reading.text("zone")) else {
                    return page(reading, visit, status: 422)
                }
                try await visit.database.write { tx in
                    try tx.set(MessageReader(language: language, zone: zone), of: account.id)
                    for kind in kinds(house) {
                        if let pace = MessagePace(rawValue: reading.text(kind.name)) { try tx.wish(pace, for: kind, by: account.id) }
                    }
                    for one in chosen where reading.form.fields.contains(where: { $0.name == one.field }) {
                        try tx.choose(reading.textOrNil(one.field), of: account, by: one.channel)
                    }
                }
                return visit.see("/desk/me/messages", saying: Phrase("已保存，从下一条消息起生效。", "Saved; it holds from the next message on."))
            },
        ]
    }

    /// With a choice of address where there is one to make: more than the name by which the account was made.
    private static func form(_ house: House, for account: Account, _ tx: Transaction) throws -> Form {
        var offered: [MessageChannel: [String]] = [:]
        for one in chosen {
            let names = try tx.addressesOffered(to: account, by: one.channel)
            if names.contains(where: { $0 != account.login }) { offered[one.channel] = names }
        }
        return form(house, offered: offered)
    }

    private static func values(_ house: House, of account: Account, _ tx: Transaction) throws -> [String: String] {
        let reader = try tx.messageReader(account.id)
        let wishes = try tx.messageWishes(of: account.id)
        var values = ["language": reader.language.rawValue, "zone": reader.zone.name]
        for kind in kinds(house) { values[kind.name] = (wishes[kind.name] ?? .now).rawValue }
        for one in chosen { values[one.field] = try tx.chosenAddress(of: account, by: one.channel) }
        return values
    }

    private static func kinds(_ house: House) -> [MessageKind] { house.messages.filter(\.mayWait) }

    private static let zones: [FormField.Choice] = [
        .init("Asia/Shanghai", Phrase("北京时间", "Beijing")), .init("Asia/Urumqi", Phrase("新疆时间", "Urumqi")),
        .init("Asia/Hong_Kong", Phrase("香港时间", "Hong Kong")), .init("Asia/Macau", Phrase("澳门时间", "Macao")),
        .init("Asia/Taipei", Phrase("台北时间", "Taipei")), .init("UTC", Phrase("协调世界时", "UTC")),
    ]

    private static func page(_ reading: FormReading, _ visit: Visit, status: Int = 200) -> Answer {
        visit.desk(
            Phrase("接收方式", "How you are told"),
            lede: Phrase("消息总会出现在系统内；这里选择是否同时发到您的邮箱。", "Messages always stand in the program; choose here whether they come by mail too."),
            trail: [("/desk/messages", Phrase("消息", "Messages"))], status: status
        ) {
            div(.class("narrow")) { visit.formHTML(reading, action: "/desk/me/messages", submit: Phrase("保存", "Save")) }
        }
    }
}
