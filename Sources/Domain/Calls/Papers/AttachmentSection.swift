import Files
import Kernel
import Language
import Markup
import Venues
import Web

/// What a form asks for as files, an application's or a report's: each question with what is attached and a form of its own, so that a file that
/// is refused takes nothing else with it.
struct AttachmentSection {
    struct File {
        let id: String
        let field: String
        let name: String
        let paper: PaperView
    }

    /// The questions that are answered by a file.
    let fields: [SchemeField]
    let files: [File]
    let reading: FormReading
    /// Where a file is sent.
    let action: String
    /// What is to be corrected, by question.
    var remarks: [String: String] = [:]

    @HTMLBuilder func html(_ visit: Visit) -> HTML {
        if !fields.isEmpty {
            section(.id("files"), .class("stack")) {
                h2 { visit.say(Phrase("附件", "Files")) }
                p(.class("hint")) { visit.say(Self.limits) }
                for field in fields { question(field, visit) }
            }
        }
    }

    static let limits = Phrase(
        "PDF、JPEG 或 PNG；每个最大 \(Document.mostBytes >> 20) MB，共 \(Attachment.mostFiles) 个、\(Attachment.mostBytes >> 20) MB 以内。手机可直接拍照上传。",
        "PDF, JPEG or PNG; \(Document.mostBytes >> 20) MB each, \(Attachment.mostFiles) files and \(Attachment.mostBytes >> 20) MB in all. On a telephone you can take a photo.")

    private func question(_ field: SchemeField, _ visit: Visit) -> HTML {
        let files = files.filter { $0.field == field.key }
        return div(.class("stack")) {
            h3 {
                visit.html(field.name)
                if !field.isRequired { small(.class("optional")) { visit.say(Phrase("（选填）", " (optional)")) } }
            }
            if let remark = remarks[field.key] { p(.class("remark")) { visit.say(Phrase("补正意见：\(remark)", "To be corrected: \(remark)")) } }
            for one in files { attached(one, field, visit) }
            upload(field, replacing: nil, visit)
        }
    }

    private func attached(_ one: File, _ field: SchemeField, _ visit: Visit) -> HTML {
        div(.class("stack")) {
            one.paper.html(visit)
            details {
                summary { visit.say(Phrase("更换或移除“\(one.name)”", "Replace or remove “\(one.name)”")) }
                upload(field, replacing: one, visit)
                visit.postButton(Phrase("移除", "Remove"), posts: "\(action)/\(one.id)/removal", style: "button-danger")
            }
        }
    }

    private func upload(_ field: SchemeField, replacing old: File?, _ visit: Visit) -> HTML {
        let name = ApplicationForm.name(field.key)
        let (id, remark) = (old.map { "replace-\($0.id)" } ?? reading.id(name), old == nil ? reading.remark(on: name) : nil)
        let label = old == nil ? Phrase("上传：\(field.name.zh)", "Upload: \(field.name(.en))") : Phrase("换成", "Replace by")
        return UploadForm(id: id, label: label, action: action, hint: field.hint?.phrase, remark: remark, fields: [("field", field.key), ("replaces", old?.id ?? "")])
            .html(visit)
    }
}

extension AttachmentSection {
    init(_ view: ApplicationView, reading: FormReading, path: String) {
        let files = view.attachments.map { File(id: $0.id.text, field: $0.field, name: $0.name, paper: PaperView($0, number: 1, isBlind: false)) }
        self.init(fields: view.fields.filter { $0.kind == .file }, files: files, reading: reading, action: path + "/attachments")
    }

    /// Of a report that is being written: what stands, filed before or not.
    init(_ view: AssessmentView, reading: FormReading, path: String) {
        let files = view.files.filter { $0.removedFiling == nil }.map { File(id: $0.id.text, field: $0.field, name: $0.name, paper: PaperView($0)) }
        let remarks = view.remarks.map { ($0.field, $0.says) }
        self.init(
            fields: view.rule.report.filter { $0.kind == .file }, files: files, reading: reading, action: path + "/files",
            remarks: view.assessment.state == .open ? [:] : Dictionary(remarks, uniquingKeysWith: { first, _ in first }))
    }
}

/// A form that sends one paper, complete without a script; a telephone offers its camera.
struct UploadForm {
    let id: String
    let label: Phrase
    let action: String
    var hint: Phrase?
    var remark: Phrase?
    var fields: [(String, String)] = []
    var accepts = Document.accept
    /// Said where a file waits for the network (`waits.js`); nil: this form's files do not.
    var waits: Phrase?

    func html(_ visit: Visit) -> HTML {
        let described = [hint == nil ? "" : "hint-" + id, remark == nil ? "" : "remark-" + id].filter { !$0.isEmpty }.joined(separator: " ")
        return form(.method(.post), .action(.within(action)), .class("form"), .enctype("multipart/form-data"), waiting(visit)) {
            visit.csrfField
            visit.onceField
            for field in fields { input(.type("hidden"), .name(field.0), .value(field.1)) }
            div(.class("field", remark == nil ? "" : "field-wrong")) {
                Markup.label(.for(id)) { visit.say(label) }
                if let hint { p(.class("hint"), .id("hint-" + id)) { visit.say(hint) } }
                if let remark { p(.class("remark"), .id("remark-" + id)) { visit.say(remark) } }
                input(
                    .type("file"), .id(id), .name("file"), .accept(accepts), .required(), .aria("describedby", described).when(!described.isEmpty),
                    .aria("invalid", true).when(remark != nil))
            }
            div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("上传", "Upload")) } }
            if waits != nil { p(.class("kept-status"), .role("status"), .data("waits-status")) { "" } }
        }
    }

    private func waiting(_ visit: Visit) -> Attribute {
        guard let waits else { return .group([]) }
        let refused = Phrase("{count} 张照片未被接受（不是照片、太大或重复），请重新拍摄。", "{count} photos were not taken: no photos, too large, or too many. Take them again.")
        return .group([.data("waits", visit.say(waits)), .data("say-refused", visit.say(refused))])
    }
}
