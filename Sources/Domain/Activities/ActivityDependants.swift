import Declaration
import Storage

/// What refers to the records of campaign files in this room.
enum ActivityDependants {
    static let all = [
        Dependants(on: "organisations", "项活动", "activity", "activities") { key in
            "SELECT COUNT(*) FROM activities_activity a JOIN view_venues_organisation o ON o.id = a.organiser_id WHERE o.key = \(key)"
        },
        Dependants(on: "venues", "项活动", "activity", "activities") { key in
            "SELECT COUNT(DISTINCT v.activity_id) FROM activities_version v JOIN view_venues_venue h ON h.id = v.venue_id WHERE h.key = \(key)"
        },
        Dependants(on: "campaigns", "项活动", "activity", "activities") { key in
            "SELECT COUNT(*) FROM activities_placement p JOIN view_campaigns_campaign c ON c.id = p.campaign_id WHERE c.key = \(key)"
        },
        Dependants(on: "activities", "个场次", "session", "sessions") { key in
            "SELECT COUNT(*) FROM activities_session s JOIN activities_activity a ON a.id = s.activity_id WHERE a.key = \(key)"
        },
        Dependants(on: "activities", "项子活动", "activity below it", "activities below it") { key in
            "SELECT COUNT(*) FROM activities_activity c JOIN activities_activity a ON a.id = c.parent_id WHERE a.key = \(key)"
        },
    ]
}
