import Storage

/// Whose an application or a title is: the venue, or the unit itself. One way to ask for its name, wherever many are listed.
enum Holder {
    /// `holder_zh` and `holder_en`, of tables joined by `join`. A venue without an English name does not take its unit's.
    static let names: SQL = "\(sql: zh) AS holder_zh, \(sql: en) AS holder_en"
    static let zh: SQL = "COALESCE(w.name_zh, o.name_zh)"
    static let en: SQL = "CASE WHEN w.id IS NULL THEN o.name_en ELSE w.name_en END"

    /// The unit as `o` and the venue as `w` of the rows of that table, which has `organisation_id` and `venue_id`.
    static func join(_ table: SQL) -> SQL {
        "JOIN view_venues_organisation o ON o.id = \(sql: table).organisation_id LEFT JOIN view_venues_venue w ON w.id = \(sql: table).venue_id"
    }
}
