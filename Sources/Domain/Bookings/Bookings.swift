package import Access
package import Rooms
import Kernel
import Storage
import Web

/// The room of bookings: places asked for, the waiting list, tickets, and the door that scans them.
package enum Bookings {
    package static let door = Permission("bookings.door", "检票", "Check tickets at the door", roles: [.door, .host, .administrator])
    package static let rule = Permission("bookings.rule", "制定预约规则", "Set booking rules", roles: [.host, .organiser, .administrator])
    package static let ticketKeys = Permission("bookings.ticket-keys", "管理门票密钥", "Manage the keys of tickets", roles: [.administrator])
    /// For programs: a partner's counter, a host's own hall.
    static let make = Permission("bookings.make", "代人预约", "Book for others", roles: [.host, .administrator])
    package static let see = Permission("bookings.see", "查看预约者", "See who booked", roles: [.host, .administrator])

    /// On the page of a booking, for whoever holds its code; the subject is the booking.
    package static let bookingPanels = PanelPlace("bookings.booking")

    package static let module: Module = {
        var module = Module("bookings", "预约", "Bookings")
        module.sections = [BookingRulesSection.section]
        module.api = { _ in BookingRulesAPI.resources }
        module.operations = { _ in BookingActs.operations }
        module.rulePages = [RulesPage.page]
        module.busyTables = [
            "bookings_rule", "bookings_booking", "bookings_ticket", "bookings_group", "bookings_guest", "bookings_consent", "bookings_allowance_use",
            "bookings_strike", "bookings_reckoned",
        ]
        module.migrations = BookingsSchema.migrations
        module.permissions = [door, see, make, rule, ticketKeys]
        module.jobs = BookingJobs.all + [BookedLetter.job, SessionLetter.job, BookingPersonErasure.erasure, BookingPersonErasure.sealing]
        module.messages = [BookedLetter.kind] + BookingLetter.kinds
        module.queues = BookingQueues.all
        module.panels = [BookingPanel.panel, DeskSessionPanel.panel, RulesPanels.campaign, RulesPanels.venue]
        module.formParts = [BookingForm.rulePart]
        module.guards = BookingGuards.all
        module.checks = BookingCheck.all
        module.personalData = BookingPersonalData.all
        module.resealings = [BookingPersonSeal.resealing, TicketKeySeal.resealing]
        module.publishedKeys = [TicketKeySeal.published]
        module.desk = [TicketKeyRoutes.item]
        (module.ledgerWords, module.ledgerNouns) = (BookingsLedger.words, BookingsLedger.nouns)
        module.routes = { house in [BookingCalendar.route, TicketRoutes.pdf] + TicketKeyRoutes.routes + BookingRoutes.routes(house) + BookingChangeRoutes.routes + DeskBookingRoutes.routes + RulesDeskRoutes.routes }
        return module
    }()
}
