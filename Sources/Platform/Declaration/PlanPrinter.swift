package import Kernel

/// A plan for people: counts first, then a line for everything that differs.
package struct PlanPrinter: Sendable {
    private let plan: Plan
    private let tongue: Tongue

    package init(_ plan: Plan, _ tongue: Tongue) { (self.plan, self.tongue) = (plan, tongue) }

    package var text: String {
        var lines = [counts]
        for file in plan.files {
            let inner = plan.items.filter { $0.file == file }.flatMap(lines(for:))
            if plan.files.count > 1 && !inner.isEmpty { lines.append("\(file):") }
            lines += inner
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var counts: String {
        let words: [(Plan.Status, Phrase)] = [
            (.created, Phrase("新建", "created")), (.changed, Phrase("更改", "changed")), (.unchanged, Phrase("不变", "unchanged")),
            (.drifted, Phrase("保留工作台修改", "kept as changed at the desk")), (.removedKept, Phrase("已移除但保留", "removed but kept")),
            (.removedWithdrawn, Phrase("已撤回", "withdrawn")), (.waiting, Phrase("已声明尚未支持", "declared, not yet supported")),
        ]
        var parts: [String] = []
        for (status, word) in words {
            let count = plan.count(status)
            guard count > 0 || status == .created || status == .changed || status == .unchanged else { continue }
            parts.append(tongue == .zh ? "\(word.zh) \(count)" : "\(count) \(word.en)")
        }
        if plan.facts.stated > 0 {
            parts.append(
                say("事实 \(plan.facts.stated) 条（\(plan.facts.waiting) 条待支持）", "\(plan.facts.stated) fact\(plan.facts.stated == 1 ? "" : "s") (\(plan.facts.waiting) waiting for a room)"))
        }
        let head = plan.isApplied ? say("已应用：", "Applied: ") : say("计划：", "Plan: ")
        let tail = plan.changesNothing ? say("。没有变化", ". Nothing changes") : ""
        return head + parts.joined(separator: say("，", ", ")) + tail + say("。", ".")
    }

    private func lines(for item: Plan.Item) -> [String] {
        let name = "\(item.section)/\(item.key)"
        switch item.status {
        case .created: return ["+ \(name)"]
        case .unchanged: return []
        case .changed, .drifted: return item.changes.map { line(for: $0, name) }
        case .removedWithdrawn: return ["- \(name)"]
        case .removedKept:
            let reason = item.reason.map { "：\($0.zh)" } ?? ""
            let why = item.reason.map { ", because \($0.en)" } ?? ""
            return [say("! \(name) 文件中已移除，予以保留\(reason)", "! \(name) is no longer in the file and is kept\(why)")]
        case .waiting: return ["? \(name) " + say("已声明，尚未支持", "declared, not yet supported")]
        }
    }

    private func line(for change: FieldChange, _ name: String) -> String {
        let place = change.field.isEmpty ? name : "\(name) \(change.field)"
        let (before, after) = (show(change.before), show(change.after))
        return switch change.meaning {
        case .changed: "~ \(place): \(before) → \(after)"
        case .overwritten: "~ \(place): \(before) → \(after)" + say("（覆盖工作台修改）", " (overwrites a change at the desk)")
        case .drifted: "! \(place): " + say("工作台改为 \(before)，予以保留（文件：\(after)）", "\(before) at the desk is kept (file: \(after))")
        case .conflicting:
            "! \(place): " + say("文件与工作台都已修改，保留工作台的 \(before)（文件：\(after)）", "changed in both, \(before) at the desk is kept (file: \(after))")
        }
    }

    private func show(_ value: DeclaredValue?) -> String {
        guard let value else { return "∅" }
        return value.plain.replacing("\n", with: " ").visible(60)
    }

    private func say(_ zh: String, _ en: String) -> String { tongue == .zh ? zh : en }
}
