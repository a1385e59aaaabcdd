/// One record of an imported file, and where it stood.
package struct SourceRecord: Sendable, Equatable {
    package var datum: Datum
    /// The row of a table as a spreadsheet program numbers it (the header counts), or the how-manieth record of a list.
    package var number: Int
    /// The line of the text file where it begins, from 1; nil in a spreadsheet.
    package var line: Int?
    /// The byte of the text file where it begins, from 0; nil in a spreadsheet and in a file that had to be transcoded.
    package var byte: Int64?

    package init(datum: Datum, number: Int, line: Int? = nil, byte: Int64? = nil) {
        (self.datum, self.number, self.line, self.byte) = (datum, number, line, byte)
    }
}

/// Hands over the records of a file one by one, holding one of them (and one chunk of the file) at a time.
package protocol RecordReader {
    /// The next record; nil behind the last one.
    ///
    /// After a problem that is not fatal, ask again: the reader goes on with the record behind it. After a fatal one it
    /// throws the same problem for ever.
    mutating func next() throws(FormatProblem) -> SourceRecord?
    /// How much of the file has been read, from 0 to 1; nil where that is not known.
    var share: Double? { get }
    /// Of a table, how its columns are named, once the first record was asked for; nil for what is no table.
    var columns: [String]? { get }
}

extension RecordReader {
    package var columns: [String]? { nil }
}
