import Kernel
import Rooms
import Web

extension EntrySheet {
    /// The rows of a filled template, as the form would have them, by field.
    ///
    /// Refuses a file that is no table, a column that the form does not have, and one without which no row can be taken.
    func rows(of upload: Upload) throws -> FormTable.Filled {
        var found = try FormTable(form, mostRows: Self.mostRows).read(upload) { $0["title_zh"]?.hasPrefix(Self.exampleMark) == true }
        if found.columns.isDisjoint(with: ["title_zh", "title_en"]) {
            found.problems.append(Phrase("缺少活动名称的列（中文或英文至少一列）。", "There is no column for the title; one language at least is needed."))
        }
        return found
    }
}
