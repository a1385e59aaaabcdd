import Kernel
import Markup
import Web

/// `/data`: in which formats everything can be taken away, and on what terms.
struct DataPage {
    let visit: Visit

    private static let formats: [(end: String, name: String, what: Phrase)] = [
        ("json", "JSON", Phrase("给程序", "for programs")), ("csv", "CSV", Phrase("给表格软件，每行一个场次", "for spreadsheets, a line for each session")),
        ("xlsx", "XLSX", Phrase("给 Excel 和 WPS，日期就是日期", "for Excel and WPS, with real dates")),
        ("ics", "iCalendar", Phrase("在手机或电脑的日历里订阅", "to subscribe to in a calendar")),
        ("atom", "Atom", Phrase("在阅读器里跟进新增、更改和取消", "to follow what is new, changed and withdrawn")),
        ("geojson", "GeoJSON", Phrase("给地图程序，WGS 84 坐标", "for map programs, WGS 84")),
    ]

    var answer: Answer {
        visit.page(
            Phrase("数据与格式", "Data and formats"),
            lede: Phrase("页面上能看到的，都可以整份带走，不需要账号。", "Whatever a page shows can be taken away whole; no account is needed.")
        ) {
            div(.class("prose")) {
                activities
                rules
            }
        }
    }

    @HTMLBuilder private var activities: HTML {
        h2 { visit.say(Phrase("活动", "Activities")) }
        p {
            visit.say(
                Phrase("先在活动列表里选好条件，再换一种格式：条件、数目和顺序都一样。", "Choose your filters in the list, then change the format: the filters, the number and the order stay the same."))
        }
        ul {
            for one in Self.formats {
                li {
                    strong { one.name }
                    visit.say(Phrase("：\(one.what.zh)。", ": \(one.what.en). "))
                    code { "/activities.\(one.end)" }
                }
            }
        }
        p { visit.say(Phrase("例如，订阅陕西的线上活动：", "For example, to subscribe to what Shaanxi has online: ")) }
        p { code { visit.origin + "/activities.ics?region=610000&mode=online" } }
        p {
            a(.href("/activities")) { visit.say(Phrase("查找活动", "Find activities")) }
        }
    }

    @HTMLBuilder private var rules: HTML {
        h2 { visit.say(Phrase("编号、时间和数字", "Identities, times and numbers")) }
        ul {
            li { visit.say(Phrase("编号不变，是 13 个字母和数字，按文字处理。", "Identities never change: 13 letters and digits, to be kept as text.")) }
            li { visit.say(Phrase("时刻为 UTC，另附当地日期和时区。", "Moments are UTC, with the local day and the zone beside them.")) }
            li { visit.say(Phrase("地区用 GB/T 2260 的六位代码。", "Regions are the six digits of GB/T 2260.")) }
            li { visit.say(Phrase("0、不适用和未知是三种不同的值。", "Zero, not applicable and unknown are three different values.")) }
        }
        p { a(.href("/about")) { visit.say(Phrase("怎样计数", "How things are counted")) } }
    }
}
