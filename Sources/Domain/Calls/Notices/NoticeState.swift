import Kernel
import Storage
import Workflow

/// How far a public notice has come (domain.md M02).
enum NoticeState: String, WorkflowWord, SQLConvertible {
    case scheduled, open, resolved, superseded
    case closedClean = "closed-clean"
    case closedWithObjections = "closed-with-objections"

    var title: Phrase {
        switch self {
        case .scheduled: Phrase("待公示", "Scheduled")
        case .open: Phrase("公示中", "Open to objections")
        case .closedClean: Phrase("期满无异议", "Closed without objection")
        case .closedWithObjections: Phrase("期满，有异议", "Closed with objections")
        case .resolved: Phrase("已了结", "Resolved")
        case .superseded: Phrase("已由新公示取代", "Superseded")
        }
    }

    /// Whether everybody may read it.
    var isPublic: Bool { self != .scheduled }
}

enum NoticeEvent: String, WorkflowWord {
    case open, resolve, supersede
    case closeClean = "close-clean"
    case closeWithObjections = "close-with-objections"

    var title: Phrase {
        switch self {
        case .open: Phrase("开始公示", "Open")
        case .closeClean: Phrase("期满结束", "Close without objection")
        case .closeWithObjections: Phrase("期满结束，有异议", "Close with objections")
        case .resolve: Phrase("了结", "Resolve")
        case .supersede: Phrase("取代", "Supersede")
        }
    }
}

/// What is proposed for one of the list (one notice may carry several lists: domain.md M02).
enum NoticeAction: String, Sendable, CaseIterable, SQLConvertible {
    case recognise, file, cultivate, rectify, cancel

    var title: Phrase {
        switch self {
        case .recognise: Phrase("拟认定", "To be recognised")
        case .file: Phrase("拟备案", "To be filed")
        case .cultivate: Phrase("拟培育", "To be cultivated")
        case .rectify: Phrase("拟整改", "To rectify")
        case .cancel: Phrase("拟取消", "To be cancelled")
        }
    }
}

/// How far an objection has come (domain.md M02).
enum ObjectionState: String, WorkflowWord, SQLConvertible {
    case received, inadmissible, admitted, investigating, upheld, dismissed, answered

    var title: Phrase {
        switch self {
        case .received: Phrase("已收到", "Received")
        case .inadmissible: Phrase("不予受理", "Inadmissible")
        case .admitted: Phrase("已受理", "Admitted")
        case .investigating: Phrase("调查中", "Under investigation")
        case .upheld: Phrase("异议成立", "Upheld")
        case .dismissed: Phrase("异议不成立", "Dismissed")
        case .answered: Phrase("已答复", "Answered")
        }
    }

    /// Those that keep an item from being granted.
    static let undecided: [ObjectionState] = [.received, .admitted, .investigating]
}

enum ObjectionEvent: String, WorkflowWord {
    case admit, investigate, uphold, dismiss, answer
    case reject = "not-admit"

    /// Whether it says what the objection comes to; the answer follows.
    var isVerdict: Bool { self == .uphold || self == .dismiss || self == .reject }

    var title: Phrase {
        switch self {
        case .admit: Phrase("受理", "Admit")
        case .reject: Phrase("不予受理", "Do not admit")
        case .investigate: Phrase("开展调查", "Investigate")
        case .uphold: Phrase("认定成立", "Uphold")
        case .dismiss: Phrase("认定不成立", "Dismiss")
        case .answer: Phrase("答复", "Answer")
        }
    }
}
