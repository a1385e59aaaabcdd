import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// The desk's page of one session: its own fields, and those of later rooms in the same form.
enum SessionPage {
    /// - posted: what was entered in the fields of later rooms; nil shows what they hold.
    static func answer(
        _ session: ActivitySession, _ reading: FormReading, _ posted: SessionParts?, _ visit: Visit, _ house: House, status: Int = 200
    ) async throws -> Answer {
        let kept = try await visit.database.read { tx in
            (try tx.latestVersion(of: session.activity)?.content.title, try posted ?? SessionParts(house, of: session.id, in: tx))
        }
        let panels = try await house.panelsHTML(on: Activities.deskSessionPanels, session.id.number, visit)
        let base = "/desk/activities/\(session.activity.text)"
        let trail = [("/desk/activities", Phrase("我的活动", "My activities")), (base, kept.0?.phrase ?? Activity.noun)]
        return visit.desk(Phrase(session.words(.zh), session.words(.en)), trail: trail.map { (path: $0.0, title: $0.1) }, status: status) {
            p(.class("meta")) { visit.say(Phrase("已占用 \(session.taken) 个名额。", "\(session.taken) places are taken.")) }
            panels
            visit.formHTML(reading, action: "\(base)/sessions/\(session.id.text)", submit: Phrase("保存", "Save")) {
                HTML()
            } after: {
                kept.1.html(visit)
            }
            visit.postButton(Phrase("删除场次", "Remove the session"), posts: "\(base)/sessions/\(session.id.text)/removal", style: "button-danger")
        }
    }
}
