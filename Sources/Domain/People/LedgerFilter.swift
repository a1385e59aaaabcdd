import Access
import Kernel
import Rooms
import Storage
import Web

/// What the record of changes is asked for: by what was done, by whom, to what, and when.
struct LedgerFilter: Sendable {
    static let names: Set<String> = ["kind", "who", "noun", "id", "begin", "end", "before"]

    var question = LedgerQuestion()
    /// Where one goes on reading.
    var before: Int64?
    var reading: FormReading

    static func form(_ house: House) -> Form {
        Form(
            FormField("kind", "做了什么", "What was done", .choice(house.ledgerWords.map { .init($0.kind, $0.says) })),
            FormField("who", "谁做的", "By whom", .text(max: 254), hint: Phrase("登录名；程序自己写 kepu", "The login; kepu for the program itself")),
            FormField("noun", "哪类记录", "What kind of record", .choice(house.ledgerNouns.map { .init($0.noun, $0.title) })),
            FormField("id", "记录的标识", "The record's identity", .text(max: 13), hint: Phrase("网址里的 13 个字母", "The 13 letters of its address")),
            FormField("begin", "从", "From", .day), FormField("end", "到", "Until", .day))
    }

    /// Reads the address; what is wrong with it stands as remarks in `reading`.
    init(_ visit: Visit, _ house: House) async throws {
        var posted = Posted.nothing
        posted.fields = visit.query.asked
        reading = Self.form(house).read(posted)
        question.kind = reading.textOrNil("kind")
        question.noun = reading.textOrNil("noun")
        if let text = reading.textOrNil("id") {
            let id = ID<LedgerEntry>(text)
            question.subject = id?.number
            if id == nil { reading.remark("id", Phrase("“\(text)”不是记录的标识：应为 13 个字母和数字。", "“\(text)” is no identity: it has 13 letters and digits.")) }
        }
        // The days of the country's clock.
        question.from = reading.day("begin").flatMap { LocalTime(day: $0, hour: 0, minute: 0)?.instant(in: .china) }
        question.until = reading.day("end").flatMap { LocalTime(day: $0.adding(days: 1), hour: 0, minute: 0)?.instant(in: .china) }
        if let begin = reading.day("begin"), let end = reading.day("end"), end < begin {
            reading.remark("end", Phrase("结束日期早于开始日期。", "The last day lies before the first."))
        }
        if let text = visit.query["before"], !text.isEmpty {
            before = Int64(text)
            if before == nil { reading.remark("", Phrase("“\(text)”不是记录的序号。", "“\(text)” is no number of an entry.")) }
        }
        if let login = reading.textOrNil("who") { try await resolve(login, visit) }
    }

    private mutating func resolve(_ login: String, _ visit: Visit) async throws {
        guard login != "kepu" else { return question.actor = 0 }
        question.actor = try await visit.database.read { try $0.account(login: login)?.account.id.number }
        if question.actor == nil { reading.remark("who", Phrase("没有用这个账号名登录的人，请检查。", "Nobody signs in by this name. Check it.")) }
    }
}
