import Kernel
import Markup
import Web

/// `/data`: in which formats everything can be taken away, with an address of each for copying, and on what terms.
struct DataPage {
    let visit: Visit

    private struct Format: Sendable {
        let end: String
        let name: String
        let what: Phrase
        /// A question that shows what the format is good for.
        let question: String

        init(_ end: String, _ name: String, _ zh: String, _ en: String, _ question: String) {
            (self.end, self.name, what, self.question) = (end, name, Phrase(zh, en), question)
        }
    }

    private static let formats = [
        Format("json", "JSON", "给程序，每项活动一条，含场次", "for programs: a record for each activity, with its sessions", "region=610000"),
        Format("csv", "CSV", "给表格软件，每行一个场次", "for spreadsheets, a line for each session", "region=610000&free=1"),
        Format("xlsx", "XLSX", "给 Excel 和 WPS，日期就是日期，编号是文字", "for Excel and WPS, with real dates and identities kept as text", "region=610000"),
        Format("ics", "iCalendar", "在手机或电脑的日历里订阅，取消的场次会划去", "to subscribe to in a calendar; what is cancelled is struck out", "region=610000&mode=online"),
        Format("atom", "Atom", "在阅读器里跟进新增、更改和撤回", "to follow what is new, changed and withdrawn", "region=610000"),
        Format("geojson", "GeoJSON", "给地图程序，WGS 84 坐标", "for map programs, WGS 84", "near=34.26,108.94&within=20"),
        Format("pdf", "PDF", "一个县或区的 A4 节目单，可打印张贴", "the programme of a county on A4, to print and put up", "region=610113"),
    ]

    var answer: Answer {
        visit.page(
            Phrase("数据与格式", "Data and formats"),
            lede: Phrase("页面上能看到的，都可以整份带走，不需要账号。", "Whatever a page shows can be taken away whole; no account is needed.")
        ) {
            div(.class("prose")) {
                activities
                api
                more
                rules
            }
        }
    }

    @HTMLBuilder private var activities: HTML {
        h2 { visit.say(Phrase("活动", "Activities")) }
        p {
            visit.say(
                Phrase(
                    "先在活动列表里选好条件，再换一种格式：条件、数目和顺序都一样。例如：",
                    "Choose your filters in the list, then change the format: the filters and the number stay the same. For example:"))
        }
        ul {
            for one in Self.formats {
                li {
                    strong { one.name }
                    visit.say(Phrase("：\(one.what.zh)", ": \(one.what.en)"))
                    br()
                    example("/activities.\(one.end)", one.question)
                }
            }
        }
        p { a(.href("/activities")) { visit.say(Phrase("查找活动", "Find activities")) } }
    }

    @HTMLBuilder private var api: HTML {
        h2 { visit.say(Phrase("接口（API）", "The API")) }
        p {
            visit.say(
                Phrase(
                    "读取公开的内容不需要密钥；每次回答都说明还可以请求几次。持令牌的程序还可以填报活动和场次、提交、审核、登记场馆（“我的账号 · 令牌”）。说明文件为 OpenAPI 3.1，每个地址都附有例子：",
                    "What is public is read without a key; every answer says how many requests are left. A program with a token (My account, Tokens) may also enter activities and sessions, hand them in, moderate, and enter venues. The description is OpenAPI 3.1, with examples for every address:"))
        }
        ul {
            li { example("/api/openapi.json", "") }
            li { example("/api/v1/activities", "q=科学&region=610000&limit=5") }
            li { example("/api/v1/activities", "near=34.26,108.94&within=10") }
            li { example("/api/v1/regions", "level=province") }
            li {
                example("/api/v1/changes", "since=now")
                visit.say(Phrase("（从现在起发生了什么变化）", " (what has changed from now on)"))
            }
        }
    }

    @HTMLBuilder private var more: HTML {
        h2 { visit.say(Phrase("单独一条", "One record")) }
        p {
            visit.say(Phrase("活动、场馆和活动项目的网址后加 ", "To the address of an activity, a venue or a campaign add "))
            code { ".json" }
            visit.say(Phrase("；活动还可加 ", "; to that of an activity also "))
            code { ".ics" }
            visit.say(
                Phrase("，把全部场次放进日历。页面里另有给搜索引擎的 schema.org Event（JSON-LD）。", ", which puts its sessions into a calendar. Pages also carry a schema.org Event (JSON-LD)."))
        }
        h2 { visit.say(Phrase("称号名册", "The register of titles")) }
        p { visit.say(Phrase("含已到期和已撤销的，筛选条件与页面相同。例如：", "Past titles too, with the filters of the page. For example:")) }
        ul {
            li { example("/register.csv", "state=valid") }
            li { example("/register.json", "region=610000") }
        }
    }

    @HTMLBuilder private var rules: HTML {
        h2 { visit.say(Phrase("编号、时间和数字", "Identities, times and numbers")) }
        ul {
            li { visit.say(Phrase("编号不变，是 13 个字母和数字，按文字处理。", "Identities never change: 13 letters and digits, to be kept as text.")) }
            li { visit.say(Phrase("时刻为 UTC，另附当地日期和时区。", "Moments are UTC, with the local day and the zone beside them.")) }
            li { visit.say(Phrase("地区用 GB/T 2260 的六位代码。", "Regions are the six digits of GB/T 2260.")) }
            li { visit.say(Phrase("0、不适用和未知是三种不同的值。", "Zero, not applicable and unknown are three different values.")) }
            li {
                visit.say(
                    Phrase(
                        "反复读取时请带上 ETag（If-None-Match）：没有变化就只回答 304。",
                        "When you read again, send the ETag (If-None-Match): where nothing has changed, the answer is a 304."))
            }
        }
        p { a(.href("/about")) { visit.say(Phrase("怎样计数", "How things are counted")) } }
    }

    /// A whole address, for copying, that can be tried at once.
    private func example(_ path: String, _ question: String) -> HTML {
        a(.href(.within(path, query: Query(encoded: question) ?? Query())), .rel("nofollow")) { code { address(path, question) } }
    }

    private func address(_ path: String, _ question: String) -> String { visit.origin + path + (question.isEmpty ? "" : "?" + question) }
}
