package import Kernel

/// A line along which units report beside the administrative tree: the ministries, the national societies, the Xinjiang
/// Production and Construction Corps. It is no region: what reports along it also lies in one.
package struct ReportingLine: Sendable, Hashable {
    /// A short fixed word: `xpcc`.
    package let key: String
    package let name: Phrase
    /// The line that this one is part of.
    package let parent: String?

    /// All lines, in the order in which they are shown.
    package static let all: [ReportingLine] = {
        do { return try lines(csv: csv) } catch { fatalError("Data/reporting-lines.csv: \(error)") }
    }()

    /// The line with that key.
    package static subscript(key: String) -> ReportingLine? { all.first { $0.key == key } }

    /// Reads a table `key,name_zh,name_en,parent`; a parent stands before what is part of it.
    package static func lines(csv: String) throws(EmbeddedTable.Malformed) -> [ReportingLine] {
        var lines: [ReportingLine] = []
        for row in try EmbeddedTable(csv: csv, columns: ["key", "name_zh", "name_en", "parent"]).rows {
            let parent = row[3].isEmpty ? nil : row[3]
            guard !lines.contains(where: { $0.key == row[0] }) else { throw row.malformed("\(row[0]) stands twice") }
            guard parent == nil || lines.contains(where: { $0.key == parent }) else {
                throw row.malformed("there is no \(row[3]) above \(row[0])")
            }
            lines.append(ReportingLine(key: row[0], name: Phrase(row[1], row[2]), parent: parent))
        }
        return lines
    }
}
