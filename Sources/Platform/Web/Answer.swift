package import Markup

/// What a route answers.
package struct Answer: Sendable {
    package var status: Int
    package var mediaType: String
    package var body: [UInt8]
    package var headers: [(name: String, value: String)]
    /// A body that is made while it is sent; `body` is empty then.
    package var stream: BodyStream?

    package init(status: Int = 200, mediaType: String, body: [UInt8], headers: [(name: String, value: String)] = []) {
        (self.status, self.mediaType, self.body, self.headers) = (status, mediaType, body, headers)
    }

    package static func html(_ html: HTML, status: Int = 200) -> Answer {
        Answer(status: status, mediaType: "text/html; charset=utf-8", body: html.bytes)
    }

    package static func text(_ text: String, status: Int = 200, mediaType: String = "text/plain; charset=utf-8") -> Answer {
        Answer(status: status, mediaType: mediaType, body: Array(text.utf8))
    }

    package static func json(_ json: String, status: Int = 200) -> Answer {
        Answer(status: status, mediaType: "application/json", body: Array(json.utf8))
    }

    /// A body of any length, made while it is sent.
    package static func stream(_ stream: BodyStream, mediaType: String) -> Answer {
        var answer = Answer(mediaType: mediaType, body: [])
        answer.stream = stream
        return answer
    }

    /// 303: the way on after every form, so that reloading repeats nothing.
    package static func see(_ path: String) -> Answer {
        Answer(status: 303, mediaType: "text/plain; charset=utf-8", body: [], headers: [("location", path)])
    }

    package func header(_ name: String, _ value: String) -> Answer {
        var copy = self
        copy.headers.append((name, value))
        return copy
    }
}
