import Access
import Kernel
import Storage
import Workflow

/// How far a wish for a talk has come (domain.md M15: order, dispatch, accept).
enum TalkState: String, WorkflowWord, SQLConvertible {
    case requested, dispatched, accepted, declined, scheduled, delivered, confirmed, recorded, cancelled

    var title: Phrase {
        switch self {
        case .requested: Phrase("待派单", "Waits to be dispatched")
        case .dispatched: Phrase("待专家接单", "Waits for the expert")
        case .accepted: Phrase("专家已接单", "Accepted by the expert")
        case .declined: Phrase("专家不能来，待重新派单", "Declined: to be dispatched again")
        case .scheduled: Phrase("已排期", "Scheduled")
        case .delivered: Phrase("待单位确认", "Waits to be confirmed")
        case .confirmed: Phrase("单位已确认，待归档", "Confirmed by the host")
        case .recorded: Phrase("已归档", "Recorded")
        case .cancelled: Phrase("已取消", "Cancelled")
        }
    }

    /// Nothing follows any more.
    var isOver: Bool { self == .recorded || self == .cancelled }

    /// The expert's time is taken.
    static let engaged: [TalkState] = [.accepted, .scheduled, .delivered, .confirmed, .recorded]
}

enum TalkEvent: String, WorkflowWord {
    case dispatch, accept, decline, lapse
    case passOn = "pass-on"
    case recall
    case backOut = "back-out"
    case schedule, deliver, confirm, record, cancel, refuse

    var title: Phrase {
        switch self {
        case .dispatch: Phrase("派单", "Dispatch")
        case .accept: Phrase("接单", "Accept")
        case .decline: Phrase("婉拒", "Decline")
        case .lapse: Phrase("逾期未答", "Let lapse")
        case .passOn: Phrase("转给候补专家", "Pass on to the fallback")
        case .recall: Phrase("收回派单", "Take back")
        case .backOut: Phrase("临时不能来", "Back out")
        case .schedule: Phrase("排期", "Schedule")
        case .deliver: Phrase("时间已过，待确认", "Held, to be confirmed")
        case .confirm: Phrase("确认并评价", "Confirm and rate")
        case .record: Phrase("归档", "Record")
        case .cancel: Phrase("取消", "Cancel")
        case .refuse: Phrase("无法安排", "Cannot be arranged")
        }
    }
}

extension TalkRequest {
    /// From a unit's wish to the record; drawn in `docs/workflows.md`.
    static let workflow: Workflow<TalkState, TalkEvent> = {
        typealias W = Workflow<TalkState, TalkEvent>
        let ask = Talks.ask.name, dispatch = Talks.dispatch.name, answer = Talks.answer.name
        var lines = W.on(.dispatch, from: .requested, .declined, to: .dispatched, by: dispatch, records: "talks.dispatched")
        lines += W.on(.accept, from: .dispatched, to: .accepted, by: answer, records: "talks.accepted")
        lines += W.on(.decline, from: .dispatched, to: .declined, by: answer, records: "talks.declined")
        lines += W.on(.lapse, from: .dispatched, to: .declined, by: dispatch, records: "talks.lapsed")
        lines += W.on(.passOn, from: .declined, to: .dispatched, by: dispatch, records: "talks.passed-on")
        lines += W.on(.recall, from: .dispatched, to: .requested, by: dispatch, records: "talks.recalled")
        lines += W.on(.backOut, from: .accepted, to: .declined, by: answer, records: "talks.backed-out")
        lines += W.on(.backOut, from: .scheduled, to: .cancelled, by: answer, records: "talks.backed-out")
        lines += W.on(.schedule, from: .accepted, to: .scheduled, by: ask, records: "talks.scheduled")
        lines += W.on(.deliver, from: .scheduled, to: .delivered, by: ask, records: "talks.delivered")
        lines += W.on(.confirm, from: .delivered, to: .confirmed, by: ask, records: "talks.confirmed")
        lines += W.on(.record, from: .confirmed, to: .recorded, by: dispatch, records: "talks.recorded")
        lines += W.on(.cancel, from: .requested, .dispatched, .declined, .accepted, .scheduled, .delivered, to: .cancelled, by: ask, records: "talks.cancelled")
        lines += W.on(.refuse, from: .requested, .declined, to: .cancelled, by: dispatch, records: "talks.refused")
        return W(of: Phrase("这份报告点单", "This request for a talk"), begins: .requested, lines)
    }()
}
