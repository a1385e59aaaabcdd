import Kernel

/// Everybody and everything that the Beijing rehearsal adds to its file: invented, and named so.
enum BeijingCast {
    static let plan = "beijing-plan-2023"
    static let week = "beijing-science-week-2023"
    static let commission = "beijing-science-and-technology-commission"
    static let academy = "beijing-academy"
    static let haidian = "rehearsal-haidian-museum"
    static let dongcheng = "rehearsal-dongcheng-museum"
    static let city = "rehearsal-city-activities"

    /// Two activities in each of two districts; who comes is reported by their hosts.
    static let visits = [haidian: [120, 80], dongcheng: [60, 40]]

    static let units = """
        kepu: 1
        organisations:
          - {key: \(haidian), name: {zh: "海淀区科普馆（示例）", en: "Haidian Science Hall (demo)"}, kind: museum, region: "110108", source: [S4]}
          - {key: \(dongcheng), name: {zh: "东城区科普馆（示例）", en: "Dongcheng Science Hall (demo)"}, kind: museum, region: "110101", source: [S4]}
        """

    /// A key task shared out to two districts. `dongcheng`: how many activities are asked of the second one.
    static func tasks(dongcheng activities: Int) -> String {
        """
        kepu: 1
        tasks:
          - key: \(city)
            name: {zh: "科技周全市活动（示例）", en: "Activities of the week across the city (demo)"}
            campaign: \(week)
            plan: \(plan)
            chapter: science-week
            lead: \(academy)
            region: "110000"
            due: "2023-12-20"
            budget_yuan: 200000
            goals:
              - {key: activities, figure: activities, targets: [{by: "2023-05-31", value: 4}]}
              - {key: visits, figure: visits, targets: [{by: "2023-06-30", value: 250}, {by: "2023-12-20", value: 300}]}
            milestones:
              - {key: programme, name: {zh: "节目单定稿", en: "The programme is settled"}, due: "2023-04-15"}
            source: [S4]
          - key: rehearsal-haidian
            name: {zh: "科技周海淀区活动（示例）", en: "Activities of the week in Haidian (demo)"}
            campaign: \(week)
            plan: \(plan)
            chapter: science-week
            parent: \(city)
            lead: \(haidian)
            authority: \(academy)
            region: "110108"
            due: "2023-12-10"
            goals:
              - {key: activities, figure: activities, targets: [{by: "2023-05-31", value: 2}]}
              - {key: visits, figure: visits, targets: [{by: "2023-06-30", value: 200}, {by: "2023-12-20", value: 200}]}
            source: [S4]
          - key: rehearsal-dongcheng
            name: {zh: "科技周东城区活动（示例）", en: "Activities of the week in Dongcheng (demo)"}
            campaign: \(week)
            plan: \(plan)
            chapter: science-week
            parent: \(city)
            lead: \(Self.dongcheng)
            authority: \(academy)
            region: "110101"
            due: "2023-12-10"
            goals:
              - {key: activities, figure: activities, targets: [{by: "2023-05-31", value: \(activities)}]}
              - {key: visits, figure: visits, targets: [{by: "2023-06-30", value: 50}, {by: "2023-12-20", value: 100}]}
            source: [S4]
        """
    }

    /// The Chinese title of an activity by its key.
    static func title(_ key: String) -> String { "\(key.hasPrefix(haidian) ? "海淀区" : "东城区")科技周活动\(key.last.map { String($0) } ?? "")（示例）" }

    static var activities: String {
        let districts = [(haidian, "110108", "海淀区", "Haidian"), (dongcheng, "110101", "东城区", "Dongcheng")]
        let all = districts.flatMap { host, region, zh, en in
            (1...2).map { number in
                """
                  - key: \(host)-\(number)
                    title: {zh: "\(zh)科技周活动\(number)（示例）", en: "Week activity \(number) in \(en) (demo)"}
                    summary: {zh: "演练用的活动。", en: "An activity for the rehearsal."}
                    campaigns: [{campaign: \(week)}]
                    organiser: \(host)
                    mode: onsite
                    place: {name: {zh: "\(zh)", en: "\(en)"}, region: "\(region)"}
                    kind: open-day
                    sessions: [{begin: "2023-05-2\(number)T09:00", end: "2023-05-2\(number)T16:00"}]
                    source: [S4]
                """
            }
        }
        return "kepu: 1\nactivities:\n" + all.joined(separator: "\n") + "\n"
    }
}
