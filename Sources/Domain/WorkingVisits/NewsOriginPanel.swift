import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// On a piece of news: from which working visit it comes, by day, bodies and place; for whoever may read the record, the way to it.
enum NewsOriginPanel {
    static let panel = Panel(on: Campaigns.newsPanels, order: 40) { visit, subject in
        let identity = visit.identity
        let found = try await visit.database.read { tx -> (visit: WorkingVisit, bodies: [VisitBody])? in
            guard let one = try tx.workingVisits(where: "v.news_id = \(subject) AND v.state = \(VisitState.agreed)", limit: 1).first else { return nil }
            return (one, try tx.bodies(of: one.id, for: identity))
        }
        guard let found else { return nil }
        let names = found.bodies.map { $0.name(visit.language) }.joined(separator: visit.language == .zh ? "、" : ", ")
        return p(.class("meta"), .id("working-visit")) {
            visit.say(Phrase("来自一次调研交流：", "From a working visit: "))
            Dates.plain(found.visit.day, visit.language)
            " · " + names
            if let spot = found.visit.spot {
                " · "
                visit.html(spot)
            }
            if found.bodies.contains(where: \.isMine) {
                " · "
                a(.href("/desk/visits/\(found.visit.id)")) { visit.say(Phrase("查看记录", "See the record")) }
            }
        }
    }
}
