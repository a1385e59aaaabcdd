import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On the desk: loans in which the next step is one's own, and faults that nobody has looked at.
enum ExhibitQueues {
    static let all = [lent, borrowed, faults]

    private static let lent = queue(Phrase("等您处理的借展", "Loans waiting for you"), tab: "lent") { identity in
        let lending = identity.scopes(of: Exhibits.lend).filter { $0 != .all }
        guard !lending.isEmpty else { return nil }
        return "l.state IN (\(LoanState.asked), \(LoanState.packed), \(LoanState.returned)) AND \(sql: try OrganisationReach.condition("l.owner_id", lending))"
    }

    private static let borrowed = queue(Phrase("等您接收或使用的借展", "Borrowed things waiting for you"), tab: "borrowed") { identity in
        let borrowing = identity.scopes(of: Exhibits.borrow).filter { $0 != .all }
        guard !borrowing.isEmpty else { return nil }
        return "l.state IN (\(LoanState.underWay), \(LoanState.accepted)) AND \(sql: try OrganisationReach.condition("l.borrower_id", borrowing))"
    }

    /// Loans that wait, leading to the tab on which they stand.
    private static func queue(_ title: Phrase, tab: String, _ condition: @escaping @Sendable (Identity) throws -> SQL?) -> DeskQueue {
        DeskQueue(title, path: "/desk/exhibits?tab=\(tab)", order: 20) { identity in
            guard let condition = try condition(identity) else { return nil }
            return DeskQueue.Source(
                id: "l.id", since: "l.changed_at", name: .init("r.name"), of: .init("b.name"), note: "l.state",
                from: """
                    exhibits_loan l JOIN view_resources_resource r ON r.id = l.resource_id JOIN view_venues_organisation b ON b.id = l.borrower_id
                    WHERE \(sql: condition)
                    """)
        } line: { loan in
            let state = LoanState(rawValue: loan.note)?.title ?? Phrase(same: "")
            return DeskCard.Line(loan.name, meta: loan.of + Phrase("：\(state.zh)", ": \(state.en)"), path: "/desk/loans/" + loan.idText)
        }
    }

    private static let faults = DeskQueue(Phrase("新报修的展品", "Exhibits reported broken"), path: "/desk/exhibits?tab=faults", order: 21) { identity in
        let scopes = identity.scopes(of: Exhibits.keep).filter { $0 != .all }
        guard !scopes.isEmpty else { return nil }
        return DeskQueue.Source(
            id: "f.id", since: "f.changed_at", name: .init("r.name"), note: "f.says",
            from: """
                exhibits_fault f JOIN exhibits_piece p ON p.id = f.piece_id JOIN view_resources_resource r ON r.id = p.resource_id
                WHERE f.closed_on IS NULL AND f.state = \(FaultState.open) AND \(sql: try OrganisationReach.condition("p.owner_id", scopes))
                """)
    } line: { fault in
        DeskCard.Line(fault.name, meta: fault.noteOrOwner, path: "/desk/faults/" + fault.idText)
    }
}
