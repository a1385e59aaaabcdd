import Access
package import Files
import Kernel
import Storage

extension Visit {
    /// The file that a form brought in this field: named by an upload that is finished (`FIELD-upload`), or within the form itself, where it is at
    /// most 16 MB. It is on the shelf when this returns; `tx.keep(…, by:, for:)` makes it a record's. Nil where there is none.
    ///
    /// The route's body limit is `UploadLimits.formBody`.
    package func handedIn(_ field: String, of kinds: Set<FileKind> = FileKind.all) async throws -> HandedIn? {
        if let text = posted.fields["\(field)-upload"], !text.isEmpty {
            guard let id = ID<FileUpload>(text) else { throw Refusal.notFound(FileUpload.noun) }
            let account = try signedIn().account.id
            let upload = try await database.read { try $0.requireUpload(id, of: account) }
            guard upload.isClosed, let file = upload.file else { throw Refusal.uploadUnfinished(upload) }
            return HandedIn(file: file, name: FileName.cleaned(upload.name, as: file.kind), upload: id)
        }
        guard let upload = posted.uploads.first(where: { $0.field == field }), !upload.fileName.isEmpty || !upload.bytes.isEmpty else { return nil }
        let file = try await shelf.keep(upload.bytes, named: upload.fileName, of: kinds, field: field)
        return HandedIn(file: file, name: FileName.cleaned(upload.fileName, as: file.kind), upload: nil)
    }
}

extension UploadLimits {
    /// The limit of a form's body that may bring a file by itself.
    package static let formBody = formBytes + (1 << 20)
}
