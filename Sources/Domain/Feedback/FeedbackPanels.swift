import Access
import Activities
import Bookings
import Kernel
import Language
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

    /// On the page of a booking: a ticket of it is drawn, and its visitor is asked.
    static let booking = Panel(on: Bookings.bookingPanels, order: 50) { visit, _ in
        guard let code = PublicCode(visit.parameter("code")) else { return nil }
        let found = try await visit.database.read { tx -> (session: ActivitySession, count: Int)? in
            guard let booking = try tx.booking(code), let session = try tx.session(booking.activity, booking.session) else { return nil }
            return (session, try tx.drawnTickets(of: booking, in: session).count)
        }
        guard let found, found.count > 0 else { return nil }
        return section(.id("feedback"), .class("stack")) {
            h2 { visit.say(Phrase("您被抽中了", "You are drawn")) }
            p {
                visit.say(
                    Phrase(
                        "有 \(found.count) 张票被随机抽中：三个问题，半分钟，只累计每个选项有几个人选。", "\(Plural.en(found.count, "ticket is", "tickets are")) drawn by chance: three questions, half a minute; only how often each answer was chosen is kept."))
            }
            visit.postButton(Phrase("开始填写", "Begin"), posts: "/feedback/\(found.session.id.text)/tickets/\(code.text)")
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
