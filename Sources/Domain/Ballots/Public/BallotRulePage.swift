import Kernel
import Markup
import Rooms
import Web

/// `/rules/ballot`: how a draw is made and checked, with an example that is computed as a real one is.
enum BallotRulePage {
    static let page = RulePage { visit, key in key == "ballot" ? answer(visit) : nil }

    private static let seed = [UInt8](repeating: 7, count: 32)
    private static let entries = (1...5).map { number in
        BallotDraw.Entry(number: Int64(number), kind: "individual", party: [2, 1, 4, 3, 1][number - 1], sessions: ["A"], hash: BallotDraw.hash("example-\(number)"))
    }
    private static let places = [BallotDraw.Places(session: "A", kind: "individual", places: 5)]

    private static let steps = [
        Phrase("开放报名之前，系统随机产生一个 256 位的种子，并公布它的 SHA-256 值（承诺值）。此后种子不能再改，但谁也看不到它。", "Before entries open the program draws a seed of 256 bits by chance and publishes its SHA-256 (the commitment). From then on the seed cannot change, and nobody sees it."),
        Phrase("每个手机号报名一次，得到一个报名号和一个报名码。什么时候报名，机会都一样。截止之前可以撤回。", "Each telephone number enters once and gets a number and a code. The chance is the same whenever one enters. Until entries close one can withdraw."),
        Phrase("截止时名单固定下来，公布名单的 SHA-256 摘要和种子。", "When entries close, they are fixed; their SHA-256 digest and the seed are published."),
        Phrase("由种子和报名号给每个报名算出一个排序值（公式见下），按排序值从小到大排队。", "From the seed and its number each entry gets a key (the formula stands below). The smallest key comes first."),
        Phrase("按队伍顺序，每个同行团体得到它所选的第一个还容得下全体的场次；同行者要么都中，要么都不中；容不下就轮到下一个。", "In that order each party gets the first of its sessions that has room for all of it: all of them or none. Where there is no room the next party is asked."),
        Phrase("抽中的要在期限内确认，不确认的名额退回；没抽中而愿意候补的，按抽出的顺序候补。", "Who is drawn accepts in time, or the places go back. Who is not drawn and wants to wait does so in the drawn order."),
    ]

    private static func answer(_ visit: Visit) -> Answer {
        let outcomes = BallotDraw.run(seed: seed, entries: entries, places: places)
        let hex = seed.hexadecimal
        return visit.page(Phrase("抽签规则", "How ballots are drawn"), lede: Phrase("谁都可以重新计算一遍。", "Anybody can compute a draw again.")) {
            div(.class("stack")) {
                ol { for step in steps { li { visit.say(step) } } }
                section(.class("stack")) {
                    h2 { visit.say(Phrase("自己核对", "Check it yourself")) }
                    p { visit.say(Phrase("从抽签页面下载结果文件，用本程序核对：", "Download the file of the draw from the ballot's page and verify it with this program:")) }
                    pre(.tabindex(0)) { code { "kepu ballot verify FILE --commitment … --digest …" } }
                    p { visit.say(Phrase("排序值的公式，种子写成十六进制：", "The formula of a key, with the seed in hexadecimal:")) }
                    pre(.tabindex(0)) { code { "SHA-256(\"kepu-ballot/1/\" + seed + \"/\" + number)" } }
                    p { visit.say(Phrase("种子、名单或结果改动一位，都会被指出。您自己的报名可以用报名码的 SHA-256 在文件里找到。", "Changing one bit of the seed, of an entry or of the result is found. Your own entry stands in the file under the SHA-256 of your code.")) }
                }
                section(.class("stack")) {
                    h2 { visit.say(Phrase("例：5 个报名，5 个名额", "For example: five entries, five places")) }
                    dl(.class("facts")) {
                        dt { visit.say(Phrase("种子", "Seed")) }
                        dd(.class("break-anywhere")) { code { hex } }
                        dt { visit.say(Phrase("承诺值", "Commitment")) }
                        dd(.class("break-anywhere")) { code { BallotDraw.commitment(to: seed) } }
                    }
                    example(outcomes, hex, visit)
                }
            }
        }
    }

    private static func example(_ outcomes: [BallotDraw.Outcome], _ hex: String, _ visit: Visit) -> HTML {
        let heads = [Phrase("顺序", "Place"), Phrase("报名号", "Entry"), Phrase("人数", "Persons"), Phrase("排序值（前 12 位）", "Key (first 12)"), Phrase("结果", "Result")]
        return div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("示例", "Example"))), .tabindex(0)) {
            table(.class("table")) {
                caption { visit.say(Phrase("按排序值排队", "In the order of the keys")) }
                thead { tr { for head in heads { th(.scope("col")) { visit.say(head) } } } }
                tbody {
                    for one in outcomes {
                        tr {
                            th(.scope("row")) { String(one.place) }
                            td(.data("label", visit.say(heads[1]))) { String(one.number) }
                            td(.data("label", visit.say(heads[2]))) { String(entries.first { $0.number == one.number }?.party ?? 0) }
                            td(.data("label", visit.say(heads[3]))) { code { String(BallotDraw.key(of: one.number, seed: hex).prefix(12)) } }
                            td(.data("label", visit.say(heads[4]))) { visit.say(one.session == nil ? Phrase("没有抽中", "not drawn") : Phrase("抽中", "drawn")) }
                        }
                    }
                }
            }
        }
    }
}
