import Kernel
import Markup
import Web

/// `/about`: the three promises, how things are counted, how to take part.
struct AboutPage {
    let visit: Visit

    var answer: Answer {
        visit.page(
            Phrase("关于科普", "About Kepu"),
            lede: Phrase("一套程序，连起全国的科普场馆和科普活动。", "One program on which the country's science venues run their shared work.")
        ) {
            div(.class("prose")) {
                promises
                counting
                takingPart
            }
        }
    }

    @HTMLBuilder private var promises: HTML {
        h2 { visit.say(Phrase("三个承诺", "Three promises")) }
        ol {
            item(
                Phrase("一次录入。", "Enter once."),
                Phrase("一条活动记录，活动页面、主办方报告、年度考核和统计调查都用它，不必重复填写。", "One record of an activity serves the campaign's page, the organiser's report, the yearly assessment and the survey. Nobody types the same thing twice."))
            item(
                Phrase("一次计数。", "Count once."),
                Phrase("一项活动参加三个活动项目，仍是一项活动。场次不是活动，人次不是人数，浏览不是参与；不同的东西从不相加。", "An activity in three campaigns is one activity. Sessions are not activities, visits are not visitors, page views are not participation; unlike things are never added."))
            item(
                Phrase("每个数字都能追到记录。", "Every figure opens to its records."),
                Phrase("任何页面上的数字，都能一步步打开，看到由谁提供、怎样得到。", "Any number on any page can be followed down to the records, to who stated them and how they were counted."))
        }
    }

    @HTMLBuilder private var counting: HTML {
        h2 { visit.say(Phrase("怎样计数", "How things are counted")) }
        p {
            visit.say(
                Phrase("关于数量的每一句话都是一条独立的记录，新数字不覆盖旧数字。每个场次的每个指标，只有一条计入合计：", "Each statement about a quantity is a record of its own; a number never overwrites a number. For each session and indicator exactly one of them counts:"))
        }
        ul {
            item(Phrase("实测", "Measured"), Phrase("：检票、计数器或播放器记录。", ": by ticket scans, a counter or a player."))
            item(Phrase("上报", "Reported"), Phrase("：由人清点，附有依据，经核验。", ": counted by a person, with evidence, and checked."))
            item(Phrase("估算", "Estimated"), Phrase("：由人或公式推算，单独标明。", ": by a person or a formula, and always marked as such."))
        }
        p {
            visit.say(
                Phrase("预约从不算作人次，只列在旁边。零、不适用和未知是三种不同的值。", "Bookings are never counted as visits; they stand beside them. Zero, not applicable and unknown are three different values."))
        }
        p { a(.href("/figures")) { visit.say(Phrase("查看数据", "See the figures")) } }
    }

    @HTMLBuilder private var takingPart: HTML {
        h2 { visit.say(Phrase("怎样参与", "How to take part")) }
        ul {
            item(
                Phrase("公众", "Visitors"), Phrase("：查找活动，直接前往或预约，不需要注册。", ": find an activity and come, or book a place; no account is needed."))
            item(
                Phrase("场馆、基地和学校", "Venues, bases and schools"),
                Phrase("：向主办方或当地科协领取账号，即可填报活动、上报结果。", ": ask the organiser or your local association for an account, then enter activities and report what happened."))
            item(
                Phrase("主办方", "Organisers"),
                Phrase("：用一份活动文件声明一届活动，其余由程序完成。", ": declare an edition in one campaign file; the program does the rest."))
        }
        p(.class("actions")) {
            a(.class("button", "button-primary"), .href("/activities")) { visit.say(Phrase("查找活动", "Find activities")) }
            a(.class("button"), .href("/sign-in")) { visit.say(Phrase("登录", "Sign in")) }
        }
    }

    private func item(_ lead: Phrase, _ text: Phrase) -> HTML {
        li {
            strong { visit.say(lead) }
            visit.language == .en && !text.en.hasPrefix(":") ? " " + text.en : visit.say(text)
        }
    }
}
