import Activities
import Campaigns
import Kernel
import Markup
import Rooms
import Storage
import Web

/// Where other rooms' pages lead to the hall.
enum HallPanel {
    static let session = Panel(on: Activities.sessionPanels, order: 20) { visit, subject in
        let found = try await visit.database.read { tx -> (ActivitySession, OnlineRoom)? in
            guard let session = try tx.session(anywhere: ID(subject)), let room = try tx.onlineRoom(of: session) else { return nil }
            return (session, room)
        }
        guard let (session, room) = found else { return nil }
        let words: Phrase
        switch room.moment(of: session, at: visit.now) {
        case .cancelled: return nil
        case .before: words = Phrase("线上观看", "Watch online")
        case .open: words = Phrase("进入线上观看", "Join online")
        case .over:
            guard room.recordingURL != nil else { return nil }
            words = Phrase("观看回放", "Watch the recording")
        }
        return p(.class("actions")) { a(.class("button"), .href(.within("/live/\(session.id.text)"))) { visit.say(words) } }
    }

    /// On a campaign's page, while something of it is on or comes.
    static let campaign = Panel(on: Campaigns.campaignPanels, order: 45) { visit, subject in
        let found = try await visit.database.read { tx -> (String, HallList)? in
            guard let campaign = try tx.campaign(ID(subject)) else { return nil }
            return (campaign.key, try tx.hallList(HallFilter(campaign: campaign.key)))
        }
        guard let (key, list) = found, !list.isEmpty else { return nil }
        return section(.class("stack"), .id("hall")) {
            h2 { visit.say(Phrase("云展厅", "Cloud hall")) }
            p {
                visit.say(
                    Phrase(
                        "正在直播 \(list.now.count) 场，接下来 \(list.next.count) 场，可回看 \(list.recordings.count) 场。",
                        "\(list.now.count) on now, \(list.next.count) to come, \(list.recordings.count) to watch afterwards."))
            }
            p { a(.href(.within("/live?campaign=" + Query.encode(key)))) { visit.say(Phrase("进入云展厅", "Go to the cloud hall")) } }
        }
    }

    /// On the desk's page of a session: what has been counted so far.
    static let desk = Panel(on: Activities.deskSessionPanels, order: 20) { visit, subject in
        let found = try await visit.database.read { tx -> (ActivitySession, OnlineRoom)? in
            guard let session = try tx.session(anywhere: ID(subject)), let room = try tx.onlineRoom(of: session) else { return nil }
            return (session, room)
        }
        guard let (session, room) = found else { return nil }
        return p(.class("meta")) {
            a(.href(.within("/live/\(session.id.text)"))) { visit.say(Phrase("云展厅页面", "Its page in the cloud hall")) }
            visit.say(
                Phrase(
                    "：观看 \(room.counted.viewers) 人，播放 \(room.counted.views) 次，回放 \(room.replays) 次",
                    ": \(room.counted.viewers) viewers, \(room.counted.views) views, recording opened \(room.replays) times"))
        }
    }
}
