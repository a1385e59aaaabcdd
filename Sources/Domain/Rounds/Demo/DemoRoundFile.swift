import Calls
import Kernel
import Storage
import Venues

/// The demonstration's rounds as a campaign file, and what units ask for in them. All of it is invented and says so.
enum DemoRoundFile {
    static let open = "demo-round-open"
    static let published = "demo-round-done"

    struct Wish: Sendable {
        let unit: String
        let wants: [DeclarationBody.Want]
        let pupils: Int
        let distance: Int
        let site: String
        var isSocial = false
    }

    static let wishes: [Wish] = [
        Wish(unit: "demo-unit-6", wants: [want("optics", 2), want("life", 1)], pupils: 38_000, distance: 210, site: "体育馆 600 平方米，220 伏。"),
        Wish(unit: "demo-unit-4", wants: [want("optics", 1)], pupils: 52_000, distance: 160, site: "文化馆一层 400 平方米。", isSocial: true),
        Wish(unit: "demo-unit-8", wants: [want("life", 2), want("optics", 1)], pupils: 21_000, distance: 95, site: "展厅 500 平方米，门宽 2.4 米。"),
        Wish(unit: "demo-unit-1", wants: [want("optics", 2)], pupils: 47_000, distance: 30, site: "报告厅 350 平方米。"),
        Wish(unit: "demo-unit-10", wants: [want("optics", 1), want("life", 1)], pupils: 12_000, distance: 120, site: "实验楼大厅。"),
        Wish(unit: DemoCallCast.host, wants: [want("optics", 2)], pupils: 26_000, distance: 40, site: "临展厅 320 平方米，门宽 2 米。"),
        Wish(unit: "demo-unit-3", wants: [want("life", 2)], pupils: 33_000, distance: 15, site: "馆内临展厅。"),
    ]

    private static func want(_ lot: String, _ sets: Int) -> DeclarationBody.Want { .init(lot: lot, sets: sets) }

    static func organisation(_ key: String, _ tx: Transaction) throws -> ID<Organisation> {
        guard let found = try tx.organisation(key: key) else {
            throw Refusal(.conflict, "demo-missing", "示例单位“\(key)”还没有载入。", "The demonstration's organisation “\(key)” is missing.")
        }
        return found.id
    }

    /// The working days of the years that are known; else Monday to Friday.
    static func calendar(for day: Day) -> WorkdayCalendar {
        if [day.year, day.adding(days: 20).year].allSatisfy({ WorkdayCalendar.china.years.contains($0) }) { return .china }
        let years = (day.year - 1...day.year + 1).map { String($0) }.joined(separator: " ")
        return (try? WorkdayCalendar(csv: "# years: \(years)\ndate,kind,name_zh,name_en\n")) ?? .china
    }

    static func text(_ today: Day) -> String {
        """
        kepu: 1
        rounds:
        \(round(open, "示例：下半年流动展品申报", "Demo: mobile exhibits, second half", today.adding(days: -7), today.adding(days: 14)))
        \(round(published, "示例：上半年流动展品申报", "Demo: mobile exhibits, first half", today.adding(days: -40), today.adding(days: -20)))

        """
    }

    private static func round(_ key: String, _ zh: String, _ en: String, _ opens: Day, _ closes: Day) -> String {
        """
          - key: \(key)
            name: {zh: "\(zh)", en: "\(en)"}
            summary: {zh: "两种流动展品按公布的标准配发给区县单位。示例数据。", en: "Two kinds of mobile exhibits for district units, by a published rule. Sample data."}
            authority: \(DemoCallCast.bureau)
            campaign: demo-bases
            opens: "\(opens.iso)T09:00"
            closes: "\(closes.iso)T18:00"
            days_for_correction: 3
            who: {levels: [county], regions: ["610000"]}
            most_per_unit: 2
            waiting_list: 3
            ties: [pupils, distance]
            lots:
              - {key: optics, name: {zh: "光学互动展品套", en: "Set of optics exhibits"}, resource: demo-flight-model, sets: 4, price: 86000, needs: {zh: "300 平方米，220 伏", en: "300 m², 220 V"}}
              - {key: life, name: {zh: "生命健康展品套", en: "Set on life and health"}, sets: 2, price: 64000, needs: {zh: "200 平方米", en: "200 m²"}}
            lists:
              - {key: hills, name: {zh: "秦岭山区县（示例名单）", en: "Hill counties (a sample list)"}, counties: ["610116", "610115", "610122", "610124"]}
            questions:
              - {key: pupils, name: {zh: "区县中小学生数", en: "Pupils in the county"}, kind: number, unit: {zh: "人", en: "pupils"}}
              - {key: distance, name: {zh: "到省科技馆的路程", en: "Distance to the provincial museum"}, kind: number, unit: {zh: "公里", en: "km"}}
              - {key: social, name: {zh: "是否社会化运行", en: "Run by social operation"}, kind: "yes"}
              - {key: site, name: {zh: "场地条件", en: "The site"}, kind: paragraphs, hint: {zh: "面积、门宽、供电、楼层", en: "Area, door, power, floor"}}
            criteria:
              - {key: no-museum, name: {zh: "所在区县没有科技馆", en: "No science museum in the county"}, weight: 25, measure: no-museum}
              - {key: hills, name: {zh: "山区县", en: "A hill county"}, weight: 20, measure: listed, list: hills}
              - {key: first, name: {zh: "首次获配", en: "Never received any"}, weight: 15, measure: first-time}
              - {key: pupils, name: {zh: "中小学生数", en: "Pupils"}, weight: 20, measure: declared, question: pupils, from: 0, to: 50000}
              - {key: distance, name: {zh: "路程", en: "Distance"}, weight: 10, measure: declared, question: distance, from: 0, to: 300}
              - {key: held, name: {zh: "上年举办的活动", en: "Activities last year"}, weight: 5, measure: activities-held, steps: [{at_least: 1, percent: 50}, {at_least: 5, percent: 100}]}
              - {key: social, name: {zh: "社会化运行", en: "Social operation"}, weight: 5, measure: declared, question: social}
            rules:
              - {key: late, text: {zh: "逾期不予受理，视为放弃本轮资格；以系统收到的时间为准。", en: "Late declarations are not accepted and count as given up; the time of receipt by the system counts."}}
        """
    }
}
