import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/duties/owed`: everything that one's units owe, whenever it is due.
struct OwedPage: Sendable {
    static let title = Phrase("全部要做的事", "Everything that is owed")
    static let size = 50

    let duties: [(duty: Duty, task: KeyTask)]
    let total: Int
    let names: PlanNames

    init(_ visit: Visit, for identity: Identity, in tx: Transaction) throws {
        let reach = try DutyReach(where: try DutyListPage.own(identity), in: tx)
        total = try reach.count(in: tx)
        try visit.requirePage(of: total, by: Self.size)
        duties = try reach.duties(limit: Self.size, offset: (visit.pageNumber - 1) * Self.size, in: tx)
        names = try PlanNames(of: duties.map(\.task), in: tx)
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Self.title, trail: [("/desk/duties", DutyListPage.title)]) {
            DutyTable(duties: duties, leads: names, title: Phrase("共 \(total) 件", "\(Plural.en(total, "thing", "things")) in all"), visit: visit).html
            visit.pager(page: visit.pageNumber, total: total, size: Self.size)
        }
    }
}
