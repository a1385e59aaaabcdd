import Activities
import Kernel
import Language

/// A day without bookings whose door is being kept: people are counted as they come and go (`DemoDoor`).
enum DemoOpenDay {
    static let item = DemoToday(number: 35, content: content) { now in
        let begin = DemoToday.hour(now).adding(hours: -1)
        return SessionDraft(begin: begin, end: begin.adding(hours: 10))
    }

    @Sendable private static func content(_ given: ActivityContent) -> ActivityContent {
        var content = given
        content.title = Wording("开放日：不用预约，随到随进（示例）", "Open day: no booking, just come (demo)")
        content.summary = Wording(
            "正在开放。门口清点进出人数，满了请稍候，有人离场再进。（示例数据）", "On now. People are counted as they come and go; when it is full, wait until somebody leaves. (Demonstration data.)")
        (content.mode, content.onlineURL, content.capacity, content.ageMin, content.ageMax) = (.onsite, nil, nil, nil, nil)
        (content.isFree, content.fee) = (true, nil)
        return content
    }
}
