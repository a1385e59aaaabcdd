import Activities
import Bookings
import Kernel
import Language
import Markup
import Venues
import Web

/// `/ballots/{id}`: when one can enter, for how many places, what binds the draw; afterwards the seed, who was drawn, and the file to check it.
struct BallotPage {
    let model: BallotView
    var reading: FormReading?
    var status = 200
    let visit: Visit

    private var ballot: Ballot { model.ballot }
    private var path: String { "/ballots/\(ballot.id.text)" }

    var answer: Answer {
        visit.page(
            Phrase("抽签：", "Ballot: ") + model.title.phrase, lede: lede,
            trail: [("/activities", Phrase("活动", "Activities")), ("/activities/\(ballot.activity.text)", model.title.phrase)], status: status
        ) {
            div(.class("stack")) {
                facts
                if ballot.takesEntries(at: visit.now) { enter }
                if ballot.state == .drawn { result }
                proof
            }
        }
    }

    private var lede: Phrase {
        switch ballot.state {
        case .cancelled: Phrase("这次抽签已取消。", "This ballot was called off.")
        case .drawn: Phrase("已经抽出，结果和种子都已公布。", "It is drawn; the result and the seed are published.")
        case .open where visit.now < ballot.opens: Phrase("报名还没有开始。", "Entries are not open yet.")
        case .open where visit.now < ballot.closes: Phrase("报名先后不影响中签机会，不用抢。", "When you enter makes no difference: there is no need to hurry.")
        case .open: Phrase("报名已截止，几分钟内抽签。", "Entries are closed; the draw follows within minutes.")
        }
    }

    private var facts: HTML {
        dl(.class("facts")) {
            visit.fact(Phrase("报名开始", "Entries open")) { Dates.moment(ballot.opens, ballot.zone, visit.language) }
            visit.fact(Phrase("报名截止", "Entries close")) { Dates.moment(ballot.closes, ballot.zone, visit.language) }
            visit.fact(Phrase("场次和名额", "Sessions and places")) {
                ul {
                    for session in model.sessions {
                        li { session.words(visit.language) + visit.say(Phrase("：", ": ")) + visit.say(places(session)) }
                    }
                }
            }
            visit.fact(Phrase("已报名", "Entries so far")) {
                element("data", .data("figure", "entries"), .value(String(ballot.entries))) { Numerals.count(ballot.entries, visit.language) }
            }
            visit.fact(Phrase("抽中后确认时限", "Time to accept")) { HTML(text: visit.say(Phrase("\(ballot.acceptHours) 小时", "\(ballot.acceptHours) hours"))) }
        }
    }

    /// What proves afterwards that nobody chose the seed.
    private var proof: HTML {
        details(.id("proof")) {
            summary { visit.say(Phrase("怎样证明抽签公正", "What proves that the draw is fair")) }
            p {
                visit.say(Phrase(
                    "抽签用的随机种子在报名前就已定下，下面是它的“指纹”（SHA-256）。抽签后公布种子，谁都可以用指纹核对它没有换过，再重新算一遍结果。",
                    "The seed of the draw was fixed before entries opened; below is its fingerprint (SHA-256). After the draw the seed is published: anybody can check that it was not changed, and compute the result again."))
            }
            dl(.class("facts")) {
                visit.fact(Phrase("种子的指纹（报名前公布）", "The seed's fingerprint (published before)")) { code(.class("break-anywhere")) { ballot.commitment } }
                if let seed = ballot.seed { visit.fact(Phrase("种子", "The seed")) { code(.class("break-anywhere")) { seed } } }
                if let digest = ballot.digest { visit.fact(Phrase("报名名单的指纹", "The fingerprint of the entries")) { code(.class("break-anywhere")) { digest } } }
            }
            if ballot.state == .drawn {
                p(.class("actions")) { a(.class("button", "button-quiet"), .href(.within(path + "/draw.json"))) { visit.say(Phrase("下载结果文件（JSON）", "The file of the draw (JSON)")) } }
            }
            p { a(.href("/rules/ballot")) { visit.say(Phrase("抽签是怎样进行的，怎样自己核对", "How the draw is made, and how to check it")) } }
        }
    }

    private func places(_ session: ActivitySession) -> Phrase {
        let own = model.places.filter { $0.session == session.id.text }
        let zh = own.map { one in "\(PartyKind(rawValue: one.kind)?.title.zh ?? one.kind) \(one.places) 个" }.joined(separator: "、")
        let en = own.map { one in "\(PartyKind(rawValue: one.kind)?.title.en ?? one.kind) \(one.places)" }.joined(separator: ", ")
        return Phrase(zh, en)
    }

    private var enter: HTML {
        section(.id("enter"), .class("form-section")) {
            h2 { visit.say(Phrase("报名", "Enter")) }
            visit.formHTML(
                reading ?? BallotForm.form(model).filled(["party": "1", "session": model.sessions.first?.id.text ?? "", "kind": model.kinds.first?.rawValue ?? ""]),
                action: path + "/entries", submit: Phrase("报名", "Enter"), makes: true)
            p(.class("hint")) {
                visit.say(Phrase("姓名和电话只用于通知结果，密封保存；没抽中且不候补的，通知后即清除。", "Name and telephone are for telling you the result, and are kept sealed; if you are not drawn and do not wait, they are deleted once you are told."))
            }
        }
    }

    private var result: HTML {
        section(.id("result"), .class("stack")) {
            h2 { visit.say(Phrase("抽签结果", "The draw")) }
            if model.winners.isEmpty {
                p { visit.say(Phrase("没有人抽中。", "Nobody was drawn.")) }
            } else {
                div(.class("table-wrap"), .role("region"), .aria("label", visit.say(Phrase("抽中名单", "Who was drawn"))), .tabindex(0)) {
                    table(.class("table")) {
                        caption { visit.say(Phrase("抽中 \(model.winnerCount) 个报名", "\(model.winnerCount) entries were drawn")) }
                        thead { tr { for head in heads { th(.scope("col")) { visit.say(head) } } } }
                        tbody { for entry in model.winners { row(entry) } }
                    }
                }
                if model.winnerCount > Int64(model.winners.count) {
                    p(.class("meta")) { visit.say(Phrase("这里列出前 \(model.winners.count) 个，全部在结果文件里。", "The first \(model.winners.count) are listed; all of them are in the file.")) }
                }
            }
        }
    }

    private let heads = [Phrase("顺序", "Place"), Phrase("报名号", "Entry"), Phrase("电话", "Telephone"), Phrase("人数", "Persons"), Phrase("场次", "Session")]

    private func row(_ entry: BallotEntry) -> HTML {
        tr {
            th(.scope("row")) { String(entry.place ?? 0) }
            td(.data("label", visit.say(heads[1]))) { String(entry.number) }
            td(.data("label", visit.say(heads[2]))) { entry.masked.isEmpty ? "–" : entry.masked }
            td(.data("label", visit.say(heads[3]))) { String(entry.party) }
            td(.data("label", visit.say(heads[4]))) { model.sessions.first { $0.id == entry.session }?.words(visit.language) ?? "–" }
        }
    }
}
