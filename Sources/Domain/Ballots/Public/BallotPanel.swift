import Access
import Activities
import Bookings
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// Where other pages lead to a ballot.
enum BallotPanel {
    /// Beside a session on the activity's page.
    static let session = Panel(on: Activities.sessionPanels, order: 12) { visit, subject in
        guard let ballot = try await visit.database.read({ try $0.ballot(of: ID(subject)) }) else { return nil }
        let words: Phrase
        switch ballot.state {
        case .cancelled: return nil
        case .drawn: words = Phrase("查看抽签结果", "See the draw")
        case .open where visit.now < ballot.opens:
            words = Phrase("名额抽签产生，\(Dates.moment(ballot.opens, ballot.zone, .zh)) 开始报名", "Places are drawn; entries open \(Dates.moment(ballot.opens, ballot.zone, .en))")
        case .open where visit.now < ballot.closes:
            words = Phrase("参加抽签（\(Dates.moment(ballot.closes, ballot.zone, .zh)) 截止）", "Enter the ballot (until \(Dates.moment(ballot.closes, ballot.zone, .en)))")
        case .open: words = Phrase("报名已截止，等待抽签", "Entries are closed; the draw follows")
        }
        return p(.class("actions")) { a(.class("button"), .href(.within("/ballots/\(ballot.id.text)"))) { visit.say(words) } }
    }

    /// On the desk's page of a session, for those who make its rules.
    static let desk = Panel(on: Activities.deskSessionPanels, order: 12) { visit, subject in
        let identity = try visit.signedIn()
        let found = try await visit.database.read { tx -> (ActivitySession, Ballot?)? in
            guard let session = try tx.session(anywhere: ID(subject)), identity.may(Bookings.rule, within: try tx.entryScopes(session.activity)) else { return nil }
            return (session, try tx.ballot(of: session.id))
        }
        guard let (session, ballot) = found else { return nil }
        return p(.class("actions")) {
            if let ballot {
                a(.class("button", "button-quiet"), .href(.within("/desk/ballots/\(ballot.id.text)"))) { visit.say(Phrase("抽签（\(ballot.entries) 个报名）", "Ballot (\(ballot.entries) entries)")) }
            } else if session.begin > visit.now, session.status != .cancelled {
                a(.class("button", "button-quiet"), .href(.within("/desk/activities/\(session.activity.text)/ballot"))) { visit.say(Phrase("改为抽签", "Use a ballot")) }
            }
        }
    }
}
