import Access
import Kernel
import Markup
import Rooms
import Storage
import Web

/// On the public page of what is over: the way to use it again, for those who may.
enum AgainPanel {
    static let panel = Panel(on: Activities.activityPanels, order: 90) { visit, subject in
        guard let identity = visit.identity, identity.mayAnywhere(Activities.enter) else { return nil }
        let id = ID<Activity>(subject)
        let isOffered = try await visit.database.read { tx in
            guard let last = try tx.activity(id)?.lastAt, last < tx.now else { return false }
            return identity.may(Activities.enter, within: try tx.entryScopes(id))
        }
        guard isOffered else { return nil }
        return p(.class("actions")) {
            a(.class("button"), .href("/desk/activities/\(id)/again")) { visit.say(Phrase("今年再办：再次使用这项活动", "Hold it again: use this entry")) }
        }
    }
}
