import Access
import Kernel
import Storage
import Workflow

/// How far a declaration has come.
enum DeclarationState: String, WorkflowWord, SQLConvertible {
    case draft, submitted, returned, accepted, declined, awarded, partly, waiting, unplaced, withdrawn

    var title: Phrase {
        switch self {
        case .draft: Phrase("草稿", "Draft")
        case .submitted: Phrase("已提交，待受理", "Handed in, to be checked")
        case .returned: Phrase("已退回", "Returned")
        case .accepted: Phrase("已受理，待配发", "Accepted, to be allocated")
        case .declined: Phrase("不予受理", "Declined")
        case .awarded: Phrase("全部配发", "Allocated in full")
        case .partly: Phrase("部分配发", "Allocated in part")
        case .waiting: Phrase("候补", "On the waiting list")
        case .unplaced: Phrase("未获配发", "Nothing allocated")
        case .withdrawn: Phrase("已撤回", "Withdrawn")
        }
    }

    /// Whether the unit may still change it.
    var isOpen: Bool { self == .draft || self == .returned }
    /// Whether it stands in a result.
    var isPlaced: Bool { [.awarded, .partly, .waiting, .unplaced].contains(self) }
    var isAgainst: Bool { self == .returned || self == .declined }
}

enum DeclarationEvent: String, WorkflowWord {
    case submit, withdraw, resume
    case giveBack = "return"
    case accept, decline
    case award
    case awardPart = "award-part"
    case queue
    case passOver = "pass-over"

    var title: Phrase {
        switch self {
        case .submit: Phrase("提交", "Hand in")
        case .withdraw: Phrase("撤回", "Withdraw")
        case .resume: Phrase("重新申报", "Declare again")
        case .giveBack: Phrase("退回", "Return")
        case .accept: Phrase("受理", "Accept")
        case .decline: Phrase("不予受理", "Decline")
        case .award: Phrase("全部配发", "Allocate in full")
        case .awardPart: Phrase("部分配发", "Allocate in part")
        case .queue: Phrase("列入候补", "Put on the waiting list")
        case .passOver: Phrase("不予配发", "Allocate nothing")
        }
    }
}

extension RoundDeclaration {
    /// The life of a declaration; drawn in `docs/workflows.md`. A result that an appeal changed, and sets that were given back, move it between
    /// the four ends.
    static let workflow: Workflow<DeclarationState, DeclarationEvent> = {
        typealias W = Workflow<DeclarationState, DeclarationEvent>
        let declare = Rounds.declare.name, run = Rounds.run.name
        var lines = W.on(.submit, from: .draft, .returned, to: .submitted, by: declare, records: "rounds.submitted")
        lines += W.on(.withdraw, from: .draft, .submitted, .returned, .accepted, to: .withdrawn, by: declare, records: "rounds.withdrawn")
        lines += W.on(.resume, from: .withdrawn, to: .draft, by: declare, records: "rounds.resumed")
        lines += W.on(.giveBack, from: .submitted, .accepted, to: .returned, by: run, records: "rounds.returned")
        lines += W.on(.accept, from: .submitted, to: .accepted, by: run, records: "rounds.accepted")
        lines += W.on(.decline, from: .submitted, .returned, .accepted, to: .declined, by: run, records: "rounds.declined")
        let ends: [(DeclarationEvent, DeclarationState, String)] = [
            (.award, .awarded, "rounds.awarded"), (.awardPart, .partly, "rounds.awarded-part"), (.queue, .waiting, "rounds.queued"), (.passOver, .unplaced, "rounds.passed-over"),
        ]
        for (event, state, records) in ends {
            lines += W.on(event, from: .accepted, .awarded, .partly, .waiting, .unplaced, to: state, by: run, records: records)
        }
        return W(of: Phrase("这份申报", "This declaration"), begins: .draft, lines)
    }()
}
