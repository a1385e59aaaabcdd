import Jobs
import Kernel
import Language
import Outbox
import Storage
import Venues

/// Reminds of what is to go back soon, and of what should be back already, until it is.
enum OverdueJob {
    /// So many days before the last day.
    static let soon = 3
    /// Whoever is late is reminded again so many days later.
    static let again = 3

    static let job = JobKind(name: "exhibits-overdue", schedule: .every(seconds: 3600)) { context in
        try await context.database.write { tx in
            try tx.remindOfReturns()
            try tx.forgetReportLoads()
            try context.complete(in: tx)
        }
    }
}

extension Transaction {
    /// Once before the end, then every few days while it is late; nobody is reminded of what is back.
    func remindOfReturns() throws {
        let today = now.day(in: Loan.zone), soon = today.adding(days: OverdueJob.soon), before = today.adding(days: -OverdueJob.again)
        let due = try rows(
            """
            \(sql: Self.loans) WHERE l.state IN ('under-way', 'accepted', 'in-use') AND ((l.to_day BETWEEN \(today) AND \(soon) AND l.soon_on IS NULL)
                OR (l.to_day < \(today) AND (l.reminded_on IS NULL OR l.reminded_on <= \(before)))) ORDER BY l.to_day, l.id LIMIT 500
            """, Loan.init)
        for loan in due { try remind(loan, today) }
    }

    private func remind(_ loan: Loan, _ today: Day) throws {
        let path = "/desk/loans/\(loan.id.text)", name = loan.name.phrase
        guard let late = loan.overdue(on: today) else {
            try execute("UPDATE exhibits_loan SET soon_on = \(today) WHERE id = \(loan.id)")
            return try tellHosts(
                of: loan.borrowerID, LoanLetter.borrowing, Phrase("即将到期：\(name.zh)", "To go back soon: \(name.en)"),
                Phrase(
                    "请在 \(Dates.day(loan.to, .zh)) 之后送还，并在平台上点“送还”。",
                    "Its last day is \(Dates.day(loan.to, .en)). Send it back then, and say so here."), at: path)
        }
        try execute("UPDATE exhibits_loan SET reminded_on = \(today) WHERE id = \(loan.id)")
        let days = Phrase("已超期 \(late) 天", late == 1 ? "one day late" : "\(late) days late")
        try tellHosts(
            of: loan.borrowerID, LoanLetter.borrowing, Phrase("请归还：\(name.zh)", "Please return: \(name.en)"),
            Phrase(
                "“\(name.zh)”应在 \(Dates.day(loan.to, .zh)) 结束，\(days.zh)。请尽快送还。",
                "“\(name.en)” was due on \(Dates.day(loan.to, .en)) and is \(days.en). Please send it back."), at: path)
        try tellHosts(
            of: loan.ownerID, LoanLetter.lending, Phrase("超期未还：\(name.zh)", "Not back yet: \(name.en)"),
            Phrase("\(loan.borrower.zh)借用的“\(name.zh)”\(days.zh)。", "“\(name.en)”, lent to \(loan.borrower(.en)), is \(days.en)."), at: path)
    }
}
