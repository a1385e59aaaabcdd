import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What the supervision office is told when an objection arrives: to which notice, and where it is handled. Neither who objects nor what they
/// say leaves the page on which each look is recorded.
enum ObjectionLetters {
    static func arrived(_ title: Phrase, at path: String) -> CallLetter {
        CallLetter(
            CallLetter.objection, Phrase("收到异议：\(title.zh)", "An objection: \(title.en)"),
            Phrase(
                "公示“\(title.zh)”收到一项异议，请及时决定是否受理。异议人和事实只在办理页面显示。",
                "An objection to the notice “\(title.en)” has arrived: decide soon whether it is admitted. Who objects, and to what, stands only on the page where it is handled."),
            at: path)
    }
}

extension Transaction {
    func tellSupervision(of objection: ID<Objection>, to notice: Notice) throws {
        guard let scheme = notice.schemeID else { return }
        guard let authority = try row("SELECT authority_id FROM calls_scheme WHERE id = \(scheme)", { try $0.id("authority_id", Organisation.self) }) else { return }
        try tellAll(.supervisor, of: authority) { ObjectionLetters.arrived(notice.title.phrase, at: "/desk/objections/\(objection.text)") }
    }
}
