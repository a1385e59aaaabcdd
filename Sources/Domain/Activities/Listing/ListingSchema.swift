import Storage

/// What feeds need to know of an activity: when the public last saw a change of it, how many changes there were, and, for one that the
/// public sees no longer, since when and in which version it was last seen. One verb keeps it, `touch`, in the transaction of the change.
enum ListingSchema {
    static let migration = Migration(
        "activities-0007-changed",
        "ALTER TABLE activities_activity ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE activities_activity ADD COLUMN revision BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE activities_activity ADD COLUMN gone_at BIGINT",
        "ALTER TABLE activities_activity ADD COLUMN gone_number BIGINT",
        "CREATE INDEX activities_activity_changed ON activities_activity (changed_at, id)",
        "CREATE INDEX activities_activity_gone ON activities_activity (gone_at)"
    )
}
