import Activities
import Bookings
import Kernel
import Language
import Markup
import Venues
import Web

/// `/ballot-entries/{code}`: where an entry stands; withdrawing it while that is possible.
struct BallotEntryPage {
    let entry: BallotEntry
    let model: BallotView
    let visit: Visit

    var answer: Answer {
        visit.page(
            Phrase("您的抽签报名", "Your entry"), lede: model.title.phrase, trail: [("/ballots/\(model.ballot.id.text)", Phrase("抽签", "The ballot"))]
        ) {
            div(.class("stack")) {
                div(.class("notice", tone), .role("status")) { p { strong { visit.say(words) } } }
                dl(.class("facts")) {
                    visit.fact(Phrase("报名号", "Number"), String(entry.number))
                    visit.fact(Phrase("报名码（请保存）", "Code (please keep it)"), entry.code.text)
                    visit.fact(Phrase("人数", "Persons"), String(entry.party))
                    if let place = entry.place { visit.fact(Phrase("抽出的顺序", "Place in the draw"), String(place)) }
                }
                if model.ballot.state != .cancelled, entry.state != .withdrawn {
                    details {
                        summary { visit.say(Phrase("怎样在结果文件里找到自己", "How to find yourself in the file of the draw")) }
                        p { visit.say(Phrase("文件里没有姓名和电话，您的报名以下面的标记出现。", "The file has no names and no telephones; your entry stands there under this mark.")) }
                        p { code(.class("break-anywhere")) { BallotDraw.hash(entry.code.text) } }
                    }
                }
                if let booking = entry.booking {
                    p(.class("actions")) { a(.class("button", "button-primary"), .href(.within("/bookings/\(booking.text)"))) { visit.say(Phrase("查看预约", "The booking")) } }
                }
                if entry.state == .entered, model.ballot.state == .open, visit.now < model.ballot.closes {
                    visit.postButton(Phrase("撤回报名", "Withdraw"), posts: "/ballot-entries/\(entry.code.text)/withdrawal", style: "button-quiet")
                }
            }
        }.header("cache-control", "private, no-store")
    }

    private var tone: String {
        switch entry.state {
        case .won: "notice-success"
        case .void: "notice-warning"
        default: "notice-info"
        }
    }

    private var words: Phrase {
        switch entry.state {
        case .entered where model.ballot.state == .open: Phrase("已报名，等待抽签。", "You have entered; the draw is still to come.")
        case .entered: Phrase("已经抽签，正在逐一通知。", "The draw is made; everybody is being told.")
        case .withdrawn: Phrase("已撤回。", "Withdrawn.")
        case .won: Phrase("您抽中了，请在期限内确认名额。", "You were drawn. Accept your places in time.")
        case .void: Phrase("您抽中了，但名额已不能给出，请联系主办单位。", "You were drawn, but the places cannot be given any more. Please ask the host.")
        case .waiting: Phrase("没有抽中，已按顺序加入候补。", "Not drawn; you are on the waiting list, in the drawn order.")
        case .lost: Phrase("没有抽中。", "Not drawn.")
        }
    }
}
