package import Kernel
import Language

extension RegionEdition {
    /// Reads a file with the columns `code,level,parent,name_zh,name_en,valid_from,replaces`, and refuses what is wrong in
    /// itself, naming the line; what does not fit the table is refused when it is applied.
    package static func parse(csv text: String) throws(Refusal) -> RegionEdition {
        let table: EmbeddedTable
        do {
            table = try EmbeddedTable(csv: text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text, columns: columns)
        } catch {
            throw wrong(error.line, "应为以逗号分隔的列 \(columns.joined(separator: ","))", "the columns should be \(columns.joined(separator: ","))")
        }
        var entries: [Entry] = []
        var codes: Set<String> = []
        for row in table.rows {
            let entry = try entry(row)
            guard codes.insert(entry.region.code).inserted else {
                throw wrong(row.line, "代码 \(entry.region.code) 出现两次", "the code \(entry.region.code) stands twice")
            }
            entries.append(entry)
        }
        guard let last = entries.map(\.validFrom).max() else { throw wrong(2, "文件中没有任何行", "the file holds no unit") }
        return RegionEdition(name: last.iso, entries: entries)
    }

    private static func entry(_ row: EmbeddedTable.Row) throws(Refusal) -> Entry {
        let fields = row.fields.map { $0.filter { !$0.isNewline } }
        guard isCode(fields[0]) else { throw wrong(row.line, "代码应为六位数字", "a code has six digits") }
        guard let level = Region.Level(rawValue: fields[1]) else {
            throw wrong(row.line, "level 应为 province、prefecture 或 county", "level is province, prefecture or county")
        }
        guard (level == .province) == fields[2].isEmpty, fields[2].isEmpty || isCode(fields[2]) else {
            throw wrong(row.line, "省级没有上级，其余应写明上级的六位代码", "a province has no parent, every other unit the six digits of its own")
        }
        guard !fields[3].isEmpty, !fields[4].isEmpty, fields[3].count <= 60, fields[4].count <= 120 else {
            throw wrong(row.line, "应同时给出中文名称和英文名称", "both names must be given")
        }
        guard let day = Day(iso: fields[5]) else {
            throw wrong(row.line, "valid_from 应为 2026-01-01 形式的日期", "valid_from is a day such as 2026-01-01")
        }
        guard fields[6].isEmpty || isCode(fields[6]) else {
            throw wrong(
                row.line, "replaces 只能写一个六位代码；合并不是一一对应，请留空", "replaces holds one code of six digits; a merger is not one to one: leave it empty")
        }
        guard fields[6] != fields[0] else { throw wrong(row.line, "代码不能替代自己", "a code cannot replace itself") }
        let region = Region(
            code: fields[0], level: level, parent: fields[2].isEmpty ? nil : fields[2], nameZH: fields[3], shortZH: fields[3],
            nameEN: fields[4], pinyin: Pinyin.sortKey(fields[3]))
        return Entry(region: region, validFrom: day, replaces: fields[6].isEmpty ? nil : fields[6], line: row.line)
    }

    private static func isCode(_ text: String) -> Bool { text.utf8.count == 6 && text.utf8.allSatisfy { (48...57).contains($0) } }

    static func wrong(_ line: Int, _ zh: String, _ en: String) -> Refusal {
        Refusal(.invalid, "region-edition", "行政区划文件第 \(line) 行：\(zh)。", "Line \(line) of the regions file: \(en).")
    }
}
