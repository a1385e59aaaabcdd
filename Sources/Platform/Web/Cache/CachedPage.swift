import HTTPTypes
import NIOCore

/// An answer that is the same for everybody who asks so, with its bytes compressed once.
struct CachedPage: Sendable {
    let headers: HTTPFields
    let plain: ByteBuffer
    let zipped: ByteBuffer?
    let tag: String
    /// The count of writes before the page was made.
    let writes: UInt64
    let made: ContinuousClock.Instant

    var size: Int { plain.readableBytes + (zipped?.readableBytes ?? 0) + 1024 }

    /// The answer to one request: 304 where the browser has these very bytes.
    func answer(head: Bool, accepts encoding: String?, known tags: String?) -> (status: Int, headers: HTTPFields, body: ByteBuffer?) {
        let packed = encoding.flatMap { $0.contains("gzip") ? zipped : nil }
        let own = packed == nil ? "\"\(tag)\"" : "\"\(tag)-gz\""
        var headers = headers
        headers[.eTag] = own
        if let tags, tags.split(separator: ",").contains(where: { $0.drop { $0 == " " || $0 == "W" || $0 == "/" }.prefix(own.utf8.count) == own }) {
            headers[.contentLength] = nil
            return (304, headers, nil)
        }
        let body = packed ?? plain
        if packed != nil { headers[.contentEncoding] = "gzip" }
        headers[.contentLength] = String(body.readableBytes)
        return (200, headers, head ? nil : body)
    }
}
