import Access
import Activities
import App
import Bookings
import Campaigns
import Kernel
import Language
import Logging
import Outbox
import Participation
import Storage
import Story
import TestKit
import Venues
import Web

/// A small house in which every form of every room can be reached: something to moderate, to take in, to book, to accept, to check.
struct NaughtyWorld {
    static let login = "naughty@story.kepu", password = "a naughty password"
    let kepu: Kepu
    let site: Site
    /// Where a letter leads: an invitation, and a new password.
    let links: [String]
    /// Where no link leads: bookings are known to those who made them.
    let hidden: [String]

    static func make(_ engine: TestEngine, counting statements: StatementCount = StatementCount()) async throws -> NaughtyWorld {
        let place = try await engine.kepuPlace()
        var logger = Logger(label: "naughty")
        logger.logLevel = .error
        let now = Instant(iso: "2024-09-10T00:00:00Z") ?? Instant(microseconds: 0)
        let kepu = try await Kepu.open(on: CountingEngine(try await place.open(), statements), clock: Clock { now }, files: place.files, logger: logger)
        let hash = try await Passwords.hash(of: Token(password))
        let (hidden, links) = try await kepu.database.write { tx in
            let account = try tx.addAccount(login: login, name: "Naughty", passwordHash: hash)
            try tx.grant(Grant(.administrator, over: .all), to: account)
            try tell(account, tx)
            let guest = try tx.addAccount(login: "guest@story.kepu", name: "guest@story.kepu", passwordHash: "")
            let links = ["/invitations/\(try tx.openLink(.invitation, for: guest).text)", "/sign-in/password/\(try tx.openLink(.reset, for: guest).text)"]
            return (try fill(tx), links)
        }
        return NaughtyWorld(kepu: kepu, site: try await kepu.site(publicFolder: "Public"), links: links, hidden: hidden)
    }

    /// A message to read, one that can be sent again, and a webhook with an event that can be.
    private static func tell(_ account: ID<Account>, _ tx: Transaction) throws {
        let kind = MessageKind("naughty.told", "消息", "Message")
        try tx.tell(Message(kind, to: .account(account), subject: Phrase("消息", "A message"), body: Phrase("内容", "Words"), path: "/desk"))
        try tx.execute("UPDATE outbox_delivery SET state = 'off'")
        let webhook = try tx.addWebhook("https://hooks.example.org/kepu", by: account).id
        try tx.execute(
            """
            INSERT INTO outbox_webhook_event (webhook_id, seq, state, tries, asked_at, last_at, answer) VALUES (\(webhook), 1, 'dead', 1, \(tx.now), NULL, '')
            """)
    }

    private static func fill(_ tx: Transaction) throws -> [String] {
        let museum = try tx.addOrganisation(key: "museum", name: Wording("科技馆", "Museum"), kind: .museum, region: "610113")
        let venue = try tx.addVenue(key: "hall", name: Wording("展厅", "Hall"), kind: .museum, region: "610113", organisation: museum)
        let first = Day(year: 2024, month: 9, day: 1) ?? Day(daysSince1970: 0)
        func campaign(_ key: String, _ parent: ID<Campaign>?) throws -> ID<Campaign> {
            try tx.addCampaign(
                key: key, name: Wording(key, key), kind: .series, parent: parent, begin: first, end: first.adding(days: 60),
                summary: Wording("简介", "Summary"))
        }
        let day = try campaign("day", nil)
        let (city, other) = (try campaign("city", day), try campaign("other", day))
        try tx.save(
            NewsItem(id: tx.newID(), campaignID: other, key: "n-1", day: first, title: Wording("消息", "News"), text: Wording("一段", "One")), by: 0)
        func activity(_ name: String, _ umbrella: Bool = false) throws -> ID<Activity> {
            var draft = ActivityDraft(organiser: museum, title: Wording(name, name), summary: Wording("简介", "Summary"), kind: .lecture)
            draft.content.venue = venue
            draft.isUmbrella = umbrella
            return try tx.addActivity(draft)
        }
        func session(_ activity: ID<Activity>, _ begin: String, capacity: Int = 2_000) throws -> ID<ActivitySession> {
            let begin = Instant(iso: begin) ?? Instant(microseconds: 0)
            let id = try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 2), capacity: capacity), to: activity)
            try tx.openBookings(activity: activity, session: id, mostPerBooking: 4, waitingList: true)
            return id
        }
        let main = try activity("main")
        try tx.place(main, in: city, state: .published)
        let past = try session(main, "2024-09-09T01:00:00Z"), future = try session(main, "2024-09-16T01:00:00Z")
        let full = try session(main, "2024-09-17T01:00:00Z", capacity: 2)
        for value in 60..<68 { try tx.makeClaim(ClaimDraft(activity: main, session: past, value: Int64(value), reason: "x"), by: 0) }
        let accepted = try tx.makeClaim(ClaimDraft(activity: main, session: past, indicator: "views", value: 70, reason: "y"), by: 0)
        try tx.decideClaim(accepted, in: main, on: .accept, reason: "z", by: 0)
        for name in ["one", "two", "three", "four", "five", "six"] { try tx.place(try activity(name), in: city, state: .toModerate) }
        try tx.place(try activity("elsewhere"), in: other, state: .published)
        try tx.place(try activity("umbrella", true), in: other, state: .draft)
        func book(_ session: ID<ActivitySession>, waits: Bool = false) throws -> Booking {
            try tx.book(
                BookingWish(party: 2, person: BookingPerson(name: "王小明", phone: "13800138000"), waits: waits), activity: main, session: session)
        }
        let booking = try book(future), given = try book(full), waiting = try book(full, waits: true)
        try tx.cancelBooking(given.code)
        return ["/bookings/\(booking.code.text)", "/bookings/\(waiting.code.text)", "/desk/claims/\(main.text)/\(accepted.text)"]
    }
}
