import Activities
import Campaigns
import Kernel
import Language
import Rooms
import Storage

/// The first part of the demonstration: fictional bodies in all provinces, this month's campaign, 2,000 activities.
enum DemoProgramme {
    static let campaignKey = "demo-science-month"
    /// An edition that is over; it is locked by `DemoClaims`.
    static let earlierKey = "demo-spring-week"
    /// Of another owner, to whom the month's activities can be offered as well.
    static let otherKey = "demo-tech-week"
    static let count = 2_000
    /// How many of them, the last ones, belong to the edition that is over.
    static let earlier = 40
    /// One transaction each.
    private static let batch = 250
    static let source = "kepu-demo"

    static let part = DemoPart(order: 10, Phrase("示例单位、活动项目和 2,000 项活动", "Demonstration: bodies, campaigns and 2,000 activities")) { _, database in
        try await load(count, into: database)
    }

    /// - count: how many activities; tests take fewer.
    static func load(_ count: Int, into database: Database) async throws {
        let (bodies, today) = try await database.writeAlone { tx in
            let today = try DemoCampaigns.add(tx)
            let bodies = try DemoBody.add(tx, today: today)
            try DemoNetwork.add(bodies, tx)
            try DemoCampaignParts.add(bodies, tx)
            return (bodies, today)
        }
        for start in stride(from: 0, to: count, by: batch) {
            try await database.writeAlone { tx in
                for number in start..<min(start + batch, count) { try add(DemoItem(number, of: count, bodies: bodies, today: today), tx) }
            }
        }
    }

    /// Enters one activity, unless it is there already.
    private static func add(_ item: DemoItem, _ tx: Transaction) throws {
        let name = ExternalName(source: source, id: String(item.number))
        guard try tx.activity(external: name) == nil else { return }
        let today = DemoToday.all.first { $0.number == item.number }
        var draft = ActivityDraft(organiser: item.body.organisation, content: today?.content(item.content) ?? item.content)
        (draft.external, draft.isUmbrella) = (name, item.isUmbrella)
        if let umbrella = item.umbrella { draft.parent = try tx.activity(external: ExternalName(source: source, id: String(umbrella)))?.id }
        let id = try tx.addActivity(draft)
        if !item.isUmbrella { try tx.addSessions(today.map { [$0.session(tx.now)] } ?? item.sessions, to: id) }
        for key in DemoCampaigns.keys(of: item.part) {
            if let campaign = try tx.campaign(key: key) { try tx.place(id, in: campaign.id, state: item.state) }
        }
        if let (status, reason) = item.status { try tx.setStatus(status, of: id, reason: reason, by: 0) }
    }
}

/// The demonstration's campaigns.
enum DemoCampaigns {
    /// - Returns: the middle of the month's campaign: the day on which it was first loaded.
    static func add(_ tx: Transaction) throws -> Day {
        if let kept = try tx.campaign(key: DemoProgramme.campaignKey) { return kept.begin.adding(days: 15) }
        let today = tx.now.day(in: .china)
        let (begin, end) = (today.adding(days: -15), today.adding(days: 15))
        let month = try tx.addCampaign(
            key: DemoProgramme.campaignKey, name: Wording("科普月（示例）", "Science Month (demo)"), kind: .month, begin: begin, end: end,
            summary: Wording("为演示而虚构的一届科普月：全国 34 个省级行政区，约 2,000 项活动。", "A science month made up for the demonstration: some 2,000 activities in all 34 provinces."),
            accent: .cinnabar, motto: Wording("走近科学，点亮生活", "Science lights up daily life"))
        try tx.addCampaign(
            key: "demo-cities", name: Wording("城市系列（示例）", "City Series (demo)"), kind: .series, parent: month, begin: begin, end: end,
            summary: Wording("科普月中的城市系列活动，为演示而虚构。", "The cities' series within the month, made up for the demonstration."), accent: .azure)
        try tx.addCampaign(
            key: "demo-bases", name: Wording("科普基地联合行动（示例）", "Bases' Joint Action (demo)"), kind: .jointAction, parent: month, begin: begin,
            end: end, summary: Wording("各地科普教育基地的联合行动，为演示而虚构。", "Education bases act together, made up for the demonstration."), accent: .jade)
        try tx.addCampaign(
            key: DemoProgramme.earlierKey, name: Wording("科技周（示例，已锁定）", "Science Week (demo, locked)"), kind: .week,
            begin: today.adding(days: -61), end: today.adding(days: -53),
            summary: Wording("已经结束的一届，数据已锁定，为演示而虚构。", "An edition that is over, its figures locked; made up for the demonstration."), accent: .plum)
        try tx.addCampaign(
            key: DemoProgramme.otherKey, name: Wording("科技活动周（示例）", "Technology Week (demo)"), kind: .week, begin: today, end: today.adding(days: 14),
            summary: Wording(
                "由另一家单位主办的活动周，为演示而虚构：科普月的活动可以一步报送，只算一项。",
                "A week of another owner, made up for the demonstration: the month's activities are offered to it in one step, and counted once."), accent: .indigo)
        return today
    }

    static func keys(of part: DemoItem.Part) -> [String] {
        switch part {
        case .whole: [DemoProgramme.campaignKey]
        case .cities: ["demo-cities"]
        case .bases: ["demo-bases"]
        case .both: ["demo-cities", "demo-bases"]
        case .earlier: [DemoProgramme.earlierKey]
        }
    }
}
