import Storage

/// The tables of the room.
enum JointSchema {
    static let migrations = [
        Migration(
            "jointactions-0001",
            """
            CREATE TABLE jointactions_joining (
                campaign_id BIGINT NOT NULL, organisation_id BIGINT NOT NULL, ways TEXT NOT NULL, joined_at BIGINT NOT NULL, joined_by BIGINT NOT NULL,
                left_at BIGINT, PRIMARY KEY (campaign_id, organisation_id))
            """,
            "CREATE INDEX jointactions_joining_organisation ON jointactions_joining (organisation_id)",
            """
            CREATE TABLE jointactions_flag (
                campaign_id BIGINT NOT NULL, organisation_id BIGINT NOT NULL, activity_id BIGINT, awarded_on TEXT \(.binary) NOT NULL, awarded_by BIGINT NOT NULL,
                PRIMARY KEY (campaign_id, organisation_id))
            """,
            "CREATE INDEX jointactions_flag_organisation ON jointactions_flag (organisation_id)",
            "CREATE INDEX jointactions_flag_activity ON jointactions_flag (activity_id) WHERE activity_id IS NOT NULL",
            """
            CREATE TABLE jointactions_start (activity_id BIGINT PRIMARY KEY, resource_id BIGINT NOT NULL, campaign_id BIGINT, started_at BIGINT NOT NULL)
            """,
            "CREATE INDEX jointactions_start_resource ON jointactions_start (resource_id)",
            """
            CREATE VIEW view_jointactions_joining AS SELECT campaign_id, organisation_id, ways, joined_at FROM jointactions_joining WHERE left_at IS NULL
            """
        )
    ]
}
