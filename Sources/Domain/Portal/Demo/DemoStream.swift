import Activities
import Kernel
import Language

/// A stream that is on while somebody looks at the demonstration for the first time (`DemoHall` gives it its link and its viewers).
enum DemoStream {
    static let item = DemoToday(number: 67, content: content) { now in
        let begin = DemoToday.hour(now)
        return SessionDraft(begin: begin, end: begin.adding(hours: 6))
    }

    @Sendable private static func content(_ given: ActivityContent) -> ActivityContent {
        var content = given
        content.title = Wording("云上看展：恐龙厅慢直播（示例）", "From the dinosaur hall: a slow stream (demo)")
        content.summary = Wording(
            "正在直播：跟着讲解员看恐龙厅，随时进出。（示例数据）", "On now: through the dinosaur hall with a guide; join and leave at any time. (Demonstration data.)")
        (content.mode, content.onlineURL, content.capacity, content.ageMin, content.ageMax) = (.online, "https://stream.example.org/demo-1", nil, nil, nil)
        (content.isFree, content.fee, content.access) = (true, nil, [])
        return content
    }
}
