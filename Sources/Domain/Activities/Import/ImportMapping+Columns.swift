import Formats
import Kernel
import Language

extension ImportMapping {
    /// Refuses a table that lacks a column which the mapping names. It is there under another name, seldom left out: taken as blank it would
    /// call off all sessions of what was brought in before.
    func check(columns: [String]) throws(Refusal) {
        let record = Datum.object(columns.map { Datum.Member($0, .null) })
        var missing: [(target: String, column: String)] = []
        func look(_ target: String, _ paths: [DatumPath]) {
            guard let first = paths.first, paths.allSatisfy({ $0.all(in: record).isEmpty }) else { return }
            missing.append((target, first.text))
        }
        for target in ImportTarget.allCases { look(target.rawValue, fields[target]?.paths ?? []) }
        look("organiser", organiser.name?.paths ?? [])
        if case .path(let path) = region { look("region", [path]) }
        guard !missing.isEmpty else { return }
        let zh = missing.map { "“\($0.column.harmless(60))”（\($0.target)）" }.joined(separator: "、")
        let en = missing.map { "“\($0.column.harmless(60))” (\($0.target))" }.joined(separator: ", ")
        let columns = columns.prefix(40).map { $0.harmless(60) }
        throw Refusal(
            .invalid, "no-column",
            "表格里没有映射所取的列：\(zh)。现有的列：\(columns.joined(separator: "、"))。请改正映射中的 from（或用 header-row 指明列名所在的行），或去掉这些字段。",
            "The table lacks columns that the mapping takes: \(en). It has: \(columns.joined(separator: ", ")). Correct `from` in the mapping (or say as header-row which row names the columns), or leave these fields out.",
            field: missing[0].target)
    }
}
