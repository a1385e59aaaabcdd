import Access
import Exhibits
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/rounds/{key}/loans`: what a settled round gave, and the loans that bring it.
struct AwardPage: Sendable {
    let round: Round
    let awards: [Award]
    var problem: Refusal?
    var made: Int?
    var left: [Phrase] = []

    /// More are not listed; the button takes all.
    static let most = 300

    init(_ round: Round, in tx: Transaction) throws {
        self.round = round
        awards = round.state == .settled ? try tx.awards(of: round) : []
    }

    var path: String { "/desk/rounds/\(round.key)" }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("配发的借展", "Loans of the awards"), lede: round.name.phrase,
            trail: [("/desk/rounds", Phrase("实体资源配发", "Rounds and allocation")), (path, round.name.phrase)], status: problem == nil && left.isEmpty ? 200 : 422
        ) {
            if let problem { div(.class("error-summary"), .role("alert")) { p { visit.say(problem.phrase) } } }
            if let made { div(.class("notice"), .role("status")) { p { visit.say(Phrase("新办了 \(made) 次借展。", "\(Plural.en(made, "loan", "loans")) made.")) } } }
            if !left.isEmpty {
                div(.class("notice", "notice-warning"), .role("alert")) {
                    p { visit.say(Phrase("以下没有办成，原因如下：", "These have no loan yet, and why:")) }
                    ul { for one in left { li { visit.say(one) } } }
                }
            }
            if round.state != .settled {
                p { visit.say(Phrase("本轮定案后，才能把配发的展品一次预留给各单位。", "Once the round is settled, what it gave can be reserved for all units at once.")) }
            } else if awards.isEmpty {
                p { visit.say(Phrase("本轮没有配发。", "The round gave nothing.")) }
            } else {
                if awards.contains(where: { $0.rest > 0 }) { button(visit) }
                table(visit)
                if awards.count > Self.most { p(.class("meta")) { visit.say(Phrase("只列前 \(Self.most) 项。", "The first \(Self.most) are listed.")) } }
            }
        }
    }

    private func button(_ visit: Visit) -> HTML {
        let open = awards.filter { $0.rest > 0 }
        let form = Form(
            FormField("from", "没有写明日期的，从", "Where no days are stated: from", .day), FormField("to", "到", "To", .day))
        return section(.class("stack")) {
            p {
                visit.say(
                    Phrase(
                        "还有 \(open.count) 项没有借展。按各单位想用的日期预留，前后加运输和检修的天数；归别的单位所有的，向它提出申请。",
                        "\(Plural.en(open.count, "award has", "awards have")) no loan. Each is reserved for the days that its unit wished, with days for transport and service; what another unit owns is asked of it."))
            }
            visit.formHTML(form.filled([:]), action: path + "/loans", submit: Phrase("全部预留", "Reserve all"))
        }
    }

    private func table(_ visit: Visit) -> HTML {
        let titles = [Phrase("单位", "Unit"), Phrase("资源", "What"), Phrase("配发", "Given"), Phrase("想用的日期", "Days wished"), Phrase("借展", "Loan")]
        return div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                tbody {
                    for award in awards.prefix(Self.most) {
                        tr {
                            th(.scope("row")) { a(.href(.within("\(path)/declarations/\(award.declarationID.text)"))) { visit.html(award.unit) } }
                            td(.data("label", visit.say(titles[1]))) { round.rule.lot(award.lot)?.name(visit.language) ?? award.lot }
                            td(.data("label", visit.say(titles[2])), .class("number")) { String(award.given) }
                            td(.data("label", visit.say(titles[3]))) { award.period.flatMap { $0.says(visit.language) } ?? "–" }
                            td(.data("label", visit.say(titles[4]))) {
                                AwardLoanList(loans: award.loans, visit: visit).html
                                if award.rest > 0 {
                                    visit.postButton(
                                        Phrase("预留 \(award.rest) 套", "Reserve \(award.rest)"), posts: path + "/loans",
                                        fields: [("declaration", award.declarationID.text), ("lot", award.lot)], style: "button-quiet")
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The loans of one award, each leading to its page.
struct AwardLoanList {
    let loans: [AwardLoan]
    let visit: Visit

    @HTMLBuilder var html: HTML {
        for loan in loans {
            p {
                a(.href("/desk/loans/\(Crockford.text(loan.number))")) { Dates.span(loan.from, loan.to, visit.language) }
                " "
                span(.class("badge", loan.isVoid ? "" : "badge-info")) { visit.say(LoanWords.title(state: loan.state)) }
            }
        }
    }
}
