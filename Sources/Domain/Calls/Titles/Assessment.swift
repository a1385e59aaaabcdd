import Access
import Kernel
import Language
import Storage
import Workflow

/// How far the check of a title in one year has come (domain.md §3.1, P9).
enum AssessmentState: String, WorkflowWord, SQLConvertible {
    case open, filed, returned, excellent, qualified, rectifying, cultivating, failed
    case gaveUp = "gave-up"

    var title: Phrase {
        switch self {
        case .open: Phrase("待填报", "To be filed")
        case .filed: Phrase("已填报", "Filed")
        case .returned: Phrase("退回补正", "Returned for correction")
        case .excellent: Phrase("优秀", "Excellent")
        case .qualified: Phrase("合格", "Qualified")
        case .rectifying: Phrase("限期整改", "To rectify by a date")
        case .cultivating: Phrase("培育中", "Under cultivation")
        case .failed: Phrase("不合格", "Failed")
        case .gaveUp: Phrase("放弃考核", "Gave up")
        }
    }
}

enum AssessmentEvent: String, WorkflowWord {
    case file, excel, qualify, rectify, cultivate, reopen, fail, lapse
    case giveUp = "give-up"
    case giveBack = "return"

    var title: Phrase {
        switch self {
        case .file: Phrase("填报", "File")
        case .excel: Phrase("评为优秀", "Rate as excellent")
        case .qualify: Phrase("评为合格", "Rate as qualified")
        case .rectify: Phrase("限期整改", "Have it put right")
        case .cultivate: Phrase("列入培育", "Put under cultivation")
        case .reopen: Phrase("培育期满再评", "Evaluate again")
        case .fail: Phrase("评为不合格", "Fail")
        case .lapse: Phrase("逾期", "Lapse")
        case .giveUp: Phrase("放弃考核", "Give up")
        case .giveBack: Phrase("退回补正", "Return for correction")
        }
    }
}

/// What a title's holder shows of a year, and what the authority makes of it.
struct Assessment: Sendable {
    let id: ID<Assessment>
    let titleID: ID<Title>
    /// The year that is looked at.
    let year: Int
    let opensOn: Day
    /// The last day of filing.
    let dueOn: Day
    let state: AssessmentState
    let rectifyUntil: Day?
    /// What the authority said of it last; where the holder gave up, why.
    let says: String
    /// How often it was filed.
    let filings: Int
    let filedAt: Instant?
    let decidedAt: Instant?

    static let noun = Phrase("考核", "assessment")

    init(_ row: Row) throws {
        (id, titleID, year) = (try row.id("id"), try row.id("title_id"), try row.int("year"))
        (opensOn, dueOn, state) = (try row.day("opens_on"), try row.day("due_on"), try row.choice("state"))
        (rectifyUntil, says) = (try row.dayOrNil("rectify_until"), try row.text("says"))
        (filings, filedAt, decidedAt) = (try row.int("filings"), try row.instantOrNil("filed_at"), try row.instantOrNil("decided_at"))
    }

    /// The whole life of an assessment; what nobody files or mends in time lapses by itself.
    static let workflow: Workflow<AssessmentState, AssessmentEvent> = {
        typealias W = Workflow<AssessmentState, AssessmentEvent>
        let apply = Calls.apply.name, review = Calls.review.name
        var lines = W.on(.file, from: .open, .rectifying, .returned, to: .filed, by: apply, records: "calls.assessment-filed")
        lines += W.on(.giveUp, from: .open, to: .gaveUp, by: apply, records: "calls.assessment-given-up")
        lines += W.on(.giveBack, from: .filed, to: .returned, by: review, records: "calls.assessment-returned")
        lines += W.on(.excel, from: .filed, to: .excellent, by: review, records: "calls.assessment-decided")
        lines += W.on(.qualify, from: .filed, to: .qualified, by: review, records: "calls.assessment-decided")
        lines += W.on(.rectify, from: .filed, to: .rectifying, by: review, records: "calls.assessment-decided")
        lines += W.on(.cultivate, from: .filed, to: .cultivating, by: review, records: "calls.assessment-decided")
        lines += W.on(.reopen, from: .cultivating, to: .open, by: review, records: "calls.assessment-opened")
        lines += W.on(.fail, from: .filed, .open, .returned, to: .failed, by: review, records: "calls.assessment-decided")
        lines += W.on(.lapse, from: .open, .rectifying, to: .failed, by: review, records: "calls.assessment-lapsed")
        return W(of: Phrase("这次考核", "This assessment"), begins: .open, lines)
    }()
}
