package import Kernel
import Web

extension Day {
    /// A day as people write it in a cell: `2023-06-30`, `2023/6/30`, `2023.6.30`, `2023年6月30日`; that of a moment at midnight, as spreadsheets keep days.
    package init?(typed text: String) {
        let said = Typed.number(text), midnight = "T00:00:00"
        if let day = Day(iso: said.hasSuffix(midnight) ? String(said.dropLast(midnight.count)) : said) {
            self = day
            return
        }
        let parts = said.split(whereSeparator: { "年月日/.-".contains($0) }).map { Typed.trimmed(String($0)) }
        guard parts.count == 3, parts[0].utf8.count == 4, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
