import Activities
import Kernel
import Language
import Markup
import Participation
import Storage
import Web

/// What the door of one session shows.
struct DoorModel: Sendable {
    let session: ActivitySession
    let title: Wording
    let booked: Int64
    let measured: Int64?

    init(_ tx: Transaction, _ activity: ID<Activity>, _ id: ID<ActivitySession>) throws {
        guard let session = try tx.session(activity, id) else { throw Refusal.notFound(ActivitySession.noun) }
        self.session = session
        title = try tx.activityTitle(activity)
        booked = try tx.bookedPlaces(activity: activity, session: id)
        measured = try tx.scannedPlaces(activity: activity, session: id)
    }
}

/// `/door/{activity}/{session}`: the big form, what became of each line, closing.
struct DoorPage {
    let model: DoorModel
    let reading: FormReading
    /// Why the door could not be closed as asked.
    var closingProblem: Refusal?
    var results: [(line: DoorLine, result: DoorResult)] = []
    let visit: Visit
    var status = 200

    static let form = Form(
        FormField(
            "tickets", "票码", "Ticket codes", .longText(max: 500_000), required: true,
            hint: Phrase(
                "每行一个票码；离线设备补送时写“票码 时间 设备”，如 … 2026-01-01T09:00:00+08:00 gate-2",
                "One code in each line; a device that was offline sends “code time device”, such as … 2026-01-01T09:00:00+08:00 gate-2")),
        FormField("device", "本设备名称", "Name of this device", .text(max: DoorLine.longestDevice), hint: Phrase("如：东门 1 号", "Such as East gate 1"))
    )

    private var path: String { "/door/\(model.session.activity.text)/\(model.session.id.text)" }

    var answer: Answer {
        visit.desk(
            Phrase("检票", "Door"), lede: model.title.phrase, trail: [("/door", Phrase("检票", "Door"))], status: status
        ) {
            div(.class("door")) {
                p(.class("meta")) { model.session.words(visit.language) }
                count
                for item in results { DoorResultView.html(item.line, item.result, model.session.zone, visit) }
                visit.formHTML(reading, action: path + "/scans", submit: Phrase("检票", "Check in"))
                closing
            }
        }
    }

    private var count: HTML {
        div(.role("status")) {
            p(.class("door-count")) {
                if let measured = model.measured { Figure.html("measured", measured, visit) } else { "–" }
                HTML(text: " ")
                span(.class("figure-unit")) {
                    "/ "
                    Figure.html("booked", model.booked, visit)
                }
            }
            p(.class("meta")) { visit.say(Phrase("已入场 / 已预约", "entered / booked")) }
        }
    }

    private var closing: HTML {
        section(.class("stack"), .id("closing")) {
            h2 { visit.say(Phrase("结束检票", "Close the door")) }
            Markup.form(.method(.post), .action(.within(path + "/closing")), .class("form")) {
                visit.csrfField
                if let closingProblem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(closingProblem.phrase) } } }
                label(.class("check")) {
                    input(.type("checkbox"), .name("covered"), .value("1"), .checked(closingProblem != nil))
                    span { visit.say(Phrase("本场全程检票，所有入场者都已扫码", "The door covered the whole session: everyone who came in was scanned")) }
                }
                if (model.measured ?? 0) == 0, model.booked > 0 {
                    label(.class("check")) {
                        input(.type("checkbox"), .name("nobody"), .value("1"))
                        span { visit.say(Phrase("无人到场：预约的 \(model.booked) 人都没有来", "Nobody came: none of the \(model.booked) who booked")) }
                    }
                }
                button(.class("button"), .type("submit")) { visit.say(Phrase("结束检票", "Close the door")) }
            }
        }
    }
}

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
