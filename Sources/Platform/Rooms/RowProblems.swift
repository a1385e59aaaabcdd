import Formats
import Kernel

/// What is wrong with rows that could not be read: what is the same for many of them is said once, with where else.
struct RowProblems {
    private struct Kind: Hashable {
        let code: FormatProblem.Code
        let phrase: Phrase?
    }

    private var order: [Kind] = []
    private var first: [Kind: FormatProblem] = [:]
    /// The rows behind the first one of a kind.
    private var others: [Kind: (rows: [Int], count: Int)] = [:]

    /// How many rows are named beside the first.
    private static let mostRows = 10
    /// How many sentences are said.
    private static let most = 100

    mutating func add(_ problem: FormatProblem) {
        // How many cells there are too many is the same fault.
        let kind = Kind(code: problem.code, phrase: problem.code == .tooManyCells ? nil : problem.phrase)
        guard first[kind] != nil else {
            order.append(kind)
            first[kind] = problem
            return
        }
        var more = others[kind] ?? ([], 0)
        more.count += 1
        if let row = problem.row ?? problem.line, more.rows.count < Self.mostRows { more.rows.append(row) }
        others[kind] = more
    }

    var phrases: [Phrase] {
        var out = order.prefix(Self.most).compactMap { kind in first[kind].map { $0.message + Self.says(others[kind]) } }
        if order.count > Self.most { out.append(Phrase("另有 \(order.count - Self.most) 处错误。", "And \(order.count - Self.most) more mistakes.")) }
        return out
    }

    private static func says(_ more: (rows: [Int], count: Int)?) -> Phrase {
        guard let more else { return Phrase("", "") }
        let rows = more.rows.map { String($0) }, all = more.count == rows.count
        let zh = rows.isEmpty ? "" : "第 \(rows.joined(separator: "、")) 行\(all ? "" : "等")"
        let en = rows.isEmpty ? "" : ": \(rows.joined(separator: ", "))\(all ? "" : " …")"
        return Phrase("（\(zh)另外 \(more.count) 行也是这样。）", " (The same in \(more.count) more \(more.count == 1 ? "row" : "rows")\(en).)")
    }
}
