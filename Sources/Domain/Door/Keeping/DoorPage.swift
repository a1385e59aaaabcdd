import Access
import Activities
import Bookings
import Kernel
import Language
import Markup
import Participation
import Rooms
import Storage
import Web

/// What the door of one session shows.
struct DoorModel: Sendable {
    let crowd: Crowd
    let devices: [DoorDevice]
    let merge: MergeReport
    let counts: [DoorCount]
    let mayCallOff: Bool
    let session: ActivitySession
    let title: Wording
    let booked: Int64
    let measured: Int64?
    /// Whether it was closed as one that covered the whole session.
    let isWhole: Bool

    init(_ tx: Transaction, _ activity: ID<Activity>, _ id: ID<ActivitySession>, for identity: Identity) throws {
        guard let session = try tx.session(activity, id) else { throw Refusal.notFound(ActivitySession.noun) }
        self.session = session
        title = try tx.activityTitle(activity)
        booked = try tx.bookedPlaces(activity: activity, session: id)
        let claim = try tx.claims(activity: activity, session: id).first { $0.indicator == Indicators.visits.key && $0.source == Claim.door }
        (measured, isWhole) = (claim?.value, claim?.coversWhole ?? false)
        (crowd, devices) = (try tx.crowd(session), try tx.doorDevices(of: activity, on: session.day))
        (merge, counts) = (try tx.mergeReport(activity: activity, session: id), try tx.deskCounts(activity: activity, session: id))
        mayCallOff = identity.may(Door.callOff, within: try tx.activityScopes(activity))
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
                "每行一个票码，可以一次多行；断网设备的记录整段粘贴即可。", "One code in each line, many at once; what a device could not send is pasted as it is.")),
        FormField("device", "本设备名称", "Name of this device", .text(max: DoorLine.longestDevice), hint: Phrase("如：东门 1 号", "Such as East gate 1"))
    )

    /// A link that pairs a device: shown this once.
    var pairing: (device: DoorDevice, word: String)?
    /// Why what was asked beside the scans could not be done.
    var problem: Refusal?
    /// A form that was filled in wrongly, by the end of its address: shown again as it was sent, with what is wrong.
    var wrong: (end: String, reading: FormReading)?

    var path: String { "/door/\(model.session.activity.text)/\(model.session.id.text)" }

    var answer: Answer {
        visit.desk(
            Phrase("检票", "Door"), lede: model.title.phrase, trail: [("/door", Phrase("检票", "Door"))], status: status
        ) {
            div(.class("door", "door-desk")) {
                p(.class("session-when")) { model.session.words(visit.language) }
                count
                for item in results { DoorResultView.html(item.line, item.result, model.session.zone, visit) }
                if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
                if let pairing { pairingCode(pairing.device, pairing.word) }
                if model.session.status == .cancelled {
                    div(.class("notice", "notice-warning")) { p { visit.say(Phrase("本场已停办，不能检票。", "This session is called off; nobody can be let in.")) } }
                } else if model.booked > 0 || !reading.isGood || !results.isEmpty {
                    scanning
                }
                counting
                if model.session.status != .cancelled, model.booked == 0, reading.isGood, results.isEmpty {
                    details {
                        summary { visit.say(Phrase("有人带了票", "Somebody has a ticket")) }
                        scanning
                    }
                }
                deviceSection
                mergeSection
                closing
                callingOff
            }
        }
    }

    /// One of the forms beside the scans: closed until it is wanted, open where something is wrong with it.
    func folded(_ title: Phrase, _ form: Form, _ usual: [String: String], to end: String, _ submit: Phrase, makes: Bool = false) -> HTML {
        let again = wrong.flatMap { $0.end == end ? $0.reading : nil }
        return details(.open(again != nil)) {
            summary { visit.say(title) }
            visit.formHTML((again ?? form.filled(usual)).marked("-" + end), action: path + "/" + end, submit: submit, makes: makes)
        }
    }

    private var scanning: HTML { visit.formHTML(reading, action: path + "/scans", submit: Phrase("检票", "Check in")) }

    private var count: HTML {
        div(.role("status")) {
            p(.class("door-count")) {
                if let measured = model.measured { Figure.html("measured", measured, visit) } else { "–" }
                if model.booked > 0 {
                    HTML(text: " ")
                    span(.class("figure-unit")) {
                        "/ "
                        Figure.html("booked", model.booked, visit)
                    }
                }
            }
            p(.class("meta")) { visit.say(model.booked > 0 ? Phrase("已入场 / 已预约", "entered / booked") : Phrase("已入场", "came in")) }
        }
    }

    /// Why the door does not cover the whole session, whoever said so before.
    private var notWhole: Phrase? {
        if model.isWhole { return nil }
        if model.crowd.estimated > 0 {
            return Phrase(
                "有 \(model.crowd.estimated) 人是估计的，本场不算“全程检票”；之前结束过的，请重新结束，不要勾选。",
                "\(model.crowd.estimated) people were only estimated, so the door does not cover the whole session. If it was closed before, close it again, without the tick.")
        }
        guard model.measured == 0 else { return nil }
        return Phrase("清点都已撤回，实测人数未知；之前结束过的，请重新结束。", "Every count was taken back, so how many came is unknown. If the door was closed before, close it again.")
    }

    private var closing: HTML {
        section(.class("stack"), .id("closing")) {
            h2 { visit.say(Phrase("结束检票", "Close the door")) }
            if model.isWhole, closingProblem == nil {
                div(.class("notice", "notice-success")) {
                    p { visit.say(Phrase("已结束：全程检票，人数按检票计。之后再有人入场，请重新结束。", "Closed: it covered the whole session, and what it measured counts. Close it again if more people come in.")) }
                }
            }
            if let why = notWhole, closingProblem == nil { div(.class("notice", "notice-warning")) { p { visit.say(why) } } }
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
