import Access
import Activities
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// What a unit says it did with a resource: used on a day, perhaps printed, perhaps in an activity. Never a number of participants.
struct ResourceUse: Sendable {
    let organisationID: ID<Organisation>
    let activityID: ID<Activity>?
    let usedOn: Day
    /// Copies that were printed; nil: nothing was, or nobody knows.
    let printed: Int?
    let note: String
}

/// How much a resource is used: by how many units, how often, in how many activities, with how many copies.
struct UseCounts: Sendable, Equatable {
    var units = 0
    var times = 0
    var activities = 0
    var printed = 0

    func says(_ visit: Visit) -> String {
        let zh = "\(units) 家单位使用过 \(times) 次" + (activities > 0 ? "，用于 \(activities) 项活动" : "") + (printed > 0 ? "，共印制 \(printed) 份" : "")
        var parts = [times == 1 ? "Used once" : "Used \(times) times", "by \(units) \(units == 1 ? "unit" : "units")"]
        if activities > 0 { parts.append("in \(activities) \(activities == 1 ? "activity" : "activities")") }
        let en = parts.joined(separator: " ") + (printed > 0 ? ", \(printed) copies printed" : "")
        return times == 0 ? visit.say(Phrase("还没有单位报告使用情况。", "No unit has reported using it yet.")) : visit.say(Phrase(zh + "。", en + "."))
    }
}

extension Transaction {
    func useCounts(of id: ID<Resource>) throws -> UseCounts {
        let found = try row(
            """
            SELECT COUNT(DISTINCT organisation_id) AS units, COUNT(*) AS times, COUNT(DISTINCT activity_id) AS activities, COALESCE(SUM(printed), 0) AS printed
            FROM resources_use WHERE resource_id = \(id)
            """) { UseCounts(units: try $0.int("units"), times: try $0.int("times"), activities: try $0.int("activities"), printed: try $0.int("printed")) }
        return found ?? UseCounts()
    }

    /// Units that said they used it, in the order of their identities.
    func usersOf(_ id: ID<Resource>) throws -> [ID<Organisation>] {
        try rows("SELECT DISTINCT organisation_id FROM resources_use WHERE resource_id = \(id) ORDER BY organisation_id") { try $0.id("organisation_id") }
    }

    /// Notes what a unit did with the version that is listed.
    func addUse(_ use: ResourceUse, of id: ID<Resource>, by identity: Identity) throws {
        guard let resource = try resource(id), let listed = resource.listed else { throw Refusal.notFound(Resource.noun) }
        try identity.require(Resources.use, within: try organisationScopes(use.organisationID))
        guard use.usedOn <= now.day(in: .china) else {
            throw Refusal(.invalid, "use-day", "使用日期还没有到。用过之后再报告。", "This day is yet to come. Report it once it was used.", field: "used_on")
        }
        if let activity = use.activityID {
            guard let found = try self.activity(activity), found.organiser == use.organisationID else {
                throw Refusal(.invalid, "use-activity", "请选择本单位举办的活动。", "Choose an activity of this unit.", field: "activity")
            }
        }
        let useID: ID<ResourceUse> = newID()
        try execute(
            """
            INSERT INTO resources_use (id, resource_id, organisation_id, number, activity_id, used_on, printed, note, account_id, made_at)
            VALUES (\(useID), \(id), \(use.organisationID), \(listed), \(use.activityID), \(use.usedOn), \(use.printed), \(use.note), \(identity.account.id), \(now))
            """)
        try record(LedgerEntry("resources.used", "resource", id, by: identity.account.id.number, visibility: .unit))
    }

    /// Public activities that were held with it, the latest first.
    func activitiesUsing(_ id: ID<Resource>, limit: Int) throws -> [(id: ID<Activity>, title: Wording)] {
        try rows(
            """
            SELECT t.activity_id, t.title_zh, t.title_en FROM view_activities_title t
            WHERE t.activity_id IN (SELECT u.activity_id FROM resources_use u WHERE u.resource_id = \(id) AND u.activity_id IS NOT NULL)
                AND EXISTS (SELECT 1 FROM view_activities_counted c WHERE c.activity_id = t.activity_id)
            ORDER BY t.activity_id DESC LIMIT \(limit)
            """) { (try $0.id("activity_id"), try $0.wording("title")) }
    }
}
