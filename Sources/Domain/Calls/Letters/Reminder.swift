import Kernel

/// What is said before something ends, so many days ahead. Each is sent once; where the program stood still, it is sent late as long as
/// there is something left to do, and a later one takes the place of those that it overtook.
enum Reminder: String, Sendable, CaseIterable {
    case assessment14 = "assessment-14"
    case rectification30 = "rectification-30"
    case rectification7 = "rectification-7"
    case title90 = "title-90"

    /// So many days before the last day.
    var days: Int {
        switch self {
        case .assessment14: 14
        case .rectification30: 30
        case .rectification7: 7
        case .title90: 90
        }
    }

    /// The one that takes its place: from then on this one is no longer sent.
    var next: Reminder? { self == .rectification30 ? .rectification7 : nil }

    /// The last days for which it is to be sent on `today`: what ends between them.
    func window(on today: Day) -> (first: Day, last: Day) {
        let last = today.adding(days: days)
        return (next.map { today.adding(days: $0.days + 1) } ?? today, last)
    }
}
