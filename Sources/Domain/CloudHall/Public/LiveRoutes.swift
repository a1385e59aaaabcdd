import Access
import Activities
import Campaigns
import Kernel
import Language
import Storage
import Venues
import Web

/// The cloud hall for everybody.
enum LiveRoutes {
    static let routes: [Route] = [
        .get("/live", .anyone, filters: ["campaign", "theme"]) { visit in
            let filter = try filter(visit)
            let page = try await visit.database.read { tx -> LivePage in
                let chosen = try filter.campaign.flatMap { try tx.campaign(key: $0) }
                return LivePage(
                    list: try tx.hallList(filter), filter: filter, campaigns: try tx.hallCampaigns(),
                    themes: try chosen.map { try tx.hallThemes(of: $0.id) } ?? [], visit: visit)
            }
            return page.answer
        },
        .get("/live.json", .anyone, filters: ["campaign", "theme"]) { visit in
            let filter = try filter(visit)
            let list = try await visit.database.read { try $0.hallList(filter) }
            return .json(LiveJSON.list(list, visit))
        },
        .get("/live/{session}", .anyone, filters: []) { visit in try await page(visit) },
        .get("/live/{session}.json", .anyone, filters: []) { visit in .json(LiveJSON.item(try await item(visit), visit)) },
        .get("/live/{session}/join/{token}", .anyone, filters: []) { visit in try await go(visit, .join) },
        .get("/live/{session}/watch/{token}", .anyone, filters: []) { visit in try await go(visit, .watch) },
        .bytes("/live/{session}/beat/{token}", .anyone, bodyLimit: 1024) { visit in try await beat(visit) },
    ]

    private static func filter(_ visit: Visit) throws -> HallFilter {
        func value(_ name: String) -> String? { visit.query[name].flatMap { $0.isEmpty ? nil : String($0.prefix(100)) } }
        return HallFilter(campaign: value("campaign"), theme: value("theme"))
    }

    private static func item(_ visit: Visit) async throws -> HallItem {
        let id: ID<ActivitySession> = try visit.id("session", of: ActivitySession.noun)
        return try await visit.database.read { try $0.hallItem(id) }
    }

    private static func page(_ visit: Visit) async throws -> Answer {
        let item = try await item(visit)
        _ = visit.csrf
        guard let browser = visit.browser else { throw Refusal.notFound(ActivitySession.noun) }
        let isOpen = item.room.moment(of: item.session, at: visit.now) == .open
        let (session, now) = (item.session.id, visit.now)
        let (key, hasJoined) = try await visit.database.read { tx -> ([UInt8], Bool) in
            let key = try tx.secret(ViewingToken.secret)
            return (key, try isOpen && tx.hasJoined(item.room, mark: ViewingToken.mark(session, browser: browser, key: key)))
        }
        func way(_ purpose: ViewingPurpose, _ until: Instant) -> String {
            "/live/\(session.text)/\(purpose.rawValue)/\(ViewingToken.make(purpose, session, browser: browser, until: until, key: key))"
        }
        let soon = now.adding(minutes: ViewingToken.minutes)
        let canWatch = item.room.recordingURL != nil && item.session.isOver(at: now) && item.session.status != .cancelled
        return LiveSessionPage(
            item: item, join: isOpen ? way(.join, soon) : nil, watch: canWatch ? way(.watch, soon) : nil,
            beat: isOpen ? way(.beat, item.room.window(of: item.session).upperBound) : nil, hasJoined: hasJoined, visit: visit
        ).answer
    }

    /// On to the stream or the recording. Who comes with a link that is too old, or another browser's, gets the page with a new one; what a
    /// browser fetches beforehand is no view.
    private static func go(_ visit: Visit, _ purpose: ViewingPurpose) async throws -> Answer {
        let item = try await item(visit)
        let back = "/live/\(item.session.id.text)"
        let isOpen = item.room.moment(of: item.session, at: visit.now) == .open
        guard let link = purpose == .join ? (isOpen ? item.room.joinURL : nil) : (item.session.isOver(at: visit.now) ? item.room.recordingURL : nil) else {
            return visit.see(back, saying: Phrase("现在还不能进入。", "One cannot join at this moment."))
        }
        let (key, token) = (try await visit.database.read { try $0.secret(ViewingToken.secret) }, visit.parameter("token"))
        guard let browser = visit.browser, ViewingToken.isValid(token, purpose, item.session.id, browser: browser, now: visit.now, key: key) else {
            return visit.see(back, saying: Phrase("链接已过期，请再点一次“进入观看”。", "The link has run out. Press “Join” again."))
        }
        let isAhead = [visit.header("sec-purpose"), visit.header("purpose"), visit.header("x-moz")].contains { $0?.lowercased().contains("prefetch") == true }
        if !visit.isHead, !isAhead {
            let mark = ViewingToken.mark(item.session.id, browser: browser, key: key)
            try await visit.database.write { tx in
                if purpose == .join { try tx.joinRoom(item.room, mark: mark) } else { try tx.openRecording(item.room) }
            }
        }
        return Answer.see(link).header("cache-control", "private, no-store").header("referrer-policy", "no-referrer")
    }

    private static func beat(_ visit: Visit) async throws -> Answer {
        let item = try await item(visit)
        let key = try await visit.database.read { try $0.secret(ViewingToken.secret) }
        guard item.room.moment(of: item.session, at: visit.now) == .open, let browser = visit.browser,
            ViewingToken.isValid(visit.parameter("token"), .beat, item.session.id, browser: browser, now: visit.now, key: key)
        else { return .json("{\"watching\":false}") }
        let mark = ViewingToken.mark(item.session.id, browser: browser, key: key)
        let isWatching = try await visit.database.write { try $0.beat(item.room, mark: mark) }
        return .json("{\"watching\":\(isWatching)}")
    }
}

extension Transaction {
    /// A session of the hall that the public may see.
    func hallItem(_ id: ID<ActivitySession>) throws -> HallItem {
        guard let session = try session(anywhere: id), let room = try onlineRoom(of: session), try activity(session.activity)?.isPublic == true,
            let title = try row("SELECT title_zh, title_en FROM view_activities_title WHERE activity_id = \(session.activity)", { try $0.wording("title") })
        else { throw Refusal.notFound(ActivitySession.noun) }
        return HallItem(room: room, session: session, title: title)
    }

    /// Campaigns that have a session in the hall.
    func hallCampaigns() throws -> [(value: String, title: Phrase)] {
        try rows(
            """
            SELECT DISTINCT k.key, k.name_zh, k.name_en FROM cloudhall_room r JOIN view_activities_counted c ON c.activity_id = r.activity_id
                JOIN view_campaigns_ancestor x ON x.campaign_id = c.campaign_id JOIN view_campaigns_campaign k ON k.id = x.ancestor_id
            ORDER BY k.name_zh, k.key LIMIT 100
            """
        ) { (value: try $0.text("key"), title: try $0.wording("name").phrase) }
    }

    func hallThemes(of campaign: ID<Campaign>) throws -> [(value: String, title: Phrase)] {
        try rows("SELECT key, name_zh, name_en FROM view_campaigns_theme WHERE campaign_id = \(campaign) ORDER BY key LIMIT 100") {
            (value: try $0.text("key"), title: try $0.wording("name").phrase)
        }
    }
}
