import Kernel

/// The demonstration's measures and calls as a campaign file, which is what they are everywhere.
package enum DemoCallFile {
    /// The key of the file, beside those of `campaigns/`.
    package static let key = "demo-calls"

    static func text(_ days: DemoCallDays) -> String {
        """
        kepu: 1
        organisations:
          - {key: \(DemoCallCast.bureau), name: {zh: "示例市科学技术局", en: "Demo City Bureau of Science and Technology"}, kind: bureau, region: "610100", line: science-and-technology}
          - {key: \(DemoCallCast.association), name: {zh: "示例市科学技术协会", en: "Demo City Association for Science and Technology"}, kind: association, region: "610100"}
          - {key: \(DemoCallCast.district), name: {zh: "示例区科学技术局", en: "Demo District Office of Science"}, kind: bureau, region: "610113", line: science-and-technology}
          - {key: demo-university, name: {zh: "示例理工大学", en: "Demo University of Technology"}, kind: university, region: "610113"}
          - {key: demo-academy, name: {zh: "示例科学院研究所", en: "Demo Academy Institute"}, kind: institute, region: "110108"}
          - {key: demo-society, name: {zh: "示例科普作家协会", en: "Demo Society of Science Writers"}, kind: society, region: "310101"}
        \(units)
        schemes:
        \(base)
        \(studio)
        \(camp)
        calls:
        \(calls(days))

        """
    }

    private static var units: String {
        DemoCallCast.units.map { one in
            "  - {key: \(one.key), name: {zh: \"\(one.zh)（示例）\", en: \"\(one.en) (demo)\"}, kind: \(one.kind), region: \"\(one.region)\"}"
        }.joined(separator: "\n")
    }

    private static let fields = """
            fields:
              - {key: intro, name: {zh: "单位简介", en: "The unit in brief"}, kind: paragraphs, required: true, hint: {zh: "场馆面积、展教内容、队伍", en: "Floor space, exhibits, staff"}}
              - {key: open-days, name: {zh: "全年开放天数", en: "Days open in a year"}, kind: number, required: true, at_least: 200, unit: {zh: "天", en: "days"}, known: open-days}
              - {key: activities, name: {zh: "上年度科普活动", en: "Activities last year"}, kind: number, required: true, at_least: 4, unit: {zh: "项", en: "activities"}, known: activities-held}
              - {key: plan, name: {zh: "今后三年的工作打算", en: "Plans for the next three years"}, kind: paragraphs, required: true}
              - {key: licence, name: {zh: "法人证书", en: "Certificate of the legal person"}, kind: file}
        """

    private static let grounds = """
            grounds:
              - {key: false-report, text: {zh: "申报或考核材料弄虚作假", en: "False statements in an application or a report"}, clause: "第十八条第一款"}
              - {key: closed, text: {zh: "连续三个月以上无故不对公众开放", en: "Closed to the public without reason for three months"}, clause: "第十八条第二款"}
        """

    private static let base = """
          - key: demo-base
            name: {zh: "示例市科普示范基地认定管理办法", en: "Demo City's measure on demonstration bases"}
            title: {zh: "示例市科普示范基地", en: "Demonstration Base of Demo City"}
            authority: \(DemoCallCast.bureau)
            level: municipal
            region: "610100"
            validity: {zh: "有效期三年", en: "Three years"}
            valid: {months: 36}
            categories:
              - {key: venues, name: {zh: "场馆类", en: "Venues"}}
              - {key: research, name: {zh: "科研与企业类", en: "Research and industry"}}
        \(fields)
            recommendation: {days_for_correction: 10, most: 8}
            review:
              experts: 3
              blind: true
              most_excluded: 1
              inspection: true
              inspection_points:
                - {key: open, name: {zh: "按公示时间开放", en: "Open at the hours it states"}}
                - {key: exhibits, name: {zh: "展品完好率不低于 90%", en: "Nine exhibits in ten work"}}
                - {key: staff, name: {zh: "有专职科普人员", en: "Staff of its own"}}
              criteria:
                - {key: exhibits, name: {zh: "展教内容", en: "Exhibits"}, most: 100, weight: 4}
                - {key: activities, name: {zh: "活动与受众", en: "Activities and audience"}, most: 100, weight: 4}
                - {key: staff, name: {zh: "队伍与保障", en: "Staff and means"}, most: 100, weight: 2}
            notice: {workdays: 5, first_day_counts: true, lists: [recognise, cancel, rectify]}
            assessment:
              opens_in_month: 1
              days: 365
              months_to_rectify: 6
              outcomes: [excellent, qualified, rectify, failed]
              report:
                - {key: year, name: {zh: "全年开放和活动情况", en: "The year's opening days and activities"}}
                - {key: next, name: {zh: "下一年计划", en: "Next year's plans"}}
            rules:
              - {key: who, text: {zh: "在本市开放满一年、全年开放不少于 200 天的场馆可以申报", en: "Who has been open in the city for a year, 200 days a year or more, may apply"}}
        \(grounds)
        """

    private static let studio = """
          - key: demo-studio
            name: {zh: "示例市青少年科学工作室评审办法", en: "Demo City's measure on youth science studios"}
            title: {zh: "示例市青少年科学工作室", en: "Youth Science Studio of Demo City"}
            authority: \(DemoCallCast.bureau)
            level: municipal
            region: "610100"
            valid: {months: 24}
        \(fields)
            recommendation: {days_for_correction: 10}
            review:
              experts: 3
              criteria:
                - {key: idea, name: {zh: "课程设计", en: "The courses"}, most: 60, weight: 1}
                - {key: means, name: {zh: "条件与师资", en: "Room and teachers"}, most: 40, weight: 1}
            notice: {workdays: 7, first_day_counts: true}
        \(grounds)
        """

    private static let camp = """
          - key: demo-camp
            name: {zh: "示例市科普研学营地认定办法", en: "Demo City's measure on science camps"}
            title: {zh: "示例市科普研学营地", en: "Science Camp of Demo City"}
            authority: \(DemoCallCast.bureau)
            level: municipal
            region: "610100"
            valid: {months: 36}
        \(fields)
            recommendation: {days_for_correction: 10, only_one: false}
            review:
              experts: 3
              blind: true
              criteria:
                - {key: route, name: {zh: "线路与课程", en: "Routes and courses"}, most: 100, weight: 3}
                - {key: safety, name: {zh: "安全保障", en: "Safety"}, most: 100, weight: 2}
            notice: {workdays: 5, first_day_counts: true}
        \(grounds)
        """

    private static func calls(_ days: DemoCallDays) -> String {
        func line(_ call: DemoCall, _ zh: String, _ en: String, _ scheme: String, batch: Int) -> String {
            let (opens, closes) = call.days(days)
            return """
                  - {key: \(call.rawValue), name: {zh: "\(zh)（示例）", en: "\(en) (demo)"}, scheme: \(scheme), batch: \(batch), year: \(opens.year), opens: "\(opens.iso)T09:00", closes: "\(closes.iso)T18:00"}
                """
        }
        return [
            line(.first, "第一批科普示范基地申报", "Demonstration bases, first call", "demo-base", batch: 1),
            line(.second, "第二批科普示范基地申报", "Demonstration bases, second call", "demo-base", batch: 2),
            line(.third, "第三批科普示范基地申报", "Demonstration bases, third call", "demo-base", batch: 3),
            line(.studios, "青少年科学工作室申报", "Youth science studios", "demo-studio", batch: 1),
            line(.camps, "科普研学营地申报", "Science camps", "demo-camp", batch: 1),
        ].joined(separator: "\n")
    }
}

/// The demonstration's calls: two that are over, one in public notice, one in review, one that is open.
enum DemoCall: String, CaseIterable, Sendable {
    case first = "demo-base-1"
    case second = "demo-base-2"
    case third = "demo-base-3"
    case studios = "demo-studio-1"
    case camps = "demo-camp-1"

    /// The day on which it opens and the one on which it closes.
    func days(_ days: DemoCallDays) -> (opens: Day, closes: Day) {
        switch self {
        case .first: (days.back(4, 3, 1), days.back(4, 4, 15))
        case .second: (days.back(2, 3, 1), days.back(2, 4, 15))
        case .third: (days.ago(75), days.ago(45))
        case .studios: (days.ago(50), days.ago(22))
        case .camps: (days.ago(10), days.today.adding(days: 30))
        }
    }
}
