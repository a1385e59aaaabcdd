package import Kernel
import Storage

/// What an activity is, one of the field's list (campaign files, `kind`).
package enum ActivityKind: String, Sendable, CaseIterable, SQLConvertible {
    case exhibition, lecture
    case openDay = "open-day"
    case forum, contest, training, show, tour, ceremony, workshop, visit, other

    package var title: Phrase {
        switch self {
        case .exhibition: Phrase("展览", "Exhibition")
        case .lecture: Phrase("讲座", "Lecture")
        case .openDay: Phrase("开放日", "Open day")
        case .forum: Phrase("论坛", "Forum")
        case .contest: Phrase("竞赛", "Contest")
        case .training: Phrase("培训", "Training")
        case .show: Phrase("演出", "Show")
        case .tour: Phrase("巡展", "Tour")
        case .ceremony: Phrase("仪式", "Ceremony")
        case .workshop: Phrase("动手课", "Workshop")
        case .visit: Phrase("参观", "Visit")
        case .other: Phrase("其他", "Other")
        }
    }
}

/// Where people take part.
package enum AttendanceMode: String, Sendable, CaseIterable, SQLConvertible {
    case onsite, online, both

    package var title: Phrase {
        switch self {
        case .onsite: Phrase("现场", "On site")
        case .online: Phrase("线上", "Online")
        case .both: Phrase("现场和线上", "On site and online")
        }
    }
}

/// What happens to the activity itself, whatever state it has in a campaign. *Full* is no status: it is computed.
package enum ActivityStatus: String, Sendable, CaseIterable, SQLConvertible {
    case scheduled, rescheduled
    case movedOnline = "moved-online"
    case cancelled

    package var title: Phrase {
        switch self {
        case .scheduled: Phrase("如期举行", "As planned")
        case .rescheduled: Phrase("已改期", "Rescheduled")
        case .movedOnline: Phrase("改为线上", "Moved online")
        case .cancelled: Phrase("已取消", "Cancelled")
        }
    }
}

/// What a place offers to visitors who need it; the codes of the filter `access=`.
package enum AccessNeed: String, Sendable, CaseIterable, SQLConvertible {
    case wheelchair, hearing, sight, quiet

    package var title: Phrase {
        switch self {
        case .wheelchair: Phrase("轮椅可达", "Step-free for wheelchairs")
        case .hearing: Phrase("听障辅助", "Support for hearing")
        case .sight: Phrase("视障辅助", "Support for sight")
        case .quiet: Phrase("安静时段", "Quiet hours")
        }
    }
}
