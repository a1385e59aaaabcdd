import Storage

extension CallsSchema {
    /// Seats that were given to another expert, with the reason; what keeps the scores from being read out of a signed sheet's digest.
    static let seats = Migration(
        "calls-0012",
        "ALTER TABLE calls_sheet ADD COLUMN salt TEXT",
        "ALTER TABLE calls_sheet ADD COLUMN replaced_at BIGINT",
        "ALTER TABLE calls_sheet ADD COLUMN replaced_by BIGINT",
        "ALTER TABLE calls_sheet ADD COLUMN replaced_because TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE calls_sheet ADD COLUMN was_signed_at BIGINT")
}
