import Kernel

/// The demonstration's plans as a campaign file. All of it is invented and says so.
enum DemoPlanFile {
    static let plan = "demo-plan"
    static let last = "demo-plan-last"
    static let authority = "demo-science-bureau"
    /// The museum for which the demonstration's host works.
    static let host = "demo-610113-0"
    static let other = "demo-unit-3"

    /// Each part at the days before today when it was written down.
    static func parts(_ today: Day) -> [(name: String, daysAgo: Int, text: String)] {
        [("demo-plans-last.yaml", 510, lastYear(today)), ("demo-plans.yaml", 150, thisYear(today)), ("demo-agreement.yaml", 140, agreement(today))]
    }

    private static func thisYear(_ today: Day) -> String {
        let (begin, end) = term(today)
        return """
            kepu: 1
            plans:
              - key: \(plan)
                name: {zh: "示例：本年度科普工作重点任务", en: "Demo: this year's key tasks"}
                campaign: demo-science-month
                authority: \(authority)
                year: \(begin.year)
                from: \(begin.iso)
                to: \(end.iso)
                region: "610100"
                previous: \(last)
                summary: {zh: "全市科普工作的年度重点任务，进展由活动记录算出。示例数据。", en: "The city's key tasks of the year; progress is computed from what was counted. Sample data."}
                chapters:
                  - {key: month, name: {zh: "科普月", en: "Science Month"}}
                  - {key: week, name: {zh: "科技周", en: "Science Week"}}
                rules:
                  - {key: one-lead, text: {zh: "每项任务只有一个牵头单位。", en: "One accountable lead for each task."}}
            tasks:
              - key: demo-month-city
                name: {zh: "科普月活动覆盖全市", en: "The Science Month reaches the whole city"}
                campaign: demo-science-month
                plan: \(plan)
                chapter: month
                lead: \(authority)
                participants: [\(host), \(other)]
                region: "610100"
                due: \(end.iso)
                budget: {zh: "市级科普专项", en: "City funds for popular science"}
                budget_yuan: 500000
                goals:
                  - {key: activities, figure: activities, targets: [{by: \(today.adding(days: 20).iso), value: 40}, {by: \(end.iso), value: 60}]}
                  - {key: visits, figure: visits, targets: [{by: \(end.iso), value: 40000}]}
                milestones:
                  - {key: call, name: {zh: "发布活动征集通知", en: "The call for activities is out"}, due: \(today.adding(days: -90).iso)}
                  - {key: report, name: {zh: "完成年度总结", en: "The report of the year is written"}, due: \(end.iso)}
              - key: demo-month-yanta
                name: {zh: "科普月雁塔区活动", en: "The Science Month in Yanta"}
                campaign: demo-science-month
                plan: \(plan)
                chapter: month
                parent: demo-month-city
                lead: \(host)
                region: "610113"
                due: \(today.adding(days: -3).iso)
                goals:
                  - {key: activities, figure: activities, targets: [{by: \(today.adding(days: 20).iso), value: 25}, {by: \(end.iso), value: 40}]}
              - key: demo-month-changan
                name: {zh: "科普月长安区活动", en: "The Science Month in Chang'an"}
                campaign: demo-science-month
                plan: \(plan)
                chapter: month
                parent: demo-month-city
                lead: \(other)
                region: "610116"
                due: \(end.iso)
                goals:
                  - {key: activities, figure: activities, targets: [{by: \(today.adding(days: 20).iso), value: 15}, {by: \(end.iso), value: 20}]}
              - key: demo-online
                name: {zh: "线上科普", en: "Science online"}
                campaign: demo-science-month
                plan: \(plan)
                chapter: month
                lead: \(host)
                due: \(end.iso)
                goals:
                  - {key: viewers, figure: viewers, targets: [{by: \(end.iso), value: 5000}]}
                  - {key: sessions, figure: sessions, within: {mode: online}, targets: [{by: \(end.iso), value: 10}]}
              - key: demo-week
                name: {zh: "办好科技周", en: "Hold the Science Week"}
                campaign: demo-spring-week
                plan: \(plan)
                chapter: week
                lead: \(host)
                due: \(today.adding(days: -20).iso)
                goals:
                  - {key: activities, figure: activities, targets: [{by: \(today.adding(days: -20).iso), value: 30}]}

            """
    }

    private static func term(_ today: Day) -> (begin: Day, end: Day) { (today.adding(days: -150), today.adding(days: 120)) }

    private static func lastYear(_ today: Day) -> String {
        let (begin, end) = term(today), before = (begin: begin.adding(days: -364), end: end.adding(days: -364))
        return """
            kepu: 1
            plans:
              - key: \(last)
                name: {zh: "示例：上一年度重点任务", en: "Demo: last year's key tasks"}
                campaign: demo-spring-week
                authority: \(authority)
                year: \(before.begin.year)
                from: \(before.begin.iso)
                to: \(before.end.iso)
                region: "610100"
                chapters:
                  - {key: week, name: {zh: "科技周", en: "Science Week"}}
            tasks:
              - key: demo-last-week
                name: {zh: "办好科技周", en: "Hold the Science Week"}
                campaign: demo-spring-week
                plan: \(last)
                chapter: week
                lead: \(host)
                goals:
                  - {key: activities, figure: activities, targets: [{by: \(before.end.iso), value: 20}]}

            """
    }

    private static func agreement(_ today: Day) -> String {
        let end = term(today).end
        return """
            kepu: 1
            agreements:
              - key: demo-agreement
                name: {zh: "示例：馆局合作框架协议", en: "Demo: framework agreement of a museum and a bureau"}
                parties: [\(authority), \(host)]
                signed: \(today.adding(days: -140).iso)
                term: {zh: "三年", en: "Three years"}
                text: {zh: "双方共享展览和师资，每年办一次联合活动。示例数据。", en: "Both share exhibitions and teachers, and hold one event a year together. Sample data."}
                commitments:
                  - {key: exhibitions, text: {zh: "展览每年到区县巡展", en: "The exhibitions tour the counties each year"}}
                  - {key: teachers, text: {zh: "为科技辅导员办培训", en: "Courses for science teachers"}}
                reviews: [\(today.adding(days: 25).iso)]
            tasks:
              - key: demo-pact-exhibitions
                name: {zh: "展览到区县巡展", en: "The exhibitions tour the counties"}
                campaign: demo-science-month
                agreement: demo-agreement
                commitment: exhibitions
                lead: \(host)
                due: \(end.iso)
                goals:
                  - {key: counties, figure: counties, targets: [{by: \(end.iso), value: 10}]}
              - key: demo-pact-teachers
                name: {zh: "办两期辅导员培训", en: "Two courses for science teachers"}
                campaign: demo-science-month
                agreement: demo-agreement
                commitment: teachers
                lead: \(authority)
                due: \(end.iso)

            """
    }
}
