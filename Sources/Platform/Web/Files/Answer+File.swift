package import Files
import Kernel

extension Answer {
    /// How a browser takes a file.
    package enum Showing: Sendable {
        /// It saves it.
        case attachment
        /// It shows it by itself, where that is harmless (`FileKind.isShown`); otherwise it saves it.
        case inline
    }

    /// A file of the shelf, or the part of it that was asked for, by RFC 9110: a strong validator from its digest, `Range` and `If-Range` for
    /// who goes on after a cut, `If-Match`, `If-None-Match` and `If-Modified-Since`, 206 and 416, and `Repr-Digest` (RFC 9530) to check what arrived.
    ///
    /// The room has asked before who may have it. It is read while it is sent, a piece at a time. Throws a `ShelfError` where the folder does
    /// not hold it as it was kept.
    package static func file(_ file: ShelvedFile, named name: String, as showing: Showing = .attachment, to visit: Visit) async throws -> Answer {
        let tag = "\"\(file.digest.text)\""
        let isInline = showing == .inline && file.kind.isShown
        let clean = FileName.cleaned(name, as: file.kind)
        var answer = Answer(mediaType: file.kind.mediaType, body: [])
        answer.headers = [
            ("etag", tag), ("accept-ranges", "bytes"), ("repr-digest", file.digest.header),
            ("content-disposition", isInline ? FileName.inline(clean) : FileName.attachment(clean)), ("content-security-policy", policy(file.kind, isInline)),
            ("cross-origin-resource-policy", "same-origin"), ("cache-control", visit.identity == nil ? "public, max-age=0, must-revalidate" : "private, no-cache"),
        ]
        if let kept = file.keptAt { answer.headers.append(("last-modified", HTTPDate.text(kept))) }
        if visit.wantsAnother(tag) {
            answer.status = 412
            return answer
        }
        if visit.hasAlready(tag, modified: file.keptAt) {
            answer.status = 304
            return answer
        }
        let reader = try await visit.shelf.open(file)
        switch visit.ranges(of: file, tag: tag) {
        case .whole: answer.stream = .file(reader, 0..<file.byteCount)
        case .none:
            answer.status = 416
            answer.headers.append(("content-range", "bytes */\(file.byteCount)"))
        case .part(let range):
            answer.status = 206
            answer.headers.append(("content-range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.byteCount)"))
            answer.stream = .file(reader, range)
        }
        return answer
    }

    /// Whatever a file holds, in our own name nothing of it runs. A browser's viewer of PDFs does not work in a sandbox.
    private static func policy(_ kind: FileKind, _ isInline: Bool) -> String {
        let rest = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
        return kind == .pdf && isInline ? rest : rest + "; sandbox"
    }
}

extension Visit {
    /// The files that lie beside the database.
    package var shelf: FileShelf { database.shelf }

    /// `If-Match` names others (RFC 9110 §13.1.1).
    fileprivate func wantsAnother(_ tag: String) -> Bool {
        guard let wanted = header("if-match") else { return false }
        return !wanted.split(separator: ",").contains { piece in
            let name = piece.filter { $0 != " " && $0 != "\t" }
            return name == "*" || name == tag
        }
    }

    /// The range that was asked for, if the file is still the one of which a part is there (RFC 9110 §13.1.5); GET alone knows ranges.
    fileprivate func ranges(of file: ShelvedFile, tag: String) -> ByteRanges {
        guard !isHead else { return .whole }
        if let condition = header("if-range") {
            guard condition == tag || isSameDate(condition, file) else { return .whole }
        }
        return ByteRanges(header("range"), of: file.byteCount)
    }

    /// A date counts only where it is exactly ours, and old enough that nothing else was kept in the same second.
    private func isSameDate(_ condition: String, _ file: ShelvedFile) -> Bool {
        guard let kept = file.keptAt, let date = HTTPDate.instant(condition) else { return false }
        return date.microseconds / 1_000_000 == kept.microseconds / 1_000_000 && now.seconds(since: kept) >= 60
    }
}
