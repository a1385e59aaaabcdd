import Access
import Kernel
import Language
import Storage
import Venues

/// Something is broken: who said so, what became of it, and how long it takes (domain P10).
struct Fault: Sendable, Hashable {
    /// When it was found.
    enum Source: String, Sendable, CaseIterable, SQLConvertible {
        case acceptance, use, visitor, inspection

        var title: Phrase {
            switch self {
            case .acceptance: Phrase("验收时", "On acceptance")
            case .use: Phrase("使用中", "In use")
            case .visitor: Phrase("观众扫码报修", "By a visitor")
            case .inspection: Phrase("归还查验时", "On inspection")
            }
        }
    }

    let id: ID<Fault>
    let pieceID: ID<Piece>
    let loanID: ID<Loan>?
    let source: Source
    let says: String
    let state: FaultState
    let reportedOn: Day
    /// By when it is to be mended; nil: nobody has said.
    let dueOn: Day?
    let remark: String
    /// How often it was reported.
    let reports: Int
    let closedOn: Day?
    let changedAt: Instant
    let ownerID: ID<Organisation>
    let number: String
    let name: Wording

    static let noun = Phrase("这张故障单", "fault")
    static let longest = 1000

    init(_ row: Row) throws {
        (id, pieceID, loanID) = (try row.id("id"), try row.id("piece_id"), try row.idOrNil("loan_id"))
        (source, says, state) = (try row.choice("source"), try row.text("says"), try row.choice("state"))
        (reportedOn, dueOn, closedOn) = (try row.day("reported_on"), try row.dayOrNil("due_on"), try row.dayOrNil("closed_on"))
        (remark, reports, changedAt) = (try row.text("remark"), try row.int("reports"), try row.instant("changed_at"))
        (ownerID, number, name) = (try row.id("owner_id"), try row.text("number"), try row.wording("name"))
    }

    var title: Phrase { Phrase("\(name.zh)（\(number)）", "\(name(.en)) (\(number))") }

    /// How many days it has been open, or was.
    func days(on today: Day) -> Int { max(0, reportedOn.days(until: closedOn ?? today)) }
    func isLate(on today: Day) -> Bool { !state.isOver && (dueOn.map { $0 < today } ?? false) }
}

struct FaultDraft: Sendable {
    let piece: ID<Piece>
    let source: Fault.Source
    let says: String
    var loan: ID<Loan>?
}

/// A part that a repair used.
struct SparePart: Sendable, Hashable {
    let name: String
    let number: Int
    /// In fen, for one; nil where nobody knows.
    let price: Int64?

    init(name: String, number: Int, price: Int64?) { (self.name, self.number, self.price) = (name, number, price) }
    init(_ row: Row) throws { (name, number, price) = (try row.text("name"), try row.int("number"), try row.int64OrNil("price")) }
}
