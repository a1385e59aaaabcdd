package import Kernel
import Language
package import Markup
package import Storage
package import Web

/// What became of a row, or would become of it.
package struct RowOutcome: Sendable, Hashable {
    package enum What: Sendable, Hashable { case added, changed, unchanged, wrong }

    package let line: Int
    package let name: String
    package var what: What
    /// What is wrong with it, or how it changes.
    package var says: [Phrase]

    package init(_ line: Int, _ name: String, _ what: What, _ says: [Phrase] = []) { (self.line, self.name, self.what, self.says) = (line, name, what, says) }
}

/// Something said beside the rows of a table, sentence by sentence.
package struct TableNote: Sendable, Hashable {
    package let title: Phrase
    package let says: [Phrase]
    /// What is to be looked at, rather than merely known.
    package let isWarning: Bool

    package init(_ title: Phrase, _ says: [Phrase], isWarning: Bool = false) { (self.title, self.says, self.isWarning) = (title, says, isWarning) }

    func html(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(title) }
            div(.class("notice", isWarning ? "notice-warning" : "")) {
                ul { for one in says.prefix(50) { li { visit.say(one) } } }
                if says.count > 50 { p { visit.say(Phrase("另有 \(says.count - 50) 条。", "And \(says.count - 50) more.")) } }
            }
        }
    }
}

