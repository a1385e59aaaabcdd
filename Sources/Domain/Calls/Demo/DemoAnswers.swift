/// What the demonstration's units say of themselves, and what experts remark. Invented, and the same for a number.
enum DemoAnswers {
    static func body(_ number: Int) -> ApplicationBody {
        let size = 1_200 + number * 430, staff = 6 + number * 2
        return ApplicationBody([
            "intro": "常设展厅\(size)平方米，互动展品\(40 + number * 7)件，专职科普人员\(staff)名，志愿讲解员\(staff * 4)名。\n面向公众、学校和社区免费或优惠开放。（示例）",
            "open-days": String(262 + number * 5), "activities": String(8 + number * 3),
            "plan": "每年更新一个主题展区，开发两门进校园课程；寒暑假举办科学营；与社区共建科普角。（示例）",
        ])
    }

    static let comments = [
        "展教内容扎实，互动性好。", "活动频次高，建议加强效果评估。", "队伍稳定，经费有保障。", "内容有特色，英文标识尚可完善。", "开放时间充足，面向学校的课程成体系。", "特色鲜明，建议补充无障碍设施。",
    ]

    static let report = "全年开放，举办各类科普活动，接待学校团体；更新展品一批。详见附表。（示例）"
}
