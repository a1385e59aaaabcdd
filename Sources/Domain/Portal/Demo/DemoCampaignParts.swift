import Activities
import Campaigns
import Kernel
import Language
import Storage
import Venues

/// What the demonstration's month is made of: who stands behind it, its blocks, a theme for each month with a host, a main event.
enum DemoCampaignParts {
    static let mainEventKey = "demo-main-event"

    private static let themes = [
        ("space", Wording("探索太空", "Into space")), ("green", Wording("绿色生活", "Living green")), ("health", Wording("健康与生命", "Health and life")),
        ("machines", Wording("会思考的机器", "Machines that think")),
    ]

    static func add(_ bodies: [DemoBody], _ tx: Transaction) throws {
        guard let month = try tx.campaign(key: DemoProgramme.campaignKey), bodies.count > 8, try tx.parts(of: month.id) == CampaignParts() else { return }
        var parts = CampaignParts()
        parts.roles = [CampaignRole(.organiser, bodies[0].organisation), CampaignRole(.undertaker, bodies[5].organisation)]
        parts.blocks = [
            Block(key: "main-event", name: Wording("主场活动", "Main event")), Block(key: "cities", name: Wording("城市系列", "City series")),
            Block(key: "bases", name: Wording("基地联合行动", "Bases act together"), kind: .jointAction),
            Block(key: "open-labs", name: Wording("实验室开放", "Open laboratories"), kind: .specialAction),
        ]
        parts.themes = themes.enumerated().compactMap { step, theme in
            // The month of the campaign's middle and three after it.
            let first = month.begin.adding(days: 15 + step * 30)
            let text = String(first.iso.prefix(7))
            return Theme(key: theme.0, name: theme.1, month: RoughDay(text), hostID: bodies[step * 2 + 1].organisation)
        }
        try tx.save(parts, of: month, by: 0)
        if let other = try tx.campaign(key: DemoProgramme.otherKey) {
            var parts = CampaignParts()
            parts.roles = [CampaignRole(.organiser, bodies[3].organisation)]
            try tx.save(parts, of: other, by: 0)
        }
        try tx.put(rule, of: month.id, by: 0)
        try addMainEvent(in: month, tx)
    }

    private static var rule: ModerationRule {
        var rule = ModerationRule()
        rule.sample = 20
        rule.reasons = [
            .init(key: "advertising", name: Wording("商业推广", "Advertising")), .init(key: "elsewhere", name: Wording("与主题无关", "Not about science")),
            .init(key: "twice", name: Wording("重复填报", "Entered twice")),
        ]
        rule.fields = [CampaignField(key: "stage", name: Wording("展示区域", "Where it is shown"), choices: ["主会场", "分会场"], isPublic: true)]
        return rule
    }

    private static func addMainEvent(in month: Campaign, _ tx: Transaction) throws {
        let begin = month.begin.adding(days: 13)
        let id = try tx.addCampaign(
            key: mainEventKey, name: Wording("科普月主场活动（示例）", "Main event of the month (demo)"), kind: .mainEvent, parent: month.id, begin: begin,
            end: begin.adding(days: 8),
            summary: Wording("为演示而虚构的主场活动：三个部分，六个展区。", "A main event made up for the demonstration: three parts, six zones."), accent: .ochre,
            region: "610113")
        guard let event = try tx.campaign(id) else { return }
        var parts = CampaignParts()
        let named: [(String, Block.Kind, String, String)] = [
            ("part-discover", .part, "发现", "Discover"), ("part-understand", .part, "理解", "Understand"), ("part-make", .part, "动手", "Make"),
            ("zone-space", .zone, "航天", "Space"), ("zone-life", .zone, "生命健康", "Life and health"), ("zone-green", .zone, "绿色低碳", "Low carbon"),
            ("zone-ai", .zone, "人工智能", "Artificial intelligence"), ("zone-sea", .zone, "深海", "Deep sea"), ("zone-kids", .zone, "儿童乐园", "Children"),
        ]
        parts.blocks = named.map { Block(key: $0.0, name: Wording($0.2, $0.3), kind: $0.1) }
        if let year = RoughDay(String(month.begin.iso.prefix(4))) {
            let numbers: [(String, Int64, String, String, String, String)] = [
                ("exhibits", 120, "展品", "Exhibits", "件", "exhibits"), ("units", 36, "参展单位", "Exhibiting units", "家", "units"),
            ]
            parts.announced = numbers.map {
                AnnouncedFigure(key: $0.0, indicator: $0.0, label: Wording($0.2, $0.3), value: $0.1, unit: Wording($0.4, $0.5), asOf: year)
            }
        }
        try tx.save(parts, of: event, by: 0)
    }
}
