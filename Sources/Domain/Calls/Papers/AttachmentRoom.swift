import Files
import Kernel

/// How much an application or a report may hold.
struct AttachmentRoom {
    /// What it holds already.
    let held: [(field: String, digest: String, size: Int)]

    /// Refuses, beside the field, what is there already, one too many, or too much in all.
    func require(for document: Document, field: String) throws(Refusal) {
        let form = ApplicationForm.name(field)
        if held.contains(where: { $0.field == field && $0.digest == document.digest }) {
            throw Refusal(.conflict, "attachment-there", "这个文件已在这一项中，没有重复保存。", "This very file is attached here already; it was not kept twice.", field: form)
        }
        guard held.count < Attachment.mostFiles else {
            throw Refusal(
                .conflict, "attachments-many", "最多 \(Attachment.mostFiles) 个附件，这个文件没有保存。请先移除一个，或合并为一个 PDF。",
                "\(Attachment.mostFiles) files are taken at most; this one was not kept. Take one away first, or join several in one PDF.", field: form)
        }
        guard held.reduce(document.bytes.count, { $0 + $1.size }) <= Attachment.mostBytes else {
            throw Refusal(
                .conflict, "attachments-large", "附件合计最多 \(Attachment.mostBytes >> 20) MB，这个文件没有保存。请压缩后再上传。",
                "The files come to \(Attachment.mostBytes >> 20) MB at most; this one was not kept. Make it smaller.", field: form)
        }
    }
}
