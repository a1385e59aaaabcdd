import Access
import Kernel
import Markup
import Outbox
import Rooms
import Storage
import Web

/// `/desk/me/messages`: of what one wants to be told at once, once a day, or in the program only; and in which language.
enum MessageWishRoutes {
    static func form(_ house: House) -> Form {
        let paces = MessagePace.allCases.map { FormField.Choice($0.rawValue, $0.title) }
        let kinds = kinds(house).map { FormField($0.name, $0.title.zh, $0.title.en, .choice(paces), required: true) }
        return Form(
            [
                FormField(
                    "language", "消息的语言", "Language of messages", .choice([.init("zh", Phrase(same: "中文")), .init("en", Phrase(same: "English"))]), required: true),
                FormField(
                    "zone", "时区", "Time zone", .choice(zones), required: true, hint: Phrase("每日汇总按此时区的早上 7 点发出", "The daily digest goes out at 7 in the morning there")),
            ] + kinds)
    }

    static func routes(_ house: House) -> [Route] {
        let form = form(house)
        return [
            .get("/desk/me/messages", .signedIn) { visit in
                let account = try visit.signedIn().account.id
                let values = try await visit.database.read { tx in
                    let reader = try tx.messageReader(account)
                    let wishes = try tx.messageWishes(of: account)
                    var values = ["language": reader.language.rawValue, "zone": reader.zone.name]
                    for kind in kinds(house) { values[kind.name] = (wishes[kind.name] ?? .now).rawValue }
                    return values
                }
                return page(form.filled(values), visit)
            },
            .post("/desk/me/messages", .signedIn) { visit in
                let account = try visit.signedIn().account.id
                let reading = form.read(visit.posted)
                guard reading.isGood, let language = Tongue(rawValue: reading.text("language")), let zone = Zone(reading.text("zone")) else {
                    return page(reading, visit, status: 422)
                }
                try await visit.database.write { tx in
                    try tx.set(MessageReader(language: language, zone: zone), of: account)
                    for kind in kinds(house) {
                        if let pace = MessagePace(rawValue: reading.text(kind.name)) { try tx.wish(pace, for: kind, by: account) }
                    }
                }
                return visit.see("/desk/me/messages", saying: Phrase("已保存，从下一条消息起生效。", "Saved; it holds from the next message on."))
            },
        ]
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
