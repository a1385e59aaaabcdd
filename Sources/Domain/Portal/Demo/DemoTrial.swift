import Activities
import Kernel
import Language
import Storage

/// The activity of the README's tour: whoever loads the demonstration books a place in it and comes in at its door at once.
enum DemoTrial {
    /// One of those of the museum in Yanta, where the accounts of the host and the door work.
    static let number = 19
    static let capacity = 30

    static func content(_ given: ActivityContent) -> ActivityContent {
        var content = given
        content.title = Wording("试一试：预约和检票（示例）", "Try it: book and come in (demo)")
        content.summary = Wording(
            "装入演示数据后两小时内开始：预约一个名额，再用检票账号验票。（示例数据）",
            "Begins within two hours of the demonstration's first start: book a place, then let the ticket in at the door. (Demonstration data.)")
        (content.mode, content.onlineURL, content.capacity, content.ageMin, content.ageMax) = (.onsite, nil, capacity, nil, nil)
        (content.isFree, content.fee) = (true, nil)
        return content
    }

    /// Begins in one to two hours, so that it can be booked still and scanned already; lasts eight.
    static func session(now: Instant) -> SessionDraft {
        let hour: Int64 = 3600 * 1_000_000
        let begin = Instant(microseconds: now.microseconds / hour * hour).adding(hours: 2)
        return SessionDraft(begin: begin, end: begin.adding(hours: 8), capacity: capacity)
    }

    /// The activity; nil where the demonstration has fewer of them.
    static func activity(_ tx: Transaction) throws -> ID<Activity>? {
        try tx.activity(external: ExternalName(source: DemoProgramme.source, id: String(number)))?.id
    }
}
