import Activities
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// What the register says of one facility, and what the rules make of it, on every page that shows it.
struct FacilityView: Sendable {
    let facility: Facility
    let owner: Wording
    let runs: Wording?

    init(_ facility: Facility, in tx: Transaction) throws {
        self.facility = facility
        let units = try tx.organisations([facility.content.ownerID] + [facility.content.operatorID].compactMap(\.self))
        owner = units[facility.content.ownerID]?.name ?? Wording("")
        runs = facility.content.operatorID.flatMap { units[$0]?.name }
    }

    func facts(_ visit: Visit) -> HTML {
        let content = facility.content
        return dl(.class("facts")) {
            visit.fact(Phrase("编号", "Number"), facility.number)
            visit.fact(Phrase("种类", "Kind"), [content.kind.title, content.type?.title].compactMap { $0.map(visit.say) }.joined(separator: " · "))
            dt { visit.say(Phrase("所有单位", "Owner")) }
            dd { a(.href("/organisations/\(content.ownerID)")) { visit.html(owner) } }
            if let runs, let id = content.operatorID {
                dt { visit.say(Phrase("运行单位", "Run by")) }
                dd { a(.href("/organisations/\(id)")) { visit.html(runs) } }
            }
            visit.fact(Phrase("运行方式", "Operation"), visit.say(content.operatorKind.title))
            visit.fact(Phrase("所在地", "Where it stands"), visit.regionName(content.region) ?? "")
            if let plate = content.plate { visit.fact(Phrase("车牌", "Plate"), plate) }
            if let year = content.year { visit.fact(Phrase("配发年份", "Allocated in"), String(year)) }
            if let kilometres = facility.kilometres {
                visit.fact(Phrase("累计里程", "Distance"), Numerals.count(kilometres, visit.language) + visit.say(Phrase(" 公里", " km")))
            }
            visit.fact(Phrase("状态", "State"), visit.say(facility.state.title) + visit.say(Phrase("（自 \(Dates.plain(facility.stateSince, .zh))）", " (since \(Dates.plain(facility.stateSince, .en)))")))
            if !content.note.isEmpty { visit.fact(Phrase("说明", "Note"), content.note) }
        }
    }

    /// What the published rules make of it; nothing where they say nothing.
    @HTMLBuilder func renewal(_ visit: Visit) -> HTML {
        let rule = RenewalRule.published
        let grounds = rule.renewal(of: facility, on: visit.now.day(in: .china))
        if let first = grounds.first {
            div(.class("notice", "notice-warning")) {
                p {
                    let because = grounds.map { Self.says($0, rule) }
                    visit.say(
                        Phrase(
                            "自 \(Dates.plain(first.since, .zh)) 起符合更新条件：\(because.map(\.zh).joined(separator: "；"))。",
                            "Eligible for renewal since \(Dates.plain(first.since, .en)), because \(because.map(\.en).joined(separator: "; and "))."))
                }
            }
        }
        if rule.mayRefresh(facility), let year = facility.content.year {
            p(.class("meta")) {
                visit.say(
                    Phrase(
                        "符合展品更新条件：\(year) 年配发（\(rule.refreshUntil) 年及以前配发的车辆）。",
                        "Its exhibits may be refreshed: allocated in \(year) (\(rule.refreshUntil) or earlier)."))
            }
        }
    }

    static func says(_ ground: RenewalRule.Ground, _ rule: RenewalRule) -> Phrase {
        switch ground {
        case .age(let year, _): Phrase("\(year) 年配发，已超过 \(rule.moreThanYears) 年", "it was allocated in \(year), more than \(rule.moreThanYears) years ago")
        case .distance(let kilometres, let since):
            Phrase(
                "里程 \(kilometres) 公里，\(Dates.plain(since, .zh)) 的读数已达 \(rule.leastKilometres) 公里",
                "it has run \(kilometres) km, having reached \(rule.leastKilometres) km with the reading of \(Dates.plain(since, .en))")
        }
    }
}

/// An activity in which a facility was used, with its sessions.
struct FacilityTrip: Sendable {
    let activity: ID<Activity>
    let title: Wording
    let sessions: Int
    let firstDay: Day?
    let isPublic: Bool
}

extension Transaction {
    /// The latest first; sessions that were not cancelled. What came to them is counted at the activity.
    func trips(of facility: ID<Facility>, publicOnly: Bool, most: Int) throws -> [FacilityTrip] {
        let seen: SQL = publicOnly ? "WHERE w.is_public = 1" : ""
        return try rows(
            """
            SELECT w.* FROM (
                SELECT t.activity_id, t.title_zh, t.title_en, COALESCE(d.sessions, 0) AS sessions, d.first_day,
                    CASE WHEN EXISTS (SELECT 1 FROM view_activities_counted c WHERE c.activity_id = t.activity_id) THEN 1 ELSE 0 END AS is_public
                FROM mobilefacilities_activity m JOIN view_activities_title t ON t.activity_id = m.activity_id
                    LEFT JOIN (
                        SELECT s.activity_id, COUNT(*) AS sessions, MIN(s.local_day) AS first_day
                        FROM view_activities_session s JOIN mobilefacilities_activity f ON f.activity_id = s.activity_id
                        WHERE f.facility_id = \(facility) AND s.status <> 'cancelled' GROUP BY s.activity_id) d ON d.activity_id = m.activity_id
                WHERE m.facility_id = \(facility)) w
            \(sql: seen) ORDER BY w.first_day DESC NULLS LAST, w.activity_id DESC LIMIT \(most)
            """) { row in
            FacilityTrip(
                activity: try row.id("activity_id"), title: try row.wording("title"), sessions: try row.int("sessions"), firstDay: try row.dayOrNil("first_day"),
                isPublic: try row.bool("is_public"))
        }
    }
}

extension FacilityTrip {
    static func list(_ trips: [FacilityTrip], _ visit: Visit, removal: String? = nil) -> HTML {
        ul(.class("session-list"), .role("list")) {
            for trip in trips {
                li {
                    div {
                        p {
                            if trip.isPublic { a(.href("/activities/\(trip.activity)")) { visit.html(trip.title) } } else { visit.html(trip.title) }
                        }
                        p(.class("meta")) {
                            [
                                trip.firstDay.map { Dates.plain($0, visit.language) },
                                visit.say(Phrase("\(trip.sessions) 个场次", trip.sessions == 1 ? "1 session" : "\(trip.sessions) sessions")),
                            ].compactMap(\.self).joined(separator: " · ")
                        }
                    }
                    if let removal {
                        visit.postButton(Phrase("解除", "Untie"), posts: removal, fields: [("activity", trip.activity.text)], style: "button-quiet")
                    }
                }
            }
        }
    }
}
