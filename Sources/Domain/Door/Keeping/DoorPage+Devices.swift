import Activities
import Bookings
import Formats
import Kernel
import Language
import Markup
import Rooms
import Web

/// Which devices keep the door that day, and what they let in twice.
extension DoorPage {
    static let deviceForm = Form(
        FormField("name", "设备名称", "Name of the device", .text(max: DoorLine.longestDevice), required: true, hint: Phrase("如：东门 1 号", "Such as East gate 1")),
        FormField("duty", "用途", "What it does", .choice(DoorDevice.Duty.allCases.map { .init($0.rawValue, $0.title) }), required: true)
    )

    var deviceSection: HTML {
        section(.class("stack"), .id("devices")) {
            h2 { visit.say(Phrase("检票设备", "Devices at the door")) }
            p {
                visit.say(
                    Phrase(
                        "手机或平板不登录也能检票：只管本活动当天，断网照常工作，恢复后自动送出。", "A telephone or tablet keeps the door without an account: of this activity on this day alone, also without a network."))
            }
            if !model.devices.isEmpty { ul(.class("session-list"), .role("list")) { for device in model.devices { li { line(device) } } } }
            folded(
                Phrase("开通一台设备", "Let a device keep the door"), Self.deviceForm, ["duty": DoorDevice.Duty.entrance.rawValue], to: "devices",
                Phrase("生成配对码", "Make its link"))
        }
    }

    @HTMLBuilder private func line(_ device: DoorDevice) -> HTML {
        div {
            p { strong { device.name } }
            p(.class("meta")) { visit.say(device.duty.title) + " · " + visit.say(state(device)) }
            if let skew = device.skew, abs(skew) > DeviceClock.tolerance {
                p(.class("field-error")) { visit.say(Phrase("时钟不准：", "Wrong clock: ") + DeviceClock.words(skew)) }
            }
            if device.waiting > 0 { p(.class("field-error")) { visit.say(Phrase("还有 \(device.waiting) 条未送出。", "\(device.waiting) entries have not been sent yet.")) } }
        }
        if device.revokedAt == nil {
            visit.postButton(Phrase("停用", "Revoke"), posts: path + "/devices/\(device.id.text)/revocation", style: "button-quiet")
        }
    }

    private func state(_ device: DoorDevice) -> Phrase {
        if device.revokedAt != nil { return Phrase("已停用", "revoked") }
        guard device.pairedAt != nil, let seen = device.seenAt else { return Phrase("尚未配对", "not paired yet") }
        let zone = model.session.zone
        return Phrase("最近联系 \(Dates.moment(seen, zone, .zh))", "last heard of \(Dates.moment(seen, zone, .en))")
    }

    func pairingCode(_ device: DoorDevice, _ word: String) -> HTML {
        let link = visit.origin + "/door/app#" + word
        return section(.class("notice", "notice-info"), .id("pairing")) {
            p { strong { visit.say(Phrase("用“\(device.name)”扫这个码配对", "Pair “\(device.name)” with this code")) } }
            p { visit.say(Phrase("只显示这一次，用过即失效；有效到当天结束。", "It is shown this once and works once, until the end of the day.")) }
            if let code = try? QRCode.svg(link) { div(.class("ticket-qr")) { visit.drawing(code, saying: Phrase("配对二维码", "QR code for pairing")) } }
            p { a(.href(.within("/door/app#" + word))) { visit.say(Phrase("在本机打开", "Open it on this device")) } }
            p { code { link } }
        }
    }

    @HTMLBuilder var mergeSection: HTML {
        if !model.merge.lines.isEmpty {
            section(.class("stack"), .id("merge")) {
                h2 { visit.say(Phrase("合并报告", "Merge report")) }
                p { visit.say(Phrase("重复入场 \(model.merge.doubles.count) 次：都保留，不重复计数。", "\(model.merge.doubles.count) double entries: kept, and not counted again.")) }
                ul(.class("session-list"), .role("list")) { for one in model.merge.lines { li(.data("row", one.result)) { p { visit.say(said(one)) } } } }
            }
        }
    }

    private func said(_ one: MergeReport.Line) -> Phrase {
        let zone = model.session.zone
        let where_ = Phrase("\(one.device)，\(Dates.moment(one.at, zone, .zh))：", "\(one.device), \(Dates.moment(one.at, zone, .en)): ")
        let let_ = one.wasLetIn ? Phrase("离线放行；", "let in without a network; ") : Phrase("", "")
        let why: Phrase
        if one.result == "repeated", let first = one.firstAt {
            why = Phrase("此票已于 \(Dates.moment(first, zone, .zh)) 在“\(one.firstDevice)”入场。", "the ticket came in at “\(one.firstDevice)” \(Dates.moment(first, zone, .en)).")
        } else {
            why = DeviceWords.title(one.result)
        }
        let clock = abs(one.at.seconds(since: one.deviceAt)) > DeviceClock.tolerance / 1000
            ? Phrase("（设备时钟为 \(Dates.moment(one.deviceAt, zone, .zh))）", " (the device's clock said \(Dates.moment(one.deviceAt, zone, .en)))") : Phrase("", "")
        return where_ + let_ + why + clock
    }
}
