import Kernel
import Storage

/// What became of an item of a notice.
enum NoticeOutcome: String, Sendable, CaseIterable, SQLConvertible {
    case granted, filed, cultivated, rectifying, cancelled, struck
    /// The application or the title has changed since, so that nothing is left to carry out.
    case overtaken

    var title: Phrase {
        switch self {
        case .granted: Phrase("已认定", "Recognised")
        case .filed: Phrase("已备案", "Filed")
        case .cultivated: Phrase("已列入培育", "Under cultivation")
        case .rectifying: Phrase("限期整改", "To rectify")
        case .cancelled: Phrase("已取消", "Cancelled")
        case .struck: Phrase("异议成立，不予办理", "Struck after an objection")
        case .overtaken: Phrase("情况已变，不再办理", "Not carried out: it has changed since")
        }
    }
}

extension NoticeAction {
    /// What it comes to once it is carried out.
    var outcome: NoticeOutcome {
        switch self {
        case .recognise: .granted
        case .file: .filed
        case .cultivate: .cultivated
        case .rectify: .rectifying
        case .cancel: .cancelled
        }
    }

    /// The step of the title's assessment that the notice carries out; nil where it does not rest on one.
    var assessmentEvent: AssessmentEvent? {
        switch self {
        case .file: .qualify
        case .cultivate: .cultivate
        case .rectify: .rectify
        case .recognise, .cancel: nil
        }
    }
}
