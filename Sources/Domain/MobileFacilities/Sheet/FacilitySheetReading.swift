import Kernel
import Language
import Rooms
import Web

extension FacilitySheet {
    /// The rows of a filled table, and what is wrong with it as a whole.
    func rows(of upload: Upload) throws -> (rows: [FacilityRow], problems: [Phrase]) {
        let found = try FormTable(form, mostRows: Self.mostRows).read(upload).requiringColumns(of: form)
        return (found.rows.map { FacilityRow($0.number, $0.values, columns: found.columns, in: self) }, found.problems)
    }
}
