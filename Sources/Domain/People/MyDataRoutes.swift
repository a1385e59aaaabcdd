import Access
import Formats
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// `/desk/me/data`: everything that every room holds about whoever has signed in, to read and to take along.
enum MyDataRoutes {
    static let path = "/desk/me/data"

    static func routes(_ house: House) -> [Route] {
        [
            .get(path, .signedIn, filters: []) { visit in page(try await held(house, visit), house, visit) },
            .get(path + ".json", .signedIn, filters: []) { visit in
                let answer = Answer.json(json(try await held(house, visit), at: visit.now))
                return answer.header("content-disposition", "attachment; filename=\"my-data.json\"")
            },
        ]
    }

    /// One kind of data with what there is of it.
    struct Held: Sendable {
        let data: PersonalData
        let records: [HeldRecord]
    }

    private static func held(_ house: House, _ visit: Visit) async throws -> [Held] {
        let account = try visit.signedIn().account
        return try await visit.database.read { tx in try house.personalData.map { Held(data: $0, records: try $0.records(tx, account)) } }
    }

    private static func page(_ all: [Held], _ house: House, _ visit: Visit) -> Answer {
        let words = Dictionary(house.ledgerWords.map { ($0.kind, $0.says) }, uniquingKeysWith: { first, _ in first })
        return visit.desk(
            Phrase("我的数据", "My data"), lede: Phrase("系统保存的关于您的全部信息，为什么保存，保存多久。", "Everything that is held about you, what for, and for how long."),
            trail: MyAccountRoutes.trail
        ) {
            p { a(.class("button"), .href(.within(path + ".json"))) { visit.say(Phrase("下载（JSON）", "Download (JSON)")) } }
            for one in all {
                section(.class("stack")) {
                    h2 { visit.say(one.data.title) }
                    dl(.class("facts")) {
                        dt { visit.say(Phrase("内容", "Holds")) }
                        dd { visit.say(one.data.holds) }
                        dt { visit.say(Phrase("用途", "For")) }
                        dd { visit.say(one.data.purpose) }
                        dt { visit.say(Phrase("保存多久", "Kept")) }
                        dd { visit.say(one.data.kept) }
                    }
                    if one.records.isEmpty { p(.class("meta")) { visit.say(Phrase("没有关于您的记录。", "Nothing about you.")) } }
                    if !one.records.isEmpty { ul(.class("member-list"), .role("list")) { for record in one.records { li { facts(record, words, visit) } } } }
                }
            }
        }
    }

    /// For people: moments by the clock, kinds of changes in words. The download has them as they are kept.
    private static func facts(_ record: HeldRecord, _ words: [String: Phrase], _ visit: Visit) -> HTML {
        dl(.class("facts")) {
            for fact in record.facts {
                dt { visit.say(fact.title) }
                dd { shown(fact.value, words, visit) }
            }
        }
    }

    private static func shown(_ value: String, _ words: [String: Phrase], _ visit: Visit) -> String {
        if let moment = Instant(iso: value) { return Dates.moment(moment, .china, visit.language) }
        if let says = words[value] { return visit.say(says) }
        return value
    }

    /// `{"made_at": …, "data": [{"kind": "people.account", "title": …, "records": [{"name": …}]}]}`
    static func json(_ all: [Held], at now: Instant) -> String {
        let data = all.map { one in
            Datum.object([
                .init("kind", .text(one.data.name)), .init("title", wording(one.data.title)), .init("purpose", wording(one.data.purpose)),
                .init("kept", wording(one.data.kept)),
                .init("records", .list(one.records.map { record in .object(record.facts.map { .init($0.name, .text($0.value)) }) })),
            ])
        }
        var writer = JSONWriter()
        writer.value(.object([.init("made_at", .text(now.iso)), .init("data", .list(data))]))
        return String(decoding: writer.drain(), as: UTF8.self)
    }

    private static func wording(_ phrase: Phrase) -> Datum { .object([.init("zh", .text(phrase.zh)), .init("en", .text(phrase.en))]) }
}
