import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/calls/{key}/inspections/{id}`: the checklist on an inspector's telephone. What is entered is saved as it is typed, and waits on the
/// telephone while there is no network; photos too.
struct InspectionPage: Sendable {
    let view: ApplicationView
    let inspection: Inspection?
    let photos: [InspectionPhoto]
    let form: Form
    var reading: FormReading

    init(_ application: Application, by name: String, in tx: Transaction) throws {
        let view = try ApplicationView(application, in: tx), inspection = try tx.inspection(of: application.id)
        (self.view, self.inspection, photos) = (view, inspection, try tx.photos(of: application.id))
        form = Self.form(view.scheme.scheme.review.inspectionPoints)
        var values = ["held": (inspection?.heldOn ?? tx.now.day(in: .china)).iso, "inspectors": inspection?.inspectors ?? name, "says": inspection?.says ?? ""]
        for (key, one) in inspection?.findings ?? [:] { (values["p-" + key], values["n-" + key]) = (one.verdict?.rawValue ?? "", one.says) }
        reading = form.filled(values)
    }

    private static func form(_ points: [InspectionPoint]) -> Form {
        var fields = [
            FormField("held", "考察日期", "Day of the inspection", .day, required: true),
            FormField("inspectors", "考察人员", "Inspectors", .text(max: 300), required: true),
        ]
        for point in points {
            let name = point.name.phrase
            fields.append(FormField("p-" + point.key, name.zh, name.en, .choice(Inspection.Verdict.allCases.map { .init($0.rawValue, $0.title) })))
            fields.append(FormField("n-" + point.key, "说明：\(name.zh)", "Note: \(name.en)", .text(max: 500)))
        }
        return Form(fields + [FormField("says", "总体意见", "Finding as a whole", .longText(max: 5000))])
    }

    /// What was entered; nil while the day is missing.
    var draft: InspectionDraft? {
        guard reading.isGood, let held = reading.day("held") else { return nil }
        var draft = InspectionDraft(heldOn: held, inspectors: reading.text("inspectors"), says: reading.text("says"))
        for point in view.scheme.scheme.review.inspectionPoints {
            let finding = Inspection.Finding(verdict: Inspection.Verdict(rawValue: reading.text("p-" + point.key)), says: reading.text("n-" + point.key))
            if finding.verdict != nil || !finding.says.isEmpty { draft.findings[point.key] = finding }
        }
        return draft
    }

    var path: String { "/desk/calls/\(view.call.key)/inspections/\(view.application.id.text)" }
    private var isOpen: Bool { view.application.state == .passed || view.application.state == .setAside }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("考察：\(view.name(.zh))", "Inspection: \(view.name(.en))"), lede: view.call.name.phrase,
            trail: [("/desk/calls/\(view.call.key)/inspections", Phrase("现场考察", "Inspections"))], status: reading.isGood ? 200 : 422
        ) {
            p { a(.href(.within("/desk/calls/\(view.call.key)/applications/\(view.application.id.text)"))) { visit.say(Phrase("查看申报", "The application")) } }
            if isOpen { kept(visit) }
            if isOpen { checklist(visit) } else { InspectionView(view: view, inspection: inspection, photos: []).html(visit) }
            pictures(visit)
        }
    }

    /// For whom the page may be kept on their device, so that it opens without a network (`inspections-worker.js`); nil where it may not.
    func keeper(_ visit: Visit) -> String? { isOpen ? visit.identity?.account.id.text : nil }

    /// Where the page's script says that it is kept.
    private func kept(_ visit: Visit) -> HTML {
        p(
            .class("kept-status"), .role("status"),
            .data("offline", visit.say(Phrase("本页已保存在本机，没有网络也能打开；退出登录或考察办结后自动清除。", "This page is kept on this device and opens without a network. It goes when you sign out, or when the inspection is closed."))),
            .data("say-without", visit.say(Phrase("没有网络：这是保存在本机的页面。", "No network: this is the page as it was kept on this device.")))
        ) { "" }
    }

    private func checklist(_ visit: Visit) -> HTML {
        Markup.form(.method(.post), .action(.within(path)), .class("form"), .novalidate(), keeping(visit)) {
            visit.csrfField
            // What was seen stays what it was, also where this page comes back with a remark.
            input(.type("hidden"), .name("version"), .value(reading.posted.fields["version"] ?? Self.mark(inspection)))
            visit.formSummary(reading)
            p(.class("hint")) {
                visit.say(Phrase("在有网络时打开过一次，没有网络也能再打开、继续填写；内容留在本机，恢复连接后自动保存。", "Opened once with a network, this page opens again without one. Go on writing: it stays on this telephone and is saved when the network is back."))
            }
            for field in form.fields { visit.fieldHTML(field, in: reading) }
            div(.class("form-actions")) { button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("保存", "Save")) } }
            p(.class("kept-status"), .role("status"), .data("kept-status")) { "" }
        }
    }

    /// By which saving knows that nobody else saved meanwhile.
    static func mark(_ inspection: Inspection?) -> String { inspection.map { String($0.madeAt.microseconds) } ?? "" }

    private func keeping(_ visit: Visit) -> Attribute {
        .group([
            .data("keeps", path), .data("keeps-key", "\(visit.identity?.account.id.text ?? "")/inspection/\(view.application.id.text)"),
            .data("say-offline", visit.say(Phrase("没有网络：内容留在本机（{time}），恢复连接后自动保存。", "No network: what you entered is kept on this telephone ({time}) and saved when it is back."))),
            .data("say-refused", visit.say(Phrase("没能自动保存：内容留在本机（{time}），请按“保存”查看原因。", "It could not be saved: what you entered is kept on this telephone ({time}). Press “Save” to see why."))),
            .data("say-found", visit.say(Phrase("本机有 {time} 未保存的内容。", "This telephone holds what was not saved, from {time}."))),
            .data("say-restore", visit.say(Phrase("恢复", "Restore"))), .data("say-discard", visit.say(Phrase("放弃", "Discard"))),
        ])
    }

    private func pictures(_ visit: Visit) -> HTML {
        section(.id("photos"), .class("stack")) {
            h2 { visit.say(Phrase("照片", "Photos")) }
            for photo in photos {
                PaperView(photo).html(visit)
                if isOpen { visit.postButton(Phrase("移除这张照片", "Remove this photo"), posts: "\(path)/photos/\(photo.id.text)/removal", style: "button-danger") }
            }
            if photos.isEmpty { p(.class("meta")) { visit.say(Phrase("还没有照片。", "No photos yet.")) } }
            if isOpen {
                UploadForm(
                    id: reading.id("photo"), label: Phrase("拍照或选择照片", "Take or choose a photo"), action: path + "/photos", remark: reading.remark(on: "photo"),
                    accepts: "image/jpeg,image/png", waits: Phrase("{count} 张照片留在本机，恢复连接后自动上传。", "{count} photos wait on this telephone and are sent when the network is back.")
                ).html(visit)
            }
        }
    }
}

/// What was found, to be read: for the office beside the application, and in the decision file.
struct InspectionView {
    let view: ApplicationView
    let inspection: Inspection?
    let photos: [InspectionPhoto]

    @HTMLBuilder func html(_ visit: Visit) -> HTML {
        if let inspection {
            section(.id("inspection"), .class("stack")) {
                h2 { visit.say(Phrase("现场考察", "Site inspection")) }
                p(.class("meta")) { Dates.plain(inspection.heldOn, visit.language) + " · " + inspection.inspectors }
                dl(.class("facts")) {
                    for point in view.scheme.scheme.review.inspectionPoints {
                        dt { visit.html(point.name) }
                        dd {
                            visit.say(inspection.findings[point.key].map { $0.verdict?.title ?? Phrase("未作结论", "not judged") } ?? Phrase("未查看", "not looked at"))
                            if let says = inspection.findings[point.key]?.says, !says.isEmpty { p(.class("meta")) { says } }
                        }
                    }
                }
                for line in inspection.says.split(whereSeparator: \.isNewline) { p { String(line) } }
                for photo in photos { PaperView(photo).html(visit) }
            }
        }
    }
}
