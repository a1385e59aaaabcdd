import Kernel
import Storage
import Workflow

/// How far an application has come (domain.md M01, §7.3 Recognition).
enum ApplicationState: String, WorkflowWord, SQLConvertible {
    case draft, submitted, returned, recommended, passed, proposed, recognised, declined, failed, struck, withdrawn
    case setAside = "set-aside"

    var title: Phrase {
        switch self {
        case .draft: Phrase("草稿", "Draft")
        case .submitted: Phrase("已提交，待推荐", "Submitted, to be recommended")
        case .returned: Phrase("已退回补正", "Returned for correction")
        case .recommended: Phrase("已推荐，待形式审查", "Recommended, to be checked")
        case .passed: Phrase("通过形式审查", "Passed the formal review")
        case .proposed: Phrase("拟认定", "Proposed")
        case .recognised: Phrase("已认定", "Recognised")
        case .declined: Phrase("未获推荐", "Not recommended")
        case .failed: Phrase("未通过形式审查", "Failed the formal review")
        case .setAside: Phrase("未列入拟认定名单", "Not proposed")
        case .struck: Phrase("异议成立，不予认定", "Struck after an objection")
        case .withdrawn: Phrase("已撤回", "Withdrawn")
        }
    }

    /// Whether the last decision went against the applicant, or asks something of it.
    var isAgainst: Bool {
        switch self {
        case .returned, .declined, .failed, .setAside, .struck: true
        case .draft, .submitted, .recommended, .passed, .proposed, .recognised, .withdrawn: false
        }
    }

    /// Whether the applicant may still change it.
    var isOpen: Bool { self == .draft || self == .returned }
}

extension Application {
    /// Its state for people: one that needs no recommender waits for the formal review as soon as it is submitted.
    var standing: Phrase {
        state == .submitted && recommenderID == nil ? Phrase("已提交，待形式审查", "Submitted, to be checked") : state.title
    }
}

enum ApplicationEvent: String, WorkflowWord {
    case submit, recommend, decline, pass, fail, propose, recognise, strike, withdraw, resume
    case giveBack = "return"
    case setAside = "set-aside"

    var title: Phrase {
        switch self {
        case .submit: Phrase("提交", "Submit")
        case .recommend: Phrase("推荐", "Recommend")
        case .decline: Phrase("不予推荐", "Do not recommend")
        case .pass: Phrase("通过形式审查", "Pass the formal review")
        case .fail: Phrase("不通过形式审查", "Fail the formal review")
        case .propose: Phrase("列为拟认定", "Propose")
        case .setAside: Phrase("不列入", "Set aside")
        case .recognise: Phrase("认定", "Recognise")
        case .strike: Phrase("因异议除名", "Strike after an objection")
        case .withdraw: Phrase("撤回", "Withdraw")
        case .resume: Phrase("重新申报", "Take up again")
        case .giveBack: Phrase("退回补正", "Return for correction")
        }
    }
}
