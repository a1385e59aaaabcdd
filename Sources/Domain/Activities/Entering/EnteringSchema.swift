import Storage

/// What people have typed and not saved yet.
enum EnteringSchema {
    /// `fields` is a form as it is sent, `activity_id` 0 while the activity is new. No one but the account reads it.
    static let unfinished = Migration(
        "activities-0019",
        """
        CREATE TABLE activities_unfinished (
            id BIGINT PRIMARY KEY, account_id BIGINT NOT NULL, activity_id BIGINT NOT NULL, fields TEXT NOT NULL, saved_at BIGINT NOT NULL)
        """,
        "CREATE INDEX activities_unfinished_account ON activities_unfinished (account_id, activity_id)",
        "CREATE INDEX activities_activity_repeats ON activities_activity (repeats_id) WHERE repeats_id IS NOT NULL"
    )

    /// Umbrellas that ask other units' activities to be part of them; answered, the row goes.
    static let invitations = Migration(
        "activities-0020",
        """
        CREATE TABLE activities_invitation (
            activity_id BIGINT NOT NULL, umbrella_id BIGINT NOT NULL, invited_by BIGINT NOT NULL, invited_at BIGINT NOT NULL,
            PRIMARY KEY (activity_id, umbrella_id))
        """,
        "CREATE INDEX activities_invitation_umbrella ON activities_invitation (umbrella_id)"
    )
}
