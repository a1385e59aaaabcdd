import Access
import Activities
import Kernel
import Markup
import Participation
import Rooms
import Storage
import Web

/// Where other rooms' pages show what visitors said, or lead to it.
enum FeedbackPanels {
    /// On an activity's page, once enough have answered.
    static let activity = Panel(on: Activities.activityPanels, order: 62) { visit, subject in
        guard let summary = try await visit.database.read({ try $0.feedback(of: ID<Activity>(subject)) }), summary.isShown else { return nil }
        return section(.id("feedback"), .class("stack")) {
            h2 { visit.say(Phrase("观众说", "What visitors say")) }
            FeedbackView(summary: summary, visit: visit).html
        }
    }

    /// On the desk's page of a session: to the host's page.
    static let desk = Panel(on: Activities.deskSessionPanels, order: 62) { visit, subject in
        guard let identity = visit.identity else { return nil }
        let found = try await visit.database.read { tx -> ActivitySession? in
            guard let session = try tx.session(anywhere: ID(subject)), identity.may(Participation.report, within: try tx.reportScopes(session.activity)) else { return nil }
            return session
        }
        guard let session = found else { return nil }
        return p(.class("meta")) {
            a(.href("/desk/activities/\(session.activity.text)/sessions/\(session.id.text)/feedback")) { visit.say(Phrase("观众反馈", "Feedback of visitors")) }
        }
    }
}
