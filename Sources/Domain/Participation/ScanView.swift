import Kernel
import Language
import Markup
import Web

/// The scans behind a claim: for everybody their number per quarter of an hour, for a role that covers them each with its
/// time and device. Never a visitor.
struct ScanView {
    let records: ScanRecords
    /// Whether quarters with few are told to nobody, as they are all minors.
    var hidesSmall = false
    let zone: Zone
    let singly: Bool
    let visit: Visit

    var html: HTML {
        section(.id("scans"), .class("stack")) {
            h2 { visit.say(Phrase("检票记录", "Scans at the door")) }
            p {
                ClaimWords.number(records.total, "scans", visit)
                visit.say(Phrase(" 次检票计入；另有 ", " scans counted; "))
                ClaimWords.number(records.repeats, "repeats", visit)
                visit.say(Phrase(" 次重复检票，保留但不计。", " repeats kept and not counted."))
            }
            if !records.quarters.isEmpty { quarters }
            if singly {
                if !records.named.isEmpty { repeats }
                if !records.singles.isEmpty { singles }
            }
        }
    }

    private var quarters: HTML {
        let told = SmallGroups.table(records.quarters.map { (value: Int64($0.scans), isOfMinors: hidesSmall) }).lines
        return grid(Phrase("每一刻钟", "By quarter of an hour"), [Phrase("时间", "From"), Phrase("检票", "Scans")]) {
            for (quarter, told) in zip(records.quarters, told) {
                tr {
                    th(.scope("row")) { moment(quarter.begin) }
                    td(.class("number")) { told.text(visit.language) }
                }
            }
        }
    }

    private var repeats: HTML {
        let heads = [Phrase("重复的检票", "Repeat"), Phrase("设备", "Device"), Phrase("首次检票", "First scan"), Phrase("首次设备", "First device")]
        return grid(Phrase("重复检票", "Repeats"), heads) {
            for one in records.named {
                tr(.data("row", "repeat")) {
                    th(.scope("row")) { moment(one.at) }
                    td(.data("label", visit.say(heads[1]))) { one.device }
                    td(.data("label", visit.say(heads[2]))) { moment(one.first) }
                    td(.data("label", visit.say(heads[3]))) { one.firstDevice }
                }
            }
        }
    }

    private var singles: HTML {
        let heads = [Phrase("时间", "When"), Phrase("设备", "Device")]
        return grid(Phrase("逐次检票（最多列出 \(ScanRecords.most) 次）", "Each scan (\(ScanRecords.most) at most are listed)"), heads) {
            for one in records.singles {
                tr(.data("row", "scan")) {
                    th(.scope("row")) { moment(one.at) }
                    td(.data("label", visit.say(heads[1]))) { one.device }
                }
            }
        }
    }

    private func grid(_ title: Phrase, _ heads: [Phrase], @HTMLBuilder rows: () -> HTML) -> HTML {
        div(.class("table-wrap"), .role("region"), .aria("label", visit.say(title)), .tabindex(0)) {
            table(.class("table")) {
                caption { visit.say(title) }
                thead { tr { for head in heads { th(.scope("col")) { visit.say(head) } } } }
                tbody { rows() }
            }
        }
    }

    private func moment(_ at: Instant) -> HTML { Markup.time(.datetime(at.iso)) { Dates.moment(at, zone, visit.language) } }
}
