import Access
import Kernel
import Storage
import Workflow

/// How far a version of a resource has come.
enum ResourceState: String, WorkflowWord, SQLConvertible {
    case draft
    case toCheck = "to-check"
    case listed, superseded, withdrawn

    var title: Phrase {
        switch self {
        case .draft: Phrase("草稿", "Draft")
        case .toCheck: Phrase("待核", "To check")
        case .listed: Phrase("已上架", "In the catalogue")
        case .superseded: Phrase("旧版本", "Superseded")
        case .withdrawn: Phrase("已下架", "Withdrawn")
        }
    }
}

enum ResourceEvent: String, WorkflowWord {
    case submit, recall
    case giveBack = "return"
    case list, supersede, withdraw, discard

    var title: Phrase {
        switch self {
        case .submit: Phrase("提交核对", "Submit for checking")
        case .recall: Phrase("收回修改", "Take back to edit")
        case .giveBack: Phrase("退回", "Return")
        case .list: Phrase("上架", "List it")
        case .supersede: Phrase("由新版本取代", "Supersede")
        case .withdraw: Phrase("下架", "Withdraw")
        case .discard: Phrase("丢弃草稿", "Discard the draft")
        }
    }
}

extension Resource {
    /// The life of one version of a resource; drawn in `docs/workflows.md`. One that is listed stays listed while the next is prepared.
    static let workflow: Workflow<ResourceState, ResourceEvent> = {
        typealias W = Workflow<ResourceState, ResourceEvent>
        let offer = Resources.offer.name, check = Resources.check.name
        var lines = W.on(.submit, from: .draft, to: .toCheck, by: offer, records: "resources.submitted")
        lines += W.on(.recall, from: .toCheck, to: .draft, by: offer, records: "resources.recalled")
        lines += W.on(.giveBack, from: .toCheck, to: .draft, by: check, records: "resources.returned")
        lines += W.on(.list, from: .toCheck, to: .listed, by: check, records: "resources.listed")
        lines += W.on(.supersede, from: .listed, to: .superseded, by: check, records: "resources.superseded")
        lines += W.on(.withdraw, from: .listed, to: .withdrawn, by: check, records: "resources.withdrawn")
        lines += W.on(.discard, from: .draft, to: .withdrawn, by: offer, records: "resources.discarded")
        return W(of: Phrase("这项资源", "This resource"), begins: .draft, lines)
    }()
}
