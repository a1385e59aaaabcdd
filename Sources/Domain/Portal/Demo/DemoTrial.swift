import Activities
import Kernel
import Language

/// The activity of the README's tour: whoever loads the demonstration books a place in it and comes in at its door at once.
enum DemoTrial {
    static let capacity = 60

    static let item = DemoToday(number: 19, content: content) { now in
        // In one to two hours, so that it can be booked still and scanned already; lasts eight.
        let begin = DemoToday.hour(now).adding(hours: 2)
        return SessionDraft(begin: begin, end: begin.adding(hours: 8), capacity: capacity)
    }

    @Sendable private static func content(_ given: ActivityContent) -> ActivityContent {
        var content = given
        content.title = Wording("试一试：预约和检票（示例）", "Try it: book and come in (demo)")
        content.summary = Wording(
            "装入演示数据后两小时内开始：预约一个名额，再用检票账号验票。（示例数据）",
            "Begins within two hours of the demonstration's first start: book a place, then let the ticket in at the door. (Demonstration data.)")
        (content.mode, content.onlineURL, content.capacity, content.ageMin, content.ageMax) = (.onsite, nil, capacity, nil, nil)
        (content.isFree, content.fee) = (true, nil)
        return content
    }
}
