import Storage

/// The tables of the room.
enum MobileSchema {
    static let migrations = [
        Migration(
            "mobilefacilities-0001",
            """
            CREATE TABLE mobilefacilities_facility (
                id BIGINT PRIMARY KEY, number TEXT \(.binary) NOT NULL UNIQUE, kind TEXT \(.binary) NOT NULL, name_zh TEXT NOT NULL, name_en TEXT,
                owner_id BIGINT NOT NULL, operator_id BIGINT, operator_kind TEXT \(.binary) NOT NULL, region TEXT \(.binary) NOT NULL, type TEXT \(.binary),
                plate TEXT, year BIGINT, state TEXT \(.binary) NOT NULL, state_since TEXT \(.binary) NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL,
                kilometres BIGINT, reached_on TEXT \(.binary), changed_at BIGINT NOT NULL, CHECK (type IS NULL OR kind = 'caravan'))
            """,
            "CREATE INDEX mobilefacilities_facility_owner ON mobilefacilities_facility (owner_id)",
            "CREATE INDEX mobilefacilities_facility_operator ON mobilefacilities_facility (operator_id) WHERE operator_id IS NOT NULL",
            "CREATE INDEX mobilefacilities_facility_region ON mobilefacilities_facility (region, kind, state)",
            // What the odometer showed; `carried` is what older odometers of the vehicle had run.
            """
            CREATE TABLE mobilefacilities_reading (
                facility_id BIGINT NOT NULL REFERENCES mobilefacilities_facility (id), id BIGINT NOT NULL, read_on TEXT \(.binary) NOT NULL, shown BIGINT NOT NULL,
                carried BIGINT NOT NULL, why TEXT \(.binary), says TEXT NOT NULL, account_id BIGINT NOT NULL, made_at BIGINT NOT NULL,
                PRIMARY KEY (facility_id, id), CHECK (shown >= 0 AND carried >= 0))
            """,
            """
            CREATE TABLE mobilefacilities_activity (
                activity_id BIGINT NOT NULL, facility_id BIGINT NOT NULL REFERENCES mobilefacilities_facility (id), PRIMARY KEY (activity_id, facility_id))
            """,
            "CREATE INDEX mobilefacilities_activity_facility ON mobilefacilities_activity (facility_id, activity_id)",
            """
            CREATE VIEW view_mobilefacilities_facility AS
            SELECT id, number, kind, name_zh, name_en, owner_id, operator_id, operator_kind, region, type, year, state, kilometres, reached_on FROM mobilefacilities_facility
            """)
    ]
}
