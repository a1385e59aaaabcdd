import Kernel
import Language
import Markup
import Web

/// `/talks/rules`: how talks are arranged, for everybody; drawn from the rules themselves.
enum TravelRulePage {
    static let route: Route = .get("/talks/rules", .anyone, filters: []) { visit in
        visit.page(
            Phrase("报告怎样安排", "How talks are arranged"), lede: Phrase("单位点单，主管部门派单，专家接单，接待单位确认。", "Units order, the office dispatches, experts accept, the receiving unit confirms.")
        ) {
            section(.class("stack")) {
                h2 { visit.say(Phrase("赶路时间", "Time to travel")) }
                p { visit.say(Phrase("同一位专家的两场报告之间至少留出：", "Between two talks of one expert lie at least:")) }
                div(.class("table-wrap")) {
                    table(.class("table")) {
                        thead { tr { for title in [Phrase("两地", "The two places"), Phrase("至少", "At least")] { th(.scope("col")) { visit.say(title) } } } }
                        tbody {
                            for rule in TravelRule.allCases {
                                tr {
                                    th(.scope("row")) { visit.say(rule.title) }
                                    td(.data("label", visit.say(Phrase("至少", "At least")))) { Dates.duration(seconds: Int64(rule.minutes) * 60, visit.language) }
                                }
                            }
                        }
                    }
                }
                p(.class("meta")) {
                    visit.say(Phrase("主管部门可以在知情后缩短，但时间重叠的，任何人都不能派单。", "The office may shorten it knowingly; where times overlap, nobody can dispatch."))
                }
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("怎样算数", "What counts")) }
                ul {
                    li { visit.say(Phrase("报告由接待单位确认，不由讲者确认。", "The receiving unit confirms a talk, never the speaker.")) }
                    li { visit.say(Phrase("每场报告都是接待单位的一项活动，人次在活动里统计，只算一次。", "Each talk is an activity of the receiving unit; who came is counted there, once.")) }
                    li { visit.say(Phrase("审核过期的专家不再派单。", "An expert whose vetting ran out is not asked.")) }
                    li { visit.say(Phrase("专家逾期未答视为不能来，自动转给候补专家。", "An expert who has not answered in time counts as unable to come, and the fallback is asked.")) }
                }
            }
        }
    }
}
