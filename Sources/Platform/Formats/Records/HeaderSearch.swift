package import Kernel

/// How the row of a table that names its columns is found among the first ones: a title may stand above it.
package struct HeaderSearch: Sendable {
    /// Of the sheet, from `headerRow` on.
    package let rows: Int
    /// Whether a row with these cells, each without blanks around it, names the columns.
    package let isHeader: @Sendable ([String]) -> Bool
    /// What is said where none of them does.
    package let otherwise: Phrase

    package init(rows: Int, otherwise: Phrase, isHeader: @escaping @Sendable ([String]) -> Bool) {
        (self.rows, self.isHeader, self.otherwise) = (rows, isHeader, otherwise)
    }

    func names(_ cells: [Datum]) -> Bool { isHeader(cells.map { TableHeader.trimmed($0) }) }

    var missing: FormatProblem { FormatProblem(.header, otherwise) }
}
