import Kernel

/// Everybody who plays in the Xi'an rehearsal: invented, and named so.
enum XianCast {
    struct Body: Sendable {
        let key: String
        let zh: String
        let en: String
        let region: String
    }

    struct Expert: Sendable {
        let login: String
        let name: String
        let region: String
        /// The applicant for which they work, by its number.
        var unit: Int?
        /// Moves the scores a little, so that no two judge alike.
        let strictness: Int
    }

    /// 24 are recognised in the end; one is set aside, one fails the formal review, one is not recommended, one is late.
    static let units = 28

    static let recommenders = [
        Body(key: "rehearsal-yanta", zh: "雁塔区科技局（示例）", en: "Yanta District S&T Office (demo)", region: "610113"),
        Body(key: "rehearsal-changan", zh: "长安区科技局（示例）", en: "Chang'an District S&T Office (demo)", region: "610116"),
        Body(key: "rehearsal-education", zh: "市教育局（示例）", en: "City Education Bureau (demo)", region: "610100"),
    ]

    static let experts = (1...8).map { number in
        Expert(
            login: "expert-\(number)", name: "专家\(["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"][number - 1])（示例）",
            region: ["610100", "110000", "310000", "440000", "510000", "420000", "320000", "370000"][number - 1], unit: number == 2 ? 1 : nil,
            strictness: number * 5)
    }

    static func key(_ number: Int) -> String { "rehearsal-unit-\(number)" }

    /// Districts recommend what is theirs, the education bureau what belongs to it.
    static func recommender(of number: Int) -> Body { recommenders[number % recommenders.count] }

    static func introduction(_ number: Int) -> String { "演练用的申报单位，常年向公众开放\(subjects[number - 1])展览。" }

    /// How many of the invented units a page names.
    static func count(in text: String) -> Int { (1...units).count { text.contains(english($0)) } }

    static func chinese(_ number: Int) -> String { "\(subjects[number - 1])科普馆" }

    static func english(_ number: Int) -> String { "Demo Museum \(number) of" }

    /// One of them has a rare character: every list, search and certificate has to print it.
    private static let subjects = [
        "航空", "天文", "地震", "气象", "水利", "轨道交通", "中医药", "古生物", "机器人", "丝路地质", "集成电路", "农业", "电力", "消防", "食品", "环境监测", "测绘", "纺织", "印刷", "航天动力",
        "动物", "土壤", "造纸", "通信", "石油", "植物", "药用真菌", "𫟅菌",
    ]

    private static let english = [
        "Flight", "Astronomy", "Earthquakes", "Weather", "Water", "Rail", "Chinese Medicine", "Fossils", "Robots", "Silk Road Geology", "Chips", "Farming", "Power",
        "Fire Safety", "Food", "Environment", "Surveying", "Textiles", "Printing", "Rocket Engines", "Animals", "Soil", "Paper", "Telecoms", "Oil", "Plants", "Fungi",
        "Moulds",
    ]

    /// The campaign file of the cast.
    static var file: String {
        var lines = ["kepu: 1", "organisations:"]
        for one in recommenders {
            lines.append(
                "  - {key: \(one.key), name: {zh: \"\(one.zh)\", en: \"\(one.en)\"}, kind: bureau, region: \"\(one.region)\", line: science-and-technology, source: [S0]}")
        }
        for number in 1...units {
            let region = ["610113", "610116", "610113"][number % 3]
            lines.append(
                "  - {key: \(key(number)), name: {zh: \"\(chinese(number))（示例）\", en: \"Demo Museum \(number) of \(english[number - 1])\"}, kind: museum, region: \"\(region)\", source: [S0]}"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
