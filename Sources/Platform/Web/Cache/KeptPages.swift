import HTTPTypes
import NIOCore
import NIOHTTP1
import Storage

/// What is kept, as answers to requests.
struct KeptPages: Sendable {
    private let shelf: PageShelf
    private let writes: WriteCount
    private let secure: Bool
    private let date: SecondText

    init(shelf: PageShelf, writes: WriteCount, secure: Bool, serverName: String) {
        (self.shelf, self.writes, self.secure) = (shelf, writes, secure)
        date = SecondText { "Date: \(HTTPDate.text($0))\r\nServer: \(serverName)\r\n" }
    }

    /// The bytes of the head and of the body; nil where the router has to answer.
    func answer(to request: HTTPRequestHead) -> (head: ByteBuffer, body: ByteBuffer?)? {
        guard let question = KeptQuestion(request), let key = question.key(secure: secure), let page = shelf.fresh(key, writes: writes.now) else { return nil }
        let answer = page.answer(head: request.method == .HEAD, accepts: question.encoding, known: question.tags)
        let date = date.now
        var head = ByteBufferAllocator().buffer(capacity: answer.head.statusLine.utf8.count + date.utf8.count + answer.head.lines.readableBytes)
        head.writeString(answer.head.statusLine)
        head.writeString(date)
        head.writeImmutableBuffer(answer.head.lines)
        return (head, answer.body)
    }
}

/// What a request says that has to do with pages that are kept.
private struct KeptQuestion {
    private let address: String
    private var host: String?
    private var scheme: String?
    private var cookies: String?
    private var language: String?
    private(set) var encoding: String?
    private(set) var tags: String?

    /// Nil for a program with a token, for what has a body or another protocol in mind, ends the connection, or says something twice: the
    /// router knows what to do.
    init?(_ request: HTTPRequestHead) {
        guard request.method == .GET || request.method == .HEAD, request.version == .http1_1, request.uri.first == "/" else { return nil }
        address = request.uri
        for (name, value) in request.headers {
            let place: WritableKeyPath<Self, String?>
            switch name.lowercased() {
            case "host": place = \.host
            case "x-forwarded-proto": place = \.scheme
            case "cookie": place = \.cookies
            case "accept-language": place = \.language
            case "accept-encoding": place = \.encoding
            case "if-none-match": place = \.tags
            case "connection" where value.lowercased() == "keep-alive": continue
            case "authorization", "connection", "content-length", "transfer-encoding", "expect", "upgrade", "http2-settings": return nil
            default: continue
            }
            guard self[keyPath: place] == nil else { return nil }
            self[keyPath: place] = value
        }
        guard host != nil else { return nil }
    }

    func key(secure: Bool) -> PageShelf.Key? {
        PageShelf.Key(address: address, cookies: cookies, language: language, origin: Origin.of(host: host, scheme: scheme, secure: secure), secure: secure)
    }
}
