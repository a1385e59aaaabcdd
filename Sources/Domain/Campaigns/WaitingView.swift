import Declaration
import Kernel
import Language
import Markup
import Web

/// What the campaign's file declares and no room understands yet: kept as written, named, and shown calmly.
struct WaitingView {
    let records: [WaitingRecord]

    @HTMLBuilder func html(_ visit: Visit) -> HTML {
        if !records.isEmpty {
            section(.class("stack"), .id("waiting")) {
                h2 { visit.say(Phrase("已声明，尚未支持", "Declared, not yet supported")) }
                p(.class("meta")) {
                    visit.say(
                        Phrase(
                            "以下内容已写入活动文件并原样保存。相应功能建成之前，不作解释，也不会遗漏。",
                            "This stands in the campaign's file and is kept as written: not interpreted and not dropped until its part of the program is there."))
                }
                div { for group in groups { details(group, visit) } }
            }
        }
    }

    private var groups: [(section: String, records: [WaitingRecord])] {
        let found = Dictionary(grouping: records, by: \.section)
        let known = WaitingTitles.order.compactMap { key in found[key].map { (section: key, records: $0) } }
        let others = found.keys.filter { !WaitingTitles.order.contains($0) }.sorted()
        return known + others.compactMap { key in found[key].map { (section: key, records: $0) } }
    }

    private func details(_ group: (section: String, records: [WaitingRecord]), _ visit: Visit) -> HTML {
        let titles = WaitingTitles.of(group.section)
        return Markup.details {
            summary {
                visit.say(titles.what) + (visit.language == .zh ? "（\(group.records.count)）" : " (\(group.records.count))")
                if let room = titles.room {
                    " "
                    span(.class("badge")) { visit.say(Phrase("等待“\(room.zh)”", "waits for “\(room.en)”")) }
                }
            }
            ul(.class("stack")) {
                for record in group.records {
                    li {
                        strong { visit.say(record.title) }
                        if let note = record.value["note"]?.wording { p(.class("meta")) { visit.say(note) } }
                    }
                }
            }
        }
    }
}

/// What the sections without a room hold, and the room that will take them.
enum WaitingTitles {
    static let order = ["tours", "contests", "training"]

    static func of(_ section: String) -> (what: Phrase, room: Phrase?) {
        switch section {
        case "tours": return (Phrase("巡展与大篷车", "Tours"), Phrase("流动科普", "Tours"))
        case "contests": return (Phrase("赛事", "Contests"), Phrase("赛事组织", "Contests"))
        case "training": return (Phrase("培训", "Training"), Phrase("培训组织", "Training"))
        default: return (Phrase(same: section), nil)
        }
    }
}
