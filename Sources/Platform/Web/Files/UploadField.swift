package import Files
package import Kernel
package import Markup

/// A form's field for a file of any size up to the limit.
///
/// Without scripts it is the browser's own field, up to 16 MB. With them (`uploads.js`) the file is sent in pieces as soon as it is chosen, goes on
/// after a cut and after a reload, and the form then carries its upload's name; `visit.handedIn` reads either.
package struct UploadField: Sendable {
    let name: String
    let label: Phrase
    let place: UploadPlace
    /// The place's path with its parameters filled in.
    let address: String
    let hint: Phrase?
    let isRequired: Bool
    let remark: Phrase?
    /// Uploads of whoever asks that were begun here and are not finished.
    let unfinished: [FileUpload]

    package init(
        _ name: String, _ label: Phrase, to place: UploadPlace, at address: String, hint: Phrase? = nil, required: Bool = false, remark: Phrase? = nil,
        unfinished: [FileUpload] = []
    ) {
        (self.name, self.label, self.place, self.address, self.hint) = (name, label, place, address, hint)
        (isRequired, self.remark, self.unfinished) = (required, remark, unfinished.filter { !$0.isClosed })
    }
}

extension Visit {
    /// The field within a form that carries `csrfField` and is `multipart/form-data`.
    package func uploadField(_ field: UploadField) -> HTML {
        let id = "field-\(field.name)"
        let described = ["\(id)-hint", field.remark == nil ? "" : "\(id)-remark", "\(id)-status"].filter { !$0.isEmpty }.joined(separator: " ")
        return div(.class("field", field.remark == nil ? "" : "field-wrong"), uploadWords(field)) {
            label(.for(id)) {
                say(field.label)
                if !field.isRequired { small(.class("optional")) { say(Phrase("（选填）", " (optional)")) } }
            }
            p(.class("hint"), .id("\(id)-hint")) {
                if let hint = field.hint { say(hint) + " " }
                say(Self.limit(field.place))
            }
            if let remark = field.remark { p(.class("remark"), .id("\(id)-remark")) { say(remark) } }
            for upload in field.unfinished { p(.class("hint")) { say(Self.unfinished(upload)) } }
            input(
                .type("file"), .id(id), .name(field.name), .accept(FileKind.accept(field.place.kinds)), .required(field.isRequired),
                .aria("describedby", described), .aria("invalid", true).when(field.remark != nil))
            input(.type("hidden"), .name("\(field.name)-upload"), .value(""))
            p(.class("hint"), .id("\(id)-status"), .role("status"), .data("upload-status")) {}
            progress(.max("100"), .value("0"), .hidden(), .aria("label", say(Phrase("上传进度", "Upload")))) {}
            button(.class("button"), .type("button"), .hidden(), .data("upload-cancel")) { say(Phrase("取消上传", "Cancel the upload")) }
        }
    }

    private static func limit(_ place: UploadPlace) -> Phrase {
        let most = place.limits.file >> 20, form = min(most, Int64(UploadLimits.formBytes) >> 20)
        return Phrase(
            "最大 \(most) MB；浏览器停用脚本时最大 \(form) MB。上传中断后，再次选择同一个文件即可接着传。",
            "At most \(most) MB; \(form) MB where scripts are off. After a cut choose the same file again, and the upload goes on.")
    }

    private static func unfinished(_ upload: FileUpload) -> Phrase {
        let share = upload.received * 100 / max(1, upload.byteCount)
        return Phrase("“\(upload.name)”传到了 \(share)%，再次选择它即可继续。", "“\(upload.name)” is \(share) % here; choose it again to go on.")
    }

    /// What the script says, in the page's language.
    private func uploadWords(_ field: UploadField) -> Attribute {
        .group([
            .data("uploads", field.address),
            .data("say-sending", say(Phrase("正在上传：{done} / {size}，{share}%", "Sending: {done} of {size}, {share} %"))),
            .data("say-offline", say(Phrase("网络中断：已传 {done} / {size}，恢复后自动继续。", "No network: {done} of {size} are there; it goes on by itself."))),
            .data("say-checking", say(Phrase("已传完，正在检查……", "All is there; it is being looked at …"))),
            .data("say-done", say(Phrase("“{name}”（{size}）已上传，提交表单后保存。", "“{name}” ({size}) is here. It is kept when the form is sent."))),
            .data("say-wait", say(Phrase("文件传完后自动提交。", "The form is sent once the file is here."))),
            .data("say-cancelled", say(Phrase("已取消上传。", "The upload was cancelled."))),
            .data("say-failed", say(Phrase("没有上传：{reason}", "Not sent: {reason}"))),
        ])
    }
}
