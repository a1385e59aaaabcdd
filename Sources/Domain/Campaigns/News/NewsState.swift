package import Kernel
import Storage
import Workflow

/// How far an item has come.
package enum NewsState: String, WorkflowWord, SQLConvertible {
    case draft
    case toCheck = "to-check"
    case published, superseded, withdrawn

    package var title: Phrase {
        switch self {
        case .draft: Phrase("草稿", "Draft")
        case .toCheck: Phrase("待核", "To check")
        case .published: Phrase("已发布", "Published")
        case .superseded: Phrase("已被取代", "Superseded")
        case .withdrawn: Phrase("已撤下", "Withdrawn")
        }
    }
}

package enum NewsEvent: String, WorkflowWord {
    case submit, recall
    case giveBack = "return"
    case publish, supersede, withdraw, discard

    package var title: Phrase {
        switch self {
        case .submit: Phrase("提交核对", "Submit for checking")
        case .recall: Phrase("收回修改", "Take back to edit")
        case .giveBack: Phrase("退回", "Return")
        case .publish: Phrase("发布", "Publish")
        case .supersede: Phrase("由新稿取代", "Supersede")
        case .withdraw: Phrase("撤下", "Withdraw")
        case .discard: Phrase("丢弃草稿", "Discard the draft")
        }
    }
}
