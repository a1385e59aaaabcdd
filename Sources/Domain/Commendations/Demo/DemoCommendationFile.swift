import Kernel

/// The demonstration's commendations as a campaign file. All of it is invented and says so.
enum DemoCommendationFile {
    static let open = "demo-commendation-open"
    static let published = "demo-commendation-done"
    /// The museum for which the demonstration's host works, and others that state something.
    static let host = "demo-610113-0"
    static let authority = "demo-science-bureau"

    struct Statement: Sendable {
        let unit: String
        let says: String
        /// Hundredths of a point; nil: not judged yet.
        let points: Int?
    }

    static let statements = [
        Statement(unit: host, says: "话题“雁塔看星空”由本馆发起，台账和截图存本馆办公室。（示例）", points: nil),
        Statement(unit: "demo-unit-3", says: "参与三个网络话题，报道 14 篇。（示例）", points: 700),
    ]

    static func text(_ today: Day) -> String {
        """
        kepu: 1
        commendations:
        \(rule(open, "示例：科普月优秀组织单位", "Demo: organisers of the Science Month", "demo-science-month", today.adding(days: -15), today.adding(days: 15), today.adding(days: 20)))
        \(rule(published, "示例：科技周优秀组织单位", "Demo: organisers of the Science Week", "demo-spring-week", today.adding(days: -61), today.adding(days: -53), today.adding(days: -30)))

        """
    }

    private static func rule(_ key: String, _ zh: String, _ en: String, _ campaign: String, _ from: Day, _ to: Day, _ closes: Day) -> String {
        """
          - key: \(key)
            name: {zh: "\(zh)", en: "\(en)"}
            campaign: \(campaign)
            authority: \(authority)
            summary: {zh: "按六项公布的指标表扬组织单位。示例数据。", en: "Organisers commended by six published indicators. Sample data."}
            from: \(from.iso)
            to: \(to.iso)
            closes: "\(closes.iso)T18:00"
            places: 10
            at_least: 10
            ties: [visits, scale]
            indicators:
              - {key: scale, name: {zh: "数量规模", en: "Number and scale"}, points: 20, figure: sessions, each: {of: 5, points: 1}}
              - {key: reach, name: {zh: "组织动员", en: "Mobilisation"}, points: 15, figure: counties, steps: [{at_least: 1, points: 8}, {at_least: 3, points: 15}]}
              - {key: visits, name: {zh: "线下参加人次", en: "Visits on site"}, points: 25, figure: visits, from: 0, to: 5000}
              - {key: online, name: {zh: "线上观看人次", en: "Viewers online"}, points: 15, figure: viewers, from: 0, to: 20000}
              - {key: volunteers, name: {zh: "志愿服务", en: "Volunteers"}, points: 10, figure: volunteer-times, from: 0, to: 100}
              - {key: topic, name: {zh: "网络话题", en: "Online topic"}, points: 15, evidence: {zh: "话题名称、台账、截图存放处。", en: "The topic, and where its records are kept."}}
            rules:
              - {key: late, text: {zh: "以系统收到的时间为准，逾期不补。", en: "The time of receipt by the system counts; nothing is taken later."}}
        """
    }
}
