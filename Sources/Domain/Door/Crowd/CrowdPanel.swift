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

/// Beside a session on the activity's page, while its door is open: whether one can still come in now.
enum CrowdPanel {
    static let panel = Panel(on: Activities.sessionPanels, order: 9) { visit, subject in
        let found = try await visit.database.read { tx -> Crowd? in
            guard let session = try tx.session(anywhere: ID(subject)), session.status != .cancelled, session.end > tx.now,
                MeasureWindow.times(of: session).contains(tx.now)
            else { return nil }
            let crowd = try tx.crowd(session)
            return crowd.most == nil || crowd.cameIn + crowd.estimated == 0 ? nil : crowd
        }
        guard let crowd = found else { return nil }
        return p(.class("crowd"), .data("crowd", crowd.isFull ? "full" : "open")) { visit.say(words(crowd)) }
    }

    static func words(_ crowd: Crowd) -> Phrase {
        crowd.isFull
            ? Phrase("现在已满，请稍候：有人离场后再入场。", "Full now: please wait until somebody leaves.")
            : Phrase("现在可以入场，还可容纳约 \(crowd.room ?? 0) 人。", "Room now for about \(crowd.room ?? 0) more.")
    }
}

/// On the desk's page of a session that takes no bookings: the way to its door.
enum DoorWay {
    static let panel = Panel(on: Activities.deskSessionPanels, order: 11) { visit, subject in
        let identity = try visit.signedIn()
        let found = try await visit.database.read { tx -> ActivitySession? in
            guard let session = try tx.session(anywhere: ID(subject)), try tx.activity(session.activity)?.isPublic == true, try tx.rulesInForce(session) == nil,
                identity.may(Bookings.door, within: try tx.activityScopes(session.activity))
            else { return nil }
            return session
        }
        guard let session = found else { return nil }
        return div(.class("actions")) {
            a(.class("button", "button-quiet"), .href("/door/\(session.activity)/\(session.id)")) { visit.say(Phrase("入场清点", "Count at the door")) }
        }
    }
}
