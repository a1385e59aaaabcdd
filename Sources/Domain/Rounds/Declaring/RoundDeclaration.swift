import Declaration
import Kernel
import Language
import Storage
import Venues

/// What a unit asks for in a round, and what became of it.
struct RoundDeclaration: Sendable {
    let id: ID<RoundDeclaration>
    let roundID: ID<Round>
    let organisationID: ID<Organisation>
    let state: DeclarationState
    /// Given when it is first handed in.
    let number: Int?
    /// Goes up each time it is handed in: what is printed says which it is.
    let version: Int
    let body: DeclarationBody
    let region: String?
    /// The code of the province; `""` for a national body.
    let province: String
    let submittedAt: Instant?
    let changedAt: Instant
    /// Why it was returned or declined.
    let remark: String
    let standing: Standing?

    /// Where it stood when the round was allocated.
    struct Standing: Sendable {
        /// Thousandths of a point.
        let score: Int
        let place: Int
        let provincePlace: Int
    }

    static let noun = Phrase("申报", "declaration")

    init(_ row: Row) throws {
        (id, roundID, organisationID) = (try row.id("id"), try row.id("round_id"), try row.id("organisation_id"))
        (state, number, version) = (try row.choice("state"), try row.intOrNil("number"), try row.int("version"))
        body = try DeclarationBody(json: try row.text("answers"))
        (region, province, remark) = (try row.textOrNil("region"), try row.text("province"), try row.text("remark"))
        (submittedAt, changedAt) = (try row.instantOrNil("submitted_at"), try row.instant("changed_at"))
        if let score = try row.intOrNil("score"), let place = try row.intOrNil("place"), let own = try row.intOrNil("province_place") {
            standing = Standing(score: score, place: place, provincePlace: own)
        } else {
            standing = nil
        }
    }
}

/// What a declaration says: sets of lots, the dearest first, and answers.
struct DeclarationBody: Sendable, Hashable {
    struct Want: Sendable, Hashable {
        let lot: String
        let sets: Int
    }

    var wants: [Want]
    var answers: [String: String]
    /// When the unit would use what is lent; nil: it does not say.
    var period: Period?
    /// SHA-256 of each file that belongs to it.
    var papers: [String] = []

    /// Days of use, both included; either may be missing in a draft.
    struct Period: Sendable, Hashable {
        var from: Day?
        var to: Day?

        static let longest = 400

        func says(_ tongue: Tongue) -> String? { from.flatMap { from in to.map { Dates.span(from, $0, tongue) } } }
    }

    init(wants: [Want] = [], answers: [String: String] = [:], period: Period? = nil) {
        (self.wants, self.answers) = (wants, answers.filter { !$0.value.isEmpty })
        self.period = period?.from == nil && period?.to == nil ? nil : period
    }

    init(json: String) throws {
        guard let value = DeclaredValue(json: json), case .record(let answers) = value["answers"] ?? .record([:]) else { throw StorageError.notNull("rounds_declaration.answers") }
        let record = DeclaredRecord(value)
        self.init(wants: try record.records("wants").map { Want(lot: try $0.text("lot"), sets: try $0.integer("sets")) }, answers: answers.compactMapValues(\.text),
            period: try record.recordOrNil("period").map { period in
                Period(from: try period.textOrNil("from").flatMap { Day(iso: $0) }, to: try period.textOrNil("to").flatMap { Day(iso: $0) })
            })
        papers = record.texts("papers")
    }

    /// Canonical: wants in their order, answers by key.
    var json: String {
        let wanted = wants.map { JSONText.object([("lot", JSONText.quote($0.lot)), ("sets", String($0.sets))]) }.joined(separator: ",")
        let days = [("from", period?.from), ("to", period?.to)].compactMap { name, day in day.map { (name, JSONText.quote($0.iso)) } }
        let files = papers.isEmpty ? [] : [("papers", "[" + papers.map { JSONText.quote($0) }.joined(separator: ",") + "]")]
        let use = days.isEmpty ? [] : [("period", JSONText.object(days))]
        return JSONText.object([("answers", JSONText.object(answers.sorted { $0.key < $1.key }.map { ($0.key, JSONText.quote($0.value)) }))] + files + use + [("wants", "[\(wanted)]")])
    }

    /// What it costs by the reference prices; nil where one of them is not told.
    func price(under rule: RoundRule) -> Int? {
        var sum = 0
        for want in wants {
            guard let price = rule.lot(want.lot)?.price else { return nil }
            sum += price * want.sets
        }
        return sum
    }

    var sets: Int { wants.reduce(0) { $0 + $1.sets } }
}

/// One line of what was asked and given.
struct GrantedWant: Sendable {
    let declarationID: ID<RoundDeclaration>
    let lot: String
    let asked: Int
    let given: Int
    let handedBack: Int
    /// Its place among those who wait for this lot.
    let queue: Int?
    /// Why no more than this.
    let reason: Phrase

    init(_ row: Row) throws {
        (declarationID, lot, asked, given) = (try row.id("declaration_id"), try row.text("lot"), try row.int("asked"), try row.int("given"))
        (handedBack, queue) = (try row.int("handed_back"), try row.intOrNil("queue"))
        reason = Phrase(try row.text("reason_zh"), try row.text("reason_en"))
    }
}
