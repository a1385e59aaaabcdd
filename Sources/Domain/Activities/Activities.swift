package import Access
package import Rooms
import Kernel
import Storage
import Web
import Workflow

/// The room of activities: what is offered, when and where, and what each campaign thinks of it.
package enum Activities {
    package static let enter = Permission("activities.enter", "填报活动", "Enter activities", roles: [.host, .organiser, .administrator])
    package static let moderate = Permission("activities.moderate", "审核活动", "Moderate activities", roles: [.moderator, .administrator])
    package static let takeIn = Permission("activities.take-in", "纳入活动", "Take in activities", roles: [.organiser, .administrator])

    /// Below an activity's facts; subject: the activity.
    package static let activityPanels = PanelPlace("activities.activity")
    /// Beside each session of the public page: where booking stands; subject: the session (`tx.session(anywhere:)`).
    package static let sessionPanels = PanelPlace("activities.session")
    /// On the desk's page of one session, above its form; subject: the session.
    package static let deskSessionPanels = PanelPlace("activities.desk-session")
    /// On the desk's form of one session and on those that add sessions; subject: the session, 0 while there is none.
    package static let sessionForm = FormPlace("activities.session")
    /// The public list. A condition may name the activity as `listed.id`.
    package static let listing = ListingPlace("activities")
    /// Asked before a session's places change; subject: the session; detail: `activity`, `capacity` (absent: unlimited), `taken`.
    package static let sessionCapacity = GuardPlace("activities.session-capacity")
    /// Asked before a session is removed; subject: the session; detail: `activity`.
    package static let sessionRemoval = GuardPlace("activities.session-removal")

    /// Asked before a session gets other times; subject: the session; detail: `activity`, `past` (1: it would begin in the past),
    /// `confirmed` (1: whoever asks knows what hangs on it), `begin` and `end` (the new times, in microseconds). A refusal with the field
    /// `confirmed` is asked again.
    package static let sessionMove = GuardPlace("activities.session-move")
    /// Asked before the public loses sight of an activity; subject: the activity; detail: `confirmed`, as for `sessionMove`.
    package static let unpublication = GuardPlace("activities.unpublication")

    package static let module: Module = {
        var module = Module("activities", "活动", "Activities")
        module.busyTables = ["activities_session", "activities_session_kind"]
        module.migrations = ActivitiesSchema.migrations + [
            ImportSchema.migration, ActivitiesSchema.changes, ListingSchema.migration, ListedSchema.migration, ListedSchema.byKey, ImportSchema.statuses,
            CountedSchema.migration, CountedSchema.sessionDays, ListedSchema.inOnePass, CountedSchema.placements, ActivitiesSchema.rare,
            Rewording.migration, PlacementSchema.regions,
            ModerationRuleSchema.migration, EnteringSchema.unfinished, EnteringSchema.invitations, TimesLookSchema.migration, ModerationRuleSchema.requiredFields, ActivitiesSchema.kinds,
            CountedSchema.placed,
        ]
        module.jobs = [Rewording.job, OverdueLetter.job, Sharing.job, UnfinishedErasure.job]
        module.personalData = [UnfinishedErasure.personalData]
        module.permissions = [enter, moderate, takeIn]
        module.workflows = [.init("placement", Placement.workflow)]
        module.messages = [DecisionLetter.kind, OverdueLetter.kind, UmbrellaLetter.kind, OfferLetter.kind]
        module.navigation = [SiteFrame.Link("/activities", "活动", "Activities", order: 10)]
        module.desk = [
            DeskItem("/desk/activities", "我的活动", "My activities", permission: enter, in: .own, order: 10),
            DeskItem("/desk/moderation", "审核队列", "Moderation", permission: moderate, in: .own, order: 20),
        ]
        (module.cards, module.queues) = ([HostCards.soon, ModerationCard.card], HostQueues.all)
        module.checks = [CountedSchema.check, PlacementSchema.check]
        module.mergings = [OrganiserMerging.merging]
        module.sections = [ModerationRuleSection.section, ActivitySection.section]
        module.dependants = ActivityDependants.all
        module.panels = ActivityPanels.all + [ProgrammePanel.panel, ModerationRulePanel.panel, CampaignFieldPanel.panel, AgainPanel.panel, JoiningRoutes.panel]
        module.importers = [ActivityImporter.importer]
        module.api = { house in ActivityAPI.resources(house) }
        module.operations = { house in
            ActivityActs.operations(house) + SessionActs(house).operations + SubmissionActs.operations(house) + DecisionActs.operations(house) + QueueActs.operations
        }
        module.changes = ActivityChanges.all
        (module.ledgerWords, module.ledgerNouns) = (ActivitiesLedger.words, ActivitiesLedger.nouns)
        module.routes = { house in
            PublicRoutes.routes(house) + EnteringRoutes.routes(house) + HostRoutes.routes(house) + PlacementRoutes.routes(house)
                + SessionRoutes.routes(house) + ModerationRoutes.routes(house) + ProgrammeRoutes.routes + OfferRoutes.routes + ElsewhereRoutes.routes + SpotCheckRoutes.routes + ModerationRuleRoutes.routes + CampaignFieldRoutes.routes
        }
        return module
    }()
}
