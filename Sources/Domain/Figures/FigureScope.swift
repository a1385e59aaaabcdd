import Storage

extension FigureQuestion {
    /// `… a`: each activity that counts in the campaign or below it, once, however many of them it is in; and `r`, its region.
    ///
    /// Campaigns may pin different versions of an activity; the smallest value stands for it, so that every roll-up places it once.
    var activities: SQL { activities() }

    /// As `activities`; `among`: only those, `SELECT activity_id …`, where few of many are asked for.
    func activities(among: SQL? = nil) -> SQL {
        let few: SQL = among.map(Self.among) ?? ""
        guard slices.isEmpty else { return sliced(among: few) }
        let counted: SQL = """
            FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
            WHERE x.ancestor_id = \(campaign) \(sql: few)
            """
        // What stands in one campaign alone need not be looked for in others.
        return """
            (SELECT n.activity_id, n.region, n.kind, n.sessions \(sql: counted) AND n.placements = 1
            UNION ALL SELECT n.activity_id, MIN(n.region) AS region, MIN(n.kind) AS kind, MIN(n.sessions) AS sessions
            \(sql: counted) AND n.placements > 1 GROUP BY n.activity_id) a LEFT JOIN view_region r ON r.code = a.region
            """
    }

    /// Only those activities, `SELECT activity_id …`.
    static func among(_ few: SQL) -> SQL { "AND n.activity_id IN (\(sql: few))" }

    /// Conditions on `a`, `r` and, where a day is asked for, the session `s`.
    func conditions(_ more: SQL...) -> SQL {
        var all = more + ["1 = 1"]
        switch place {
        case .within(let code): all.append("(r.province = \(code) OR r.prefecture = \(code) OR r.county = \(code))")
        case .unknown: all.append("r.code IS NULL")
        case nil: break
        }
        if let kind { all.append("a.kind = \(kind)") }
        if let day { all.append("s.local_day = \(day)") }
        for slice in FigureSlice.allCases { if let value = slices[slice] { all.append(slice.condition(value)) } }
        return all.joined(" AND ")
    }

    /// Joins `s`, the sessions that take place.
    static let sessions: SQL = "JOIN view_activities_session_day s ON s.activity_id = a.activity_id AND s.status <> 'cancelled'"
    /// Joins `c`, the counted claims, and `s`, their session where they have one. A cancelled session's claims do not count.
    static let claims: SQL = """
        JOIN view_participation_counted c ON c.activity_id = a.activity_id
        LEFT JOIN view_activities_session_day s ON s.activity_id = c.activity_id AND s.session_id = c.session_id
        """
    /// Joins `b`, the places booked in sessions that take place.
    static let booked: SQL = """
        JOIN view_participation_booked b ON b.activity_id = a.activity_id
        LEFT JOIN view_activities_session_day s ON s.activity_id = b.activity_id AND s.session_id = b.session_id
        """
    /// Those of which anything is counted, and those with bookings.
    static let withClaims: SQL = "SELECT c.activity_id FROM view_participation_counted c"
    static let withBookings: SQL = "SELECT b.activity_id FROM view_participation_booked b"
    static let takesPlace: SQL = "(s.status IS NULL OR s.status <> 'cancelled')"
}
