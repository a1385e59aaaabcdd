import Activities
import Bookings
import Kernel
import Language
import Markup
import Participation
import Web

/// One line's answer, in large letters.
enum DoorResultView {
    static func html(_ line: DoorLine, _ result: DoorResult, _ zone: Zone, _ visit: Visit) -> HTML {
        let says = words(result, zone)
        return div(.class("door-result"), .data("outcome", tone(result)), .data("result", result.word)) {
            strong { visit.say(says.title) }
            if let detail = says.detail { p { visit.say(detail) } }
            code { line.code?.text ?? line.text }
        }
    }

    private static func tone(_ result: DoorResult) -> String {
        switch result {
        case .scanned(.counted): "in"
        case .scanned: "again"
        default: "refused"
        }
    }

    private static func words(_ result: DoorResult, _ zone: Zone) -> (title: Phrase, detail: Phrase?) {
        switch result {
        case .scanned(.counted): (Phrase("请进", "Counted"), nil)
        case .scanned(.repeated(let first, let device)): (Phrase("此票已入场", "Repeated"), seen(first, device, zone))
        case .scanned(.same): (Phrase("已经收到", "Received already"), Phrase("同一次扫描，不重复记录。", "The same scan, delivered again; nothing is kept twice."))
        case .unknown: (Phrase("没有这张票", "Unknown"), Phrase("请核对票码，或请对方打开预约页面。", "Check the code, or ask to see the page of the booking."))
        case .otherSession(let session): (Phrase("不是本场的票", "Of another session"), other(session))
        case .otherDay(let session): (Phrase("不是今天的票", "Of another day"), other(session))
        case .early(let opens):
            (
                Phrase("还没到时间", "Too early"),
                Phrase("\(Dates.moment(opens, zone, .zh)) 起检票。", "The door opens \(Dates.moment(opens, zone, .en)).")
            )
        case .late(let last):
            (
                Phrase("已过入场时间", "Too late"),
                Phrase("最晚 \(Dates.moment(last, zone, .zh)) 入场。", "The last entry was \(Dates.moment(last, zone, .en)).")
            )
        case .cancelled: (Phrase("预约已取消", "Cancelled booking"), Phrase("这张票已失效。", "The ticket is no longer valid."))
        case .forged:
            (
                Phrase("不是真票", "Not a true ticket"),
                Phrase("签名不符：票面被改动过，或不是本系统签发的。请对方打开预约页面重新出示。", "The signature does not fit: the ticket was altered, or was not issued here. Ask to see the page of the booking.")
            )
        case .wrong(let why): (Phrase("这一行有误", "This line is wrong"), why)
        }
    }

    private static func seen(_ first: Instant, _ device: String, _ zone: Zone) -> Phrase {
        Phrase(
            "首次：\(Dates.moment(first, zone, .zh))\(device.isEmpty ? "" : "，\(device)")；不重复计数。",
            "First seen \(Dates.moment(first, zone, .en))\(device.isEmpty ? "" : ", \(device)"); not counted again.")
    }

    private static func other(_ session: ActivitySession?) -> Phrase? {
        session.map { Phrase("票面场次：\($0.words(.zh))", "The ticket is for \($0.words(.en))") }
    }
}
