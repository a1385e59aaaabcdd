import API
import Access
package import Rooms
import Storage
import Web

/// What visitors say of a session they came to, kept apart from every count.
package enum Feedback {
    package static let module: Module = {
        var module = Module("feedback", "观众反馈", "Feedback")
        module.busyTables = ["feedback_tally", "feedback_used", "feedback_drawn"]
        module.migrations = FeedbackSchema.migrations
        module.panels = [FeedbackPanels.activity, FeedbackPanels.booking, FeedbackPanels.desk]
        module.guards = FeedbackRecords.guards
        module.jobs = [FeedbackRecords.forgetting]
        module.resealings = [FeedbackToken.resealing]
        module.demo = [DemoFeedback.part]
        module.checks = [FeedbackRecords.check]
        module.ledgerWords = FeedbackRecords.words
        module.routes = { _ in FeedbackRoutes.routes(RateLimiter(perMinute: FeedbackRoutes.perMinute)) + FeedbackDeskRoutes.routes }
        return module
    }()
}
