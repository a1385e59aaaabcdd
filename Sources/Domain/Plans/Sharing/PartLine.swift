import Kernel
import Language
import Web

/// A line of the table by which a task is shared out: a unit, its region, and what it is to reach, in the order of the columns.
struct PartLine: Sendable, Hashable {
    let number: Int
    let unit: String
    let region: String
    /// As many as there are columns; nil where nothing stands there.
    let values: [Int64?]

    /// Lines as they come from a spreadsheet (parted by tabs) or are typed (parted by `|`, else by commas).
    static func read(_ text: String, columns: Int) -> (lines: [PartLine], problems: [Phrase]) {
        var lines: [PartLine] = [], problems: [Phrase] = []
        for (place, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = String(raw)
            guard !line.trimmingBlanks.isEmpty else { continue }
            let marks: Set<Character> = line.contains("\t") ? ["\t"] : line.contains(where: { $0 == "|" || $0 == "｜" }) ? ["|", "｜"] : [",", "，", "；", ";"]
            let cells = line.split(omittingEmptySubsequences: false, whereSeparator: { marks.contains($0) }).map(\.trimmingBlanks)
            func wrong(_ zh: String, _ en: String) { problems.append(Phrase("第 \(place + 1) 行：\(zh)", "Line \(place + 1): \(en)")) }
            guard !cells[0].isEmpty else {
                wrong("请写单位。", "name the unit.")
                continue
            }
            let said = cells.dropFirst(2).map { $0 }
            guard said.count <= columns || said.dropFirst(columns).allSatisfy(\.isEmpty) else {
                wrong("数比列多，应为 \(columns) 个。", "there are more numbers than columns; there should be \(columns).")
                continue
            }
            var values: [Int64?] = []
            for cell in said.prefix(columns) {
                let value = PlanCells.number(Typed.number(cell))
                if !cell.isEmpty, value == nil { wrong("“\(cell.harmless(30))”不是不小于 0 的整数。", "“\(cell.harmless(30))” is no whole number that is not below 0.") }
                values.append(value)
            }
            values += Array(repeating: nil, count: max(0, columns - values.count))
            lines.append(PartLine(number: place + 1, unit: cells[0], region: cells.count > 1 ? cells[1] : "", values: values))
        }
        return (lines, problems)
    }
}
