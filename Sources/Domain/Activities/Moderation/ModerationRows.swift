import Kernel
import Language
import Markup
import Venues
import Web

/// What a submitted version says, field by field, each with a place for a remark: what changed comes first, what says nothing is folded away.
struct ModerationRows {
    private struct Row {
        let name: String
        let title: Phrase
        let now: [String]
        /// What the campaign shows now, where that is another version.
        let before: [String]?
        let remark: String

        var isChanged: Bool { before.map { $0 != now } ?? false }
        var isSilent: Bool { now.isEmpty && !isChanged && remark.isEmpty }
    }

    let model: ModerationItem
    let visit: Visit

    var html: HTML {
        let rows = ModerationFields.all.map { row($0.name, $0.title) }
        let changed = rows.filter(\.isChanged), said = rows.filter { !$0.isChanged && !$0.isSilent }, silent = rows.filter(\.isSilent)
        return HTML {
            if model.published != nil {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("与公众看到的版本不同之处", "What differs from what the public sees")) }
                    if changed.isEmpty {
                        p(.class("meta")) { visit.say(Phrase("各项内容相同。", "Every field says the same.")) }
                    } else {
                        list(changed)
                    }
                }
            }
            section(.class("stack")) {
                if model.published != nil, !said.isEmpty { h2 { visit.say(Phrase("其余各项", "Everything else")) } }
                list(said)
            }
            if !silent.isEmpty {
                details {
                    summary { visit.say(Phrase("\(silent.count) 项未填写", "\(silent.count) \(silent.count == 1 ? "field says" : "fields say") nothing")) }
                    list(silent)
                }
            }
        }
    }

    private func row(_ name: String, _ title: Phrase) -> Row {
        Row(
            name: name, title: title, now: lines(name, model.side), before: model.published.map { lines(name, $0) },
            remark: visit.posted.fields["remark_\(name)"] ?? model.remarks.first { $0.field == name }?.text ?? "")
    }

    private func lines(_ name: String, _ version: ModerationItem.Side) -> [String] {
        ModerationFields.lines(
            name, of: version.content, venue: version.venue?.name, sessions: model.sessions, regions: visit.regions, visit.language)
    }

    private func list(_ rows: [Row]) -> HTML {
        dl(.class("review")) { for row in rows { html(row) } }
    }

    private func html(_ row: Row) -> HTML {
        div(.class(row.isChanged ? "review-changed" : "")) {
            dt { visit.say(row.title) }
            dd(.class("review-said")) {
                if row.isChanged { for line in row.before ?? [] { p { element("del") { line } } } }
                if row.now.isEmpty { p(.class("meta")) { visit.say(Phrase("未填写", "Nothing stated")) } }
                for line in row.now { p { if row.isChanged { element("ins") { line } } else { line } } }
            }
            dd(.class("review-remark")) {
                details(.open(!row.remark.isEmpty)) {
                    summary {
                        visit.say(Phrase("写意见", "Remark"))
                        span(.class("visually-hidden")) { visit.say(Phrase("：\(row.title.zh)", " on “\(row.title.en)”")) }
                    }
                    div(.class("field")) {
                        label(.for("remark-\(row.name)"), .class("meta")) { visit.say(Phrase("对“\(row.title.zh)”的意见", "Remark on “\(row.title.en)”")) }
                        textarea(.id("remark-\(row.name)"), .name("remark_\(row.name)"), .rows(2), .maxlength(1000)) { row.remark }
                    }
                }
            }
        }
    }
}
