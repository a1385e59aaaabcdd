import Kernel

/// What takes a title without anybody choosing a ground: the measure names in its grounds which of them covers it.
enum GroundCase: String, Sendable, Hashable, CaseIterable {
    /// The authority rated the assessment as failed.
    case failed
    /// Nothing was filed in time.
    case late
    /// Nothing was reported before the time to put things right was over.
    case unrectified
    case gaveUp = "gave-up"

    /// What a step of an assessment ends a title by, where its measure says so; nil for a step that ends none.
    init?(_ event: AssessmentEvent, from state: AssessmentState) {
        switch event {
        case .giveUp: self = .gaveUp
        case .fail: self = state == .open ? .late : .failed
        case .lapse: self = state == .rectifying ? .unrectified : .late
        default: return nil
        }
    }

    /// What is said where the measure names no ground.
    var title: Phrase {
        switch self {
        case .failed: Phrase("考核不合格", "Failed the assessment")
        case .late: Phrase("逾期未填报考核", "Filed no assessment in time")
        case .unrectified: Phrase("整改期满未提交报告", "Reported nothing before the time to put things right was over")
        case .gaveUp: Phrase("放弃考核", "Gave up the assessment")
        }
    }

    /// Where a measure says nothing of its own about it: late and unmended is failed.
    var wider: GroundCase? { self == .late || self == .unrectified ? .failed : nil }
}

extension Scheme {
    /// The ground that covers what took a title; nil where the measure names none for it. A ground of something else is never cited in its place.
    func ground(covering ending: GroundCase) -> Ground? {
        grounds.first { $0.covers.contains(ending) } ?? ending.wider.flatMap { wider in grounds.first { $0.covers.contains(wider) } }
    }
}
