import Kernel

/// The names of a table's columns, and records made of its rows.
struct TableHeader {
    let keys: [String]

    /// Takes the cells of the first row; refuses a column without a name and two of the same name.
    init(_ cells: [Datum]) throws(FormatProblem) {
        var keys: [String] = []
        var seen: Set<String> = []
        for (index, cell) in cells.enumerated() {
            let column = Self.letters(index)
            let key = Self.trimmed(cell)
            guard !key.isEmpty else {
                throw FormatProblem(
                    .header,
                    Phrase(
                        "表头第 \(index + 1) 列（\(column)）是空的。每一列都要有名称；合并的单元格只有第一列有内容，请拆开并分别填写。",
                        "Column \(index + 1) (\(column)) has no name. Each column needs one in the header row; merged cells fill their first column only, so split them."),
                    field: column)
            }
            guard seen.insert(key).inserted else {
                throw FormatProblem(
                    .header, Phrase("表头里“\(key)”出现了两次。每一列的名称必须不同。", "The header has “\(key)” twice. The names of columns must differ."), field: key)
            }
            keys.append(key)
        }
        self.keys = keys
    }

    /// The object that a row stands for; cells that are missing at its end are null.
    func record(_ cells: [Datum]) throws(FormatProblem) -> Datum {
        guard cells.count <= keys.count else {
            let zh = keys.count == 1 ? "第一行若是标题，请删去它，让列名成为第一行。" : ""
            let en = keys.count == 1 ? " If the first row is a title, delete it, so that the names of the columns come first." : ""
            throw FormatProblem(
                .tooManyCells,
                Phrase(
                    "这一行有 \(cells.count) 个单元格，表头只有 \(keys.count) 列。\(zh)",
                    "This row has \(cells.count) cells; the header has \(Self.columns(keys.count)).\(en)"),
                isFatal: false)
        }
        var members: [Datum.Member] = []
        members.reserveCapacity(keys.count)
        for (index, key) in keys.enumerated() { members.append(Datum.Member(key, index < cells.count ? cells[index] : .null)) }
        return .object(members)
    }

    private static func columns(_ count: Int) -> String { count == 1 ? "1 column" : "\(count) columns" }

    /// `A`, `B`, … `Z`, `AA`, as spreadsheet programs call columns.
    static func letters(_ index: Int) -> String {
        var rest = index + 1
        var letters = ""
        while rest > 0 {
            letters = String(Character(Unicode.Scalar(UInt8(65 + (rest - 1) % 26)))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }

    static func trimmed(_ cell: Datum) -> String {
        let text: String
        switch cell {
        case .text(let value): text = value
        case .integer(let value): text = String(value)
        case .real(let value): text = String(value)
        case .bool(let value): text = value ? "TRUE" : "FALSE"
        default: text = ""
        }
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
