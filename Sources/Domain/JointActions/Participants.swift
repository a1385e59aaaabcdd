import Campaigns
import Kernel
import Language
import Resources
import Storage
import Venues
import Web

/// A unit in the list of those that take part, with all parts of the action that it joined.
struct Participant: Sendable {
    let unit: ID<Organisation>
    let name: Wording
    let region: String?
    let ways: [Way.Kind]
    let firstJoined: Instant
    /// Parts of the action that it joined.
    let times: Int
    let hasFlag: Bool
}

/// Where a unit stands in the list.
struct ParticipantPlace: Sendable {
    let joined: Instant
    let unit: ID<Organisation>
}

/// What narrows the list.
struct ParticipantFilter: Sendable {
    static let names: Set = ["way", "region", "flag", "page"]
    static let size = 50

    var way: Way.Kind?
    var region: String?
    var hasFlag = false
    /// Those of the action itself, without those of its parts.
    var isDirect = false

    init(_ query: Query, regions: (String) -> Bool) throws(Refusal) {
        if let text = query["way"], !text.isEmpty {
            guard let kind = Way.Kind(rawValue: text) else {
                throw Refusal(.invalid, "way-unknown", "没有这种参与方式。请重新选择。", "There is no such way to take part. Choose again.", field: "way")
            }
            way = kind
        }
        if let text = query["region"], !text.isEmpty {
            guard regions(text) else { throw Refusal(.invalid, "no-region", "没有这个行政区划代码。请重新选择。", "There is no such region. Choose again.", field: "region") }
            region = text
        }
        if let text = query["flag"], !text.isEmpty {
            guard text == "1" else { throw Refusal(.invalid, "flag", "flag 只能是 1。", "flag can only be 1.", field: "flag") }
            hasFlag = true
        }
    }

    var isFiltered: Bool { way != nil || region != nil || hasFlag }

    fileprivate func condition(_ campaign: ID<Campaign>) -> SQL {
        var parts: [SQL] = ["x.ancestor_id = \(campaign)", "j.left_at IS NULL"]
        if isDirect { parts.append("j.campaign_id = \(campaign)") }
        if let way {
            let pattern = "% \(way.rawValue) %"
            parts.append("j.ways LIKE \(pattern)")
        }
        if let region {
            parts.append("o.region IN (SELECT r.code FROM view_region r WHERE r.province = \(region) OR r.prefecture = \(region) OR r.county = \(region))")
        }
        if hasFlag { parts.append("EXISTS (SELECT 1 FROM jointactions_flag f WHERE f.campaign_id = j.campaign_id AND f.organisation_id = j.organisation_id)") }
        return parts.joined(" AND ")
    }
}

extension Transaction {
    private static let from: SQL = """
        FROM view_campaigns_ancestor x JOIN jointactions_joining j ON j.campaign_id = x.campaign_id JOIN view_venues_organisation o ON o.id = j.organisation_id
        """

    /// Units of the action and everything below it, who joined first at the top.
    ///
    /// - after: begins behind this unit, whatever the page.
    func participants(
        of campaign: ID<Campaign>, _ filter: ParticipantFilter, page: Int, size: Int = ParticipantFilter.size, after: ParticipantPlace? = nil
    ) throws -> [Participant] {
        let behind: SQL =
            after.map { "HAVING MIN(j.joined_at) > \($0.joined) OR (MIN(j.joined_at) = \($0.joined) AND j.organisation_id > \($0.unit))" } ?? ""
        let heads = try rows(
            """
            SELECT j.organisation_id, MIN(j.joined_at) AS first_at, COUNT(*) AS times, o.name_zh, o.name_en, o.region
            \(sql: Self.from) WHERE \(sql: filter.condition(campaign))
            GROUP BY j.organisation_id, o.name_zh, o.name_en, o.region \(sql: behind) ORDER BY first_at, j.organisation_id LIMIT \(size) OFFSET \((page - 1) * size)
            """) { row in
            (
                unit: try row.id("organisation_id", Organisation.self), name: try row.wording("name"), region: try row.textOrNil("region"),
                first: try row.instant("first_at"), times: try row.int("times")
            )
        }
        let ids = heads.map(\.unit)
        let ways = try rows(
            """
            SELECT j.organisation_id, j.ways FROM view_campaigns_ancestor x JOIN jointactions_joining j ON j.campaign_id = x.campaign_id
            WHERE x.ancestor_id = \(campaign) AND j.left_at IS NULL AND j.organisation_id IN (\(list: ids))
            """) { (try $0.id("organisation_id", Organisation.self), JoiningWays.read(try $0.text("ways"))) }
        let flags = Set(
            try rows(
                """
                SELECT f.organisation_id FROM view_campaigns_ancestor x JOIN jointactions_flag f ON f.campaign_id = x.campaign_id
                WHERE x.ancestor_id = \(campaign) AND f.organisation_id IN (\(list: ids)) AND \(sql: filter.isDirect ? "f.campaign_id = \(campaign)" : "1 = 1")
                """) { try $0.id("organisation_id", Organisation.self) })
        let byUnit = Dictionary(grouping: ways, by: \.0).mapValues { Set($0.flatMap(\.1)) }
        return heads.map { head in
            let chosen = byUnit[head.unit] ?? []
            return Participant(
                unit: head.unit, name: head.name, region: head.region, ways: Way.Kind.allCases.filter { chosen.contains($0) }, firstJoined: head.first,
                times: head.times, hasFlag: flags.contains(head.unit))
        }
    }

    /// Distinct units, and units by parts of the action, that a filter leaves.
    func participantCount(of campaign: ID<Campaign>, _ filter: ParticipantFilter) throws -> JoiningCount {
        try row("SELECT COUNT(DISTINCT j.organisation_id) AS units, COUNT(*) AS times \(sql: Self.from) WHERE \(sql: filter.condition(campaign))") {
            JoiningCount(units: try $0.int("units"), times: try $0.int("times"))
        } ?? JoiningCount()
    }
}
