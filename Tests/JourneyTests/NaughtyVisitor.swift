import HTTPTypes
import Web

/// Someone with a browser without scripts, who sends whatever he likes.
final class NaughtyVisitor {
    let language: String
    private let site: Site
    private var cookies: [String: String]
    private(set) var requests = 0

    init(_ site: Site, language: String) {
        (self.site, self.language) = (site, language)
        cookies = ["kepu_language": language]
    }

    func go(_ path: String) async throws -> NaughtyPage { try await ask(.get, path, [], nil) }

    /// Sends the form with these values for its fields, files with a name of that kind where it takes one.
    func send(_ form: NaughtyForm, _ values: [(String, String)], file: String = "x") async throws -> NaughtyPage {
        guard form.isPost else {
            let query = Query(values.map { ($0.0, $0.1) }).encoded
            return try await ask(.get, form.action + (query.isEmpty ? "" : "?" + query), [], nil)
        }
        guard form.isMultipart else {
            return try await ask(.post, form.action, Array(Query(values.map { ($0.0, $0.1) }).encoded.utf8), "application/x-www-form-urlencoded")
        }
        let boundary = "kepu-naughty-3f9a"
        var body = ""
        for (name, value) in values { body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n" }
        // As browsers write names of files.
        let safe = file.unicodeScalars.map { $0 == "\r" ? "%0D" : $0 == "\n" ? "%0A" : $0 == "\"" ? "%22" : String($0) }.joined()
        for field in form.fields where field.kind == "file" {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"; filename=\"\(safe)\"\r\n"
            body += "Content-Type: text/plain\r\n\r\n\(file)\r\n"
        }
        return try await ask(.post, form.action, Array((body + "--\(boundary)--\r\n").utf8), "multipart/form-data; boundary=\(boundary)")
    }

    private func ask(_ method: HTTPRequest.Method, _ path: String, _ body: [UInt8], _ type: String?) async throws -> NaughtyPage {
        var (method, path, body, type) = (method, path, body, type)
        for _ in 0..<5 {
            requests += 1
            var headers = HTTPFields()
            headers[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
            if let type { headers[.contentType] = type }
            let answer = try await site.respond(method: method, path: path, headers: headers, body: body)
            for field in answer.headers[fields: .setCookie] { keep(field.value) }
            if answer.status == 303, let location = answer.headers[.location] {
                (method, path, body, type) = (.get, location, [], nil)
                continue
            }
            return NaughtyPage(status: answer.status, path: path, type: answer.headers[.contentType] ?? "", body: answer.body)
        }
        return NaughtyPage(status: 599, path: path, type: "", body: [])
    }

    private func keep(_ cookie: String) {
        guard let pair = cookie.split(separator: ";").first else { return }
        let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return }
        cookies[String(halves[0])] = cookie.contains("Max-Age=0") ? nil : String(halves[1])
    }
}
