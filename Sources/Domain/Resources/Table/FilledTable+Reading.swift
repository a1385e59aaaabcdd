package import Kernel
import Rooms
package import Web

extension FilledTable {
    /// The rows of a filled table, and what is wrong with it as a whole. Refuses a file that is no table or too large.
    package func rows(of upload: Upload) throws -> (rows: [FilledRow], problems: [Phrase]) {
        let found = try table.read(upload).requiringColumns(of: form)
        let rows = found.rows.map { row in
            let values = row.values.compactMap { name, text in form.fields.first { $0.name == name }.map { (name, codes(text, $0)) } }
            return FilledRow(row.number, Dictionary(uniqueKeysWithValues: values), in: self)
        }
        return (rows, found.problems)
    }
}
