import Kernel
import Language
import Markup
import Plans
import Rooms
import Storage
import Venues
import Web

/// On a task's page at the desk: from which working visit it came, for whoever may read the record.
enum TaskOriginPanel {
    static let panel = Panel(on: Plans.taskPanels, order: 10) { visit, subject in
        guard let identity = visit.identity else { return nil }
        let found = try await visit.database.read { tx -> WorkingVisit? in
            let reach = try VisitReach.condition(identity)
            // One that was dropped and given anew came of it too.
            guard let task = try tx.keyTask(ID(subject)), task.origin == .visit, let conclusion = ID<VisitConclusion>(task.originKey) else { return nil }
            return try tx.workingVisits(where: "v.id IN (SELECT k.visit_id FROM workingvisits_conclusion k WHERE k.id = \(conclusion)) AND \(sql: reach)", limit: 1).first
        }
        guard let found else { return nil }
        return p(.class("meta"), .id("working-visit")) {
            visit.say(Phrase("来自调研交流：", "From a working visit: "))
            a(.href("/desk/visits/\(found.id.text)")) { visit.html(found.name) }
            " · "
            Dates.plain(found.day, visit.language)
        }
    }
}
