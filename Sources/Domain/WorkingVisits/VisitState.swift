import Access
import Kernel
import Storage
import Workflow

/// How far the record of a visit has come.
enum VisitState: String, WorkflowWord, SQLConvertible {
    case draft, recorded, agreed, withdrawn

    var title: Phrase {
        switch self {
        case .draft: Phrase("草稿", "Draft")
        case .recorded: Phrase("待各方确认", "Waits for all bodies")
        case .agreed: Phrase("各方已确认", "Agreed by all")
        case .withdrawn: Phrase("已撤回", "Withdrawn")
        }
    }
}

enum VisitEvent: String, WorkflowWord {
    case record, correct, agree, settle, retell, withdraw, discard

    var title: Phrase {
        switch self {
        case .record: Phrase("提交各方确认", "Send to all bodies")
        case .correct: Phrase("更正", "Correct")
        case .agree: Phrase("确认属实", "Agree")
        case .settle: Phrase("最后一方确认", "Agree as the last one")
        case .retell: Phrase("改公开内容", "Change what the public reads")
        case .withdraw: Phrase("撤回", "Withdraw")
        case .discard: Phrase("丢弃草稿", "Discard the draft")
        }
    }
}

extension WorkingVisit {
    /// From a draft to what all bodies say was so; drawn in `docs/workflows.md`. Each body agrees with a step of its own.
    static let workflow: Workflow<VisitState, VisitEvent> = {
        typealias W = Workflow<VisitState, VisitEvent>
        let keep = WorkingVisits.keep.name
        var lines = W.on(.record, from: .draft, to: .recorded, by: keep, records: "workingvisits.recorded")
        lines += W.on(.correct, from: .recorded, to: .recorded, by: keep, records: "workingvisits.corrected")
        lines += W.on(.agree, from: .recorded, to: .recorded, by: keep, records: "workingvisits.agreed-by-body")
        lines += W.on(.settle, from: .recorded, to: .agreed, by: keep, records: "workingvisits.agreed")
        lines += W.on(.retell, from: .agreed, to: .recorded, by: keep, records: "workingvisits.story-changed")
        lines += W.on(.withdraw, from: .recorded, .agreed, to: .withdrawn, by: keep, records: "workingvisits.withdrawn")
        lines += W.on(.discard, from: .draft, to: .withdrawn, by: keep, records: "workingvisits.discarded")
        return W(of: Phrase("这次调研交流", "This working visit"), begins: .draft, lines)
    }()
}
