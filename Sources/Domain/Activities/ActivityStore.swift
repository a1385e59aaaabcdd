package import Kernel
package import Storage
import Venues

extension Transaction {
    package func activity(_ id: ID<Activity>) throws -> Activity? {
        try row("SELECT * FROM activities_activity WHERE id = \(id)", Activity.init)
    }

    /// The activity of that key in a campaign file.
    package func activity(key: String) throws -> Activity? {
        try row("SELECT * FROM activities_activity WHERE key = \(key)", Activity.init)
    }

    /// The activity that was brought in under that name.
    package func activity(external name: ExternalName) throws -> Activity? {
        try row(
            "SELECT * FROM activities_activity WHERE external_source = \(name.source) AND external_id = \(name.id)", Activity.init)
    }

    /// Those of one source that have these identities there.
    func activities(external source: String, _ ids: [String]) throws -> [String: Activity] {
        let found = try rows("SELECT * FROM activities_activity WHERE external_source = \(source) AND external_id IN (\(list: ids))") { row in
            (try row.text("external_id"), try Activity(row))
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// The children of an umbrella, the earliest first.
    package func children(of umbrella: ID<Activity>) throws -> [Activity] {
        try rows(
            "SELECT * FROM activities_activity WHERE parent_id = \(umbrella) ORDER BY first_at NULLS LAST, id", Activity.init)
    }

    package func version(_ number: Int, of activity: ID<Activity>) throws -> ActivityVersion? {
        try row("SELECT * FROM activities_version WHERE activity_id = \(activity) AND number = \(number)", ActivityVersion.init)
    }

    /// The newest version: what the host edits next.
    package func latestVersion(of activity: ID<Activity>) throws -> ActivityVersion? {
        try row(
            "SELECT * FROM activities_version WHERE activity_id = \(activity) ORDER BY number DESC LIMIT 1", ActivityVersion.init)
    }

    /// The version that the public sees; nil while nothing is published.
    package func shownVersion(of activity: Activity) throws -> ActivityVersion? {
        guard let shown = activity.shown else { return nil }
        return try version(shown, of: activity.id)
    }

    /// Organisations beside the organiser, in the order in which they are printed.
    package func bodies(of activity: ID<Activity>) throws -> [ActivityBody] {
        try rows("SELECT organisation_id, role FROM activities_role WHERE activity_id = \(activity) ORDER BY position") { row in
            ActivityBody(try row.id("organisation_id"), role: try row.text("role"))
        }
    }

    /// The activity, or a refusal that it does not exist.
    package func requireActivity(_ id: ID<Activity>) throws -> Activity {
        guard let found = try activity(id) else { throw Refusal.notFound(Activity.noun) }
        return found
    }
}

extension Activity {
    /// What it is called in a sentence.
    package static let noun = Phrase("该活动", "activity")
}