/// A filled table and what came of it, told row by row. All of it is taken or nothing.
package struct TableReport: Sendable {
    package var outcomes: [RowOutcome] = []
    package var problems: [Phrase] = []
    /// What is said beside the rows, such as what a table leaves alone.
    package var notes: [TableNote] = []
    package var isTaken = false
    /// What else was entered beside the file, so that it need not be entered again.
    package var entered = Query()
    /// What is wrong with the form as it was sent, the field named.
    package var refusals: [Refusal] = []

    package init(outcomes: [RowOutcome] = [], problems: [Phrase] = [], notes: [TableNote] = [], isTaken: Bool = false) {
        (self.outcomes, self.problems, self.notes, self.isTaken) = (outcomes, problems, notes, isTaken)
    }

    /// Thrown out of the transaction, so that nothing of a rehearsal stays.
    package struct Rehearsed: Error {
        package let outcomes: [RowOutcome]
        package let notes: [TableNote]
        package let refusals: [Refusal]
        package init(_ outcomes: [RowOutcome], _ notes: [TableNote] = [], _ refusals: [Refusal] = []) { (self.outcomes, self.notes, self.refusals) = (outcomes, notes, refusals) }
    }

    package var isWell: Bool { problems.isEmpty && refusals.isEmpty && outcomes.allSatisfy { $0.what != .wrong } }

    package static let form = form(mostRows: FilledTable.mostRows)

    /// - more: what is asked beside the file.
    package static func form(mostRows: Int, more: [FormField] = []) -> Form {
        let file = FormField(
            "file", "填好的表格", "The filled table", .file(accept: ".xlsx,.csv"), required: true,
            hint: Phrase("XLSX 或 CSV，最多 \(mostRows) 行", "XLSX or CSV, \(mostRows) rows at most"))
        let take = FormField(
            "take", "全部正确时导入", "Take it in where all of it is right", .checkbox,
            hint: Phrase("不勾选只核对，不保存。有一行不对，整个文件都不导入。", "Without it the table is only checked. Where one row is wrong, nothing is taken in."))
        return Form([file] + more + [take])
    }

    /// Most of a file that is posted.
    package static let bodyLimit = 8 << 20

    /// Reads the upload, and takes its rows in one transaction where that was ticked and all are right.
    package static func receive(_ visit: Visit, _ table: FilledTable, _ take: @escaping @Sendable (Transaction, [FilledRow]) throws -> [RowOutcome]) async throws -> TableReport {
        try await receive(visit, table) { tx, rows in (try take(tx, rows), []) }
    }

    /// The same where something is said beside the rows.
    ///
    /// - more: what is asked beside the file. What of it cannot be read is told, and the file is not.
    package static func receive(
        _ visit: Visit, _ table: FilledTable, more: [FormField] = [],
        noting take: @escaping @Sendable (Transaction, [FilledRow]) throws -> (outcomes: [RowOutcome], notes: [TableNote])
    ) async throws -> TableReport {
        let reading = Form(more).read(visit.posted)
        var report = reading.isGood ? try await received(visit, table, take) : TableReport()
        if !reading.isGood { report.refusals = reading.remarks.map { Refusal(.invalid, "table-form", $0.says, field: $0.field) } }
        if !report.isTaken { report.entered = visit.posted.fields }
        return report
    }

    private static func received(
        _ visit: Visit, _ table: FilledTable, _ take: @escaping @Sendable (Transaction, [FilledRow]) throws -> (outcomes: [RowOutcome], notes: [TableNote])
    ) async throws -> TableReport {
        guard let upload = visit.posted.uploads.first(where: { $0.field == "file" && !$0.bytes.isEmpty }) else {
            return TableReport(problems: [Phrase("请选择填好的表格。", "Choose the filled table.")])
        }
        do {
            let found = try table.rows(of: upload), takes = visit.posted.fields["take"] != nil
            guard found.problems.isEmpty, !found.rows.isEmpty else {
                return TableReport(problems: found.problems.isEmpty ? [Phrase("表格里没有内容。", "The table is empty.")] : found.problems)
            }
            do {
                let taken = try await visit.database.writeAlone { tx in
                    let taken = try take(tx, found.rows)
                    if !takes || taken.outcomes.contains(where: { $0.what == .wrong }) { throw Rehearsed(taken.outcomes, taken.notes) }
                    return taken
                }
                return TableReport(outcomes: taken.outcomes, notes: taken.notes, isTaken: true)
            } catch let rehearsed as Rehearsed {
                var report = TableReport(outcomes: rehearsed.outcomes, notes: rehearsed.notes)
                report.refusals = rehearsed.refusals
                return report
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .tooLarge {
            return TableReport(problems: [refusal.phrase])
        }
    }

    /// The problems, the report, and the form.
    package func html(_ visit: Visit, action: String, downloads: [(path: String, title: Phrase)], mostRows: Int = FilledTable.mostRows, more: [FormField] = []) -> HTML {
        var reading = Self.form(mostRows: mostRows, more: more).entered(entered)
        for refusal in refusals { reading.remark(refusal) }
        let form = reading
        return HTML {
            if !problems.isEmpty {
                div(.class("error-summary"), .role("alert"), .tabindex(-1), .autofocus()) { ul { for problem in problems { li { visit.say(problem) } } } }
            }
            if !outcomes.isEmpty { report(visit) }
            for note in notes { note.html(visit) }
            p(.class("actions")) { for one in downloads { a(.class("button"), .href(.within(one.path))) { visit.say(one.title) } } }
            visit.formHTML(form, action: action, submit: Phrase("上传", "Upload"))
        }
    }

    /// So many rows are listed: those that are wrong first, those that stay as they are last.
    private static let mostShown = 300

    private func report(_ visit: Visit) -> HTML {
        let (added, changed, wrong) = (outcomes.count { $0.what == .added }, outcomes.count { $0.what == .changed }, outcomes.count { $0.what == .wrong })
        let same = outcomes.count - added - changed - wrong
        let title =
            isTaken
            ? Phrase("已导入", "It is taken in")
            : !isWell ? Phrase("有错误，什么都没有保存", "There are mistakes; nothing is saved") : Phrase("核对结果，还没有保存", "What it would bring; nothing is saved yet")
        return section(.class("stack"), .id("report")) {
            h2 { visit.say(title) }
            p {
                visit.say(
                    Phrase(
                        "共 \(outcomes.count) 行：新增 \(added)，更新 \(changed)，无变化 \(same)，有误 \(wrong)。",
                        "\(Plural.en(outcomes.count, "row", "rows")): \(added) new, \(changed) changed, \(same) as before, \(wrong) wrong."))
            }
            ul(.class("session-list"), .role("list")) {
                for one in outcomes.sorted(by: { ($0.what.place, $0.line) < ($1.what.place, $1.line) }).prefix(Self.mostShown) {
                    li {
                        span(.class("badge", one.what == .wrong ? "badge-error" : one.what == .unchanged ? "" : "badge-success")) { visit.say(one.what.title) }
                        div {
                            p { visit.say(Phrase("第 \(one.line) 行 ", "Row \(one.line) ")) + one.name }
                            for sentence in one.says { p(.class(one.what == .wrong ? "remark" : "hint")) { visit.say(sentence) } }
                        }
                    }
                }
            }
            if outcomes.count > Self.mostShown {
                p { visit.say(Phrase("另有 \(outcomes.count - Self.mostShown) 行没有列出。", "\(Plural.en(outcomes.count - Self.mostShown, "more row is", "more rows are")) not listed.")) }
            }
        }
    }
}

extension RowOutcome.What {
    fileprivate var place: Int {
        switch self {
        case .wrong: 0
        case .added, .changed: 1
        case .unchanged: 2
        }
    }

    fileprivate var title: Phrase {
        switch self {
        case .added: Phrase("新增", "New")
        case .changed: Phrase("更新", "Changed")
        case .unchanged: Phrase("无变化", "As before")
        case .wrong: Phrase("有误", "Wrong")
        }
    }
}
