import Jobs
import Kernel
import Storage

/// Opens and closes notices, ends titles, publishes lists anew, by the calendar: at most a quarter of an hour late, never early, and in the order of their days.
enum CalendarJob {
    static let job = JobKind(name: "calls-calendar", schedule: .every(seconds: 900)) { context in
        try await context.database.write { tx in
            try tx.turnNotices()
            try tx.turnTitles()
            try tx.turnAssessments()
            try tx.turnReminders()
            try tx.turnLists()
            try tx.forgetOldObjections()
            try tx.forgetObjectionLoads()
            try context.complete(in: tx)
        }
    }
}
