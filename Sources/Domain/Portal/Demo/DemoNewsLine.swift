import Campaigns
import Kernel
import Language

/// What the demonstration's news says.
struct DemoNewsLine: Sendable {
    let key: String
    let state: NewsState
    let kind: NewsItem.Kind
    let title: Wording
    let text: Wording
    /// Why it was returned or taken down.
    var remark = ""
    /// Of the edition that is over; otherwise of this month's.
    var isAboutLast = false
    /// Whether the demonstration's museum speaks; otherwise the campaign does.
    var isOfHost = false
    /// The key of the item whose place it takes.
    var supersedes: String?

    private init(_ key: String, _ state: NewsState, _ kind: NewsItem.Kind, _ title: Wording, _ text: Wording) {
        (self.key, self.state, self.kind, self.title, self.text) = (key, state, kind, title, text)
    }

    private func with(_ change: (inout DemoNewsLine) -> Void) -> DemoNewsLine {
        var line = self
        change(&line)
        return line
    }

    /// What is superseded stands before what takes its place.
    static let all = superseded + published + toCheck + drafts + withdrawn

    private static let superseded = [
        DemoNewsLine(
            "opening-first", .superseded, .launch, Wording("科普月启动仪式（示例）", "The Science Month opens (demo)"),
            Wording("启动仪式将在主会场举行，时间另行通知。", "The opening takes place in the main hall; its time will be told.")),
        DemoNewsLine(
            "week-first", .superseded, .press, Wording("科技周初步统计（示例）", "Science Week: first count (demo)"),
            Wording("各地数据仍在核验，结果以锁定值为准。", "Figures are still being checked; what counts is the locked value.")
        ).with { $0.isAboutLast = true },
        DemoNewsLine(
            "visits-first", .superseded, .announcement, Wording("参观须知（示例）", "How to visit (demo)"),
            Wording("请提前一天预约。", "Please book a day ahead.")),
    ]

    private static let published = [
        DemoNewsLine(
            "opening", .published, .launch, Wording("科普月在全国启动（示例）", "The Science Month has begun (demo)"),
            Wording(
                "今年的科普月在全国各地同时启动。\n## 已有多少人参加\n到目前为止，各地共接待{{figure:demo-science-month/visits}}。\n## 怎样参加\n- 在“活动”页按地点和日期查找\n- 多数活动免费，部分需要预约",
                "This year's Science Month has begun all over the country.\n## How many have come\nSo far there were {{figure:demo-science-month/visits}}.\n## How to take part\n- Search activities by place and day\n- Most are free; some want a booking"
            )
        ).with { $0.supersedes = "opening-first" },
        DemoNewsLine(
            "week", .published, .press, Wording("科技周数据已锁定（示例）", "Science Week: the figures are locked (demo)"),
            Wording(
                "本届科技周共接待{{figure:demo-spring-week/visits@locked}}。数字可以一直点开到每一场活动。",
                "The week counted {{figure:demo-spring-week/visits@locked}}. The figure opens down to every single session.")
        ).with { ($0.supersedes, $0.isAboutLast) = ("week-first", true) },
        DemoNewsLine(
            "visits", .published, .announcement, Wording("参观须知更新（示例）", "How to visit: news (demo)"),
            Wording("有余位的场次可以直接到场，不必预约。", "Where places are left you may simply come; no booking is needed.")
        ).with { $0.supersedes = "visits-first" },
    ]

    private static let toCheck = [
        DemoNewsLine(
            "night", .toCheck, .announcement, Wording("周六夜间开放（示例）", "Open on Saturday night (demo)"),
            Wording("本馆周六延长开放至晚上九点，可观星。", "The museum stays open until nine on Saturday, for looking at stars.")
        ).with { $0.isOfHost = true },
        DemoNewsLine(
            "volunteers", .toCheck, .announcement, Wording("招募讲解志愿者（示例）", "Guides wanted (demo)"),
            Wording("招募高中以上的讲解志愿者，提供培训。", "Volunteers from senior school age are wanted as guides; training is given.")
        ).with { $0.isOfHost = true },
        DemoNewsLine(
            "caravan", .toCheck, .press, Wording("科普大篷车进山区（示例）", "The caravan goes into the hills (demo)"),
            Wording("大篷车本周到访三所乡村小学。", "This week the caravan visits three village schools.")),
    ]

    private static let drafts = [
        DemoNewsLine(
            "lecture", .draft, .press, Wording("院士讲座回顾（示例）", "Looking back on a lecture (demo)"),
            Wording("讲座听众约 300 人。", "Some 300 people came to the lecture.")
        ).with { ($0.isOfHost, $0.remark) = (true, "人数请改为引用统计数字，并附现场图片。（示例）") },
        DemoNewsLine(
            "workshop", .draft, .announcement, Wording("亲子工作坊加场（示例）", "One more family workshop (demo)"),
            Wording("应家长要求加开一场。", "One more is held because so many asked.")
        ).with { $0.isOfHost = true },
        DemoNewsLine(
            "closing", .draft, .launch, Wording("闭幕活动筹备（示例）", "Towards the closing day (demo)"),
            Wording("闭幕日的安排正在商定。", "What happens on the closing day is being settled.")),
    ]

    private static let withdrawn = [
        DemoNewsLine(
            "rain", .withdrawn, .announcement, Wording("户外观测改期（示例）", "Outdoor observing moved (demo)"),
            Wording("户外观测改至周日。", "Outdoor observing is moved to Sunday.")
        ).with { ($0.isOfHost, $0.remark) = (true, "天气好转，活动如期举行。（示例）") },
        DemoNewsLine(
            "rumour", .withdrawn, .press, Wording("新展厅开放（示例）", "A new hall opens (demo)"),
            Wording("新展厅将在本月开放。", "A new hall opens this month.")
        ).with { $0.remark = "开放日期有误。（示例）" },
        DemoNewsLine(
            "double", .withdrawn, .announcement, Wording("预约须知（示例）", "How to book (demo)"),
            Wording("内容与“参观须知”相同。", "The same as “How to visit”.")
        ).with { $0.remark = "与另一条重复。（示例）" },
    ]
}
