import HTTPTypes
import NIOCore

/// A page that is the same for everybody who asks so, ready to be sent: compressed once, its heads written once.
struct CachedPage: Sendable {
    private let plain: CachedForm
    private let zipped: CachedForm?
    /// The count of writes before the page was made.
    let writes: UInt64
    let made: ContinuousClock.Instant

    /// - tag: of the plain bytes, without quotes.
    init(headers: HTTPFields, plain: ByteBuffer, zipped: ByteBuffer?, tag: String, writes: UInt64, made: ContinuousClock.Instant) {
        self.plain = CachedForm(plain, tag: "\"\(tag)\"", headers)
        self.zipped = zipped.map { body in
            var headers = headers
            headers[.contentEncoding] = "gzip"
            return CachedForm(body, tag: "\"\(tag)-gz\"", headers)
        }
        (self.writes, self.made) = (writes, made)
    }

    var size: Int { plain.body.readableBytes + (zipped?.body.readableBytes ?? 0) + 4096 }

    /// The answer to one request: 304 where the browser has these very bytes.
    func answer(head: Bool, accepts encoding: String?, known tags: String?) -> CachedAnswer {
        let form = encoding.flatMap { $0.contains("gzip") ? zipped : nil } ?? plain
        if let tags, form.isAmong(tags) { return CachedAnswer(head: form.unchanged, body: nil) }
        return CachedAnswer(head: form.whole, body: head ? nil : form.body)
    }
}

/// What one request for a page that is kept gets.
struct CachedAnswer: Sendable {
    let head: CachedHead
    let body: ByteBuffer?
}

/// The head of an answer, and the same as HTTP/1.1 writes it.
struct CachedHead: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let statusLine: String
    /// Its fields and the empty line that ends them.
    let lines: ByteBuffer

    init(_ status: HTTPResponse.Status, _ headers: HTTPFields) {
        (self.status, self.headers) = (status, headers)
        statusLine = "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n"
        lines = ByteBuffer(string: headers.map { "\($0.name.rawName): \($0.value)\r\n" }.joined() + "\r\n")
    }
}

/// A page in one encoding.
private struct CachedForm: Sendable {
    let body: ByteBuffer
    let whole: CachedHead
    let unchanged: CachedHead
    private let tag: String

    init(_ body: ByteBuffer, tag: String, _ headers: HTTPFields) {
        var headers = headers
        headers[.eTag] = tag
        headers[.contentLength] = nil
        unchanged = CachedHead(.notModified, headers)
        headers[.contentLength] = String(body.readableBytes)
        whole = CachedHead(.ok, headers)
        (self.body, self.tag) = (body, tag)
    }

    /// Whether an `If-None-Match` names it.
    func isAmong(_ tags: String) -> Bool {
        tags.split(separator: ",").contains { $0.drop { $0 == " " || $0 == "W" || $0 == "/" }.prefix(tag.utf8.count) == tag }
    }
}
