import Kernel
import Language
import Markup
import Venues
import Web

/// `/objections/{code}`: for whoever objected, how far it has come. It names nobody.
struct ObjectionPage {
    let objection: Objection
    let notice: Notice
    let item: Notice.Item?
    /// How many came with it.
    let papers: Int

    func answer(_ visit: Visit) -> Answer {
        visit.page(Phrase("我的异议", "My objection"), trail: [("/notices/\(notice.id)", notice.title.phrase)]) {
            p { span(.class("badge")) { visit.say(objection.state.title) } }
            dl(.class("facts")) {
                dt { visit.say(Phrase("对象", "About")) }
                dd { item?.name(visit.language) ?? "" }
                dt { visit.say(Phrase("收到时间", "Received")) }
                dd { Dates.plain(objection.receivedAt.day(in: .china), visit.language) }
                if papers > 0 {
                    dt { visit.say(Phrase("材料", "Papers")) }
                    dd { visit.say(Phrase("\(papers) 份", "\(papers)")) }
                }
                if !objection.ground.isEmpty, objection.state != .investigating {
                    dt { visit.say(Phrase("理由", "Ground")) }
                    dd { objection.ground }
                }
                if !objection.answer.isEmpty {
                    dt { visit.say(Phrase("答复", "Answer")) }
                    dd { objection.answer }
                }
            }
            p(.class("hint")) { visit.say(Phrase("请妥善保存本页网址，它是查询的唯一凭据，本页不显示您的身份。", "Keep this address: it is the only way to this page, which never shows who you are.")) }
        }
    }
}
