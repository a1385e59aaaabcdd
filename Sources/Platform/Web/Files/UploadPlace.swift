import Access
package import Files
import Kernel
package import Storage

/// A place of a room to which files are sent in pieces: five addresses below one path, for browsers and for programs with a token.
///
/// `POST path` (`name`, `size`, perhaps `head` and `digest`) begins or finds an upload; `GET path/{upload}` says where it stands;
/// `POST path/{upload}/pieces?offset=N` takes bytes as they are (`application/octet-stream`, perhaps `Content-Digest`); `POST path/{upload}/closing`
/// ends it; `POST path/{upload}/removal` takes it back. Answers are JSON. A browser shows its form's token in `X-CSRF-Token`.
/// A form then names the finished upload (`visit.handedIn`), and the room's transaction makes it a record's (`tx.keep`).
package struct UploadPlace: Sendable {
    let path: String
    let entrance: Route.Entrance
    let kinds: Set<FileKind>
    let limits: UploadLimits
    let purpose: @Sendable (_ visit: Visit, _ tx: Transaction) throws -> String

    /// - Parameters:
    ///   - path: may hold parameters: `/desk/resources/{id}/uploads`.
    ///   - purpose: what a file sent here is for, in words of the room (`resources.file:…`); refuses whoever may not. Asked at every step.
    package init(
        _ path: String, _ entrance: Route.Entrance, kinds: Set<FileKind> = FileKind.all, limits: UploadLimits = .web,
        purpose: @escaping @Sendable (Visit, Transaction) throws -> String
    ) {
        (self.path, self.entrance, self.kinds, self.limits, self.purpose) = (path, entrance, kinds, limits, purpose)
    }

    package var routes: [Route] {
        [
            .post(path, entrance, bodyLimit: 16 << 10) { visit in try await open(visit) },
            .get("\(path)/{upload}", entrance, filters: []) { visit in Self.told(try await find(visit), at: visit.path) },
            .bytes("\(path)/{upload}/pieces", entrance, bodyLimit: FileUpload.pieceBytes) { visit in try await piece(visit) },
            .post("\(path)/{upload}/closing", entrance, bodyLimit: 16 << 10) { visit in
                let upload = try await find(visit)
                _ = try await visit.database.closeUpload(upload, of: kinds, field: "file")
                return Self.told(try await find(visit), at: visit.path.dropping("/closing"))
            },
            .post("\(path)/{upload}/removal", entrance, bodyLimit: 16 << 10) { visit in
                try await visit.database.cancelUpload(try await find(visit))
                return Answer(status: 204, mediaType: "application/json", body: [])
            },
        ]
    }

    private func open(_ visit: Visit) async throws -> Answer {
        let account = try visit.signedIn().account.id
        let (name, size) = (visit.posted.fields["name"] ?? "", visit.posted.fields["size"].flatMap { Int64($0) })
        guard !name.isEmpty, let size else {
            throw Refusal(.invalid, "upload-wish", "请说明文件名（name）和字节数（size）。", "Say the file's name (name) and its length in bytes (size).", field: "size")
        }
        let (head, promised) = (try Self.digest("head", visit), try Self.digest("digest", visit))
        let upload = try await visit.database.write { tx in
            try tx.openUpload(
                UploadWish(purpose: try purpose(visit, tx), name: name, byteCount: size, promised: promised, head: head), by: account, limits: limits)
        }
        return Self.told(upload, at: "\(visit.path)/\(upload.id.text)", status: 201)
    }

    private func piece(_ visit: Visit) async throws -> Answer {
        let upload = try await find(visit)
        guard let offset = visit.query["offset"].flatMap({ Int64($0) }) else {
            throw Refusal(.invalid, "upload-offset-missing", "请说明片段从第几字节开始（offset）。", "Say at which byte the piece begins (offset).", field: "offset")
        }
        let digest = visit.header("content-digest").flatMap { FileDigest(header: $0) }
        switch try await visit.database.takePiece(visit.posted.body, at: offset, of: upload, digest: digest) {
        case .received(let received): return .json(JSONText.object([("received", "\(received)"), ("size", "\(upload.byteCount)")]))
        case .elsewhere(let received):
            let refusal = Refusal(
                .conflict, "upload-offset", "片段应从第 \(received) 字节开始，没有保存。请从那里继续。",
                "The upload stands at byte \(received); the piece was not kept. Go on from there.")
            return refusal.problem(status: 409, visit.language, adding: [("received", "\(received)")])
        }
    }

    /// The upload of whoever asks, for what this place is for; to anybody else there is none.
    private func find(_ visit: Visit) async throws -> FileUpload {
        let account = try visit.signedIn().account.id
        let id: ID<FileUpload> = try visit.id("upload", of: FileUpload.noun)
        return try await visit.database.read { tx in try tx.requireUpload(id, of: account, for: try purpose(visit, tx)) }
    }

    private static func digest(_ field: String, _ visit: Visit) throws -> FileDigest? {
        guard let text = visit.posted.fields[field], !text.isEmpty else { return nil }
        guard let digest = FileDigest(text) else {
            throw Refusal(.invalid, "digest", "\(field) 应为 64 位十六进制的 SHA-256。", "\(field) is a SHA-256 in 64 hexadecimal digits.", field: field)
        }
        return digest
    }

    private static func told(_ upload: FileUpload, at address: String, status: Int = 200) -> Answer {
        .json(
            JSONText.object([
                ("id", JSONText.quote(upload.id.text)), ("address", JSONText.quote(address)), ("name", JSONText.quote(upload.name)),
                ("size", "\(upload.byteCount)"), ("received", "\(upload.received)"), ("piece", "\(FileUpload.pieceBytes)"),
                ("closed", upload.isClosed ? "true" : "false"), ("digest", JSONText.quote(orNull: upload.isClosed ? upload.file?.digest.text : nil)),
                ("mediaType", JSONText.quote(orNull: upload.isClosed ? upload.file?.kind.mediaType : nil)),
            ]), status: status
        ).header("cache-control", "no-store")
    }
}

extension String {
    fileprivate func dropping(_ tail: String) -> String { hasSuffix(tail) ? String(dropLast(tail.count)) : self }
}
