extension RecordFile {
    /// How much of a file is taken at once. The number of records has no limit: a long file of good records streams.
    package struct Limits: Sendable {
        /// Bytes of one record as written in the file; in a spreadsheet, bytes of the text of one row.
        package var recordBytes = 8 << 20
        /// Lists and objects inside each other within one record (at most 512).
        package var depth = 64
        /// Bytes of one text or one cell.
        package var textBytes = 2 << 20
        /// Values in one record.
        package var values = 200_000
        /// Cells in one row.
        package var columns = 16_384
        /// Bytes that the parts of a spreadsheet may expand to, together.
        package var expandedBytes: Int64 = 4 << 30
        /// How many times its packed size a part of a spreadsheet may expand to…
        package var expansion: Int64 = 200
        /// …once it is larger than this.
        package var expansionAllowance: Int64 = 16 << 20
        /// Files inside a spreadsheet.
        package var archiveEntries = 10_000
        /// Bytes of memory for the texts that a spreadsheet shares among its cells.
        package var sharedTextBytes = 128 << 20

        package init() {}
    }
}
