import HTTPTypes

extension Site {
    /// What a browser without scripts sends.
    package enum Asking: Sendable, Equatable { case get, post }

    /// One request answered in process, in plain texts: for rehearsals. Names of headers are in small letters.
    package func ask(
        _ asking: Asking, _ path: String, headers: [(name: String, value: String)], body: [UInt8] = []
    ) async throws -> (status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        var fields = HTTPFields()
        for header in headers {
            if let name = HTTPField.Name(header.name) { fields[name] = header.value }
        }
        let answer = try await respond(method: asking == .get ? .get : .post, path: path, headers: fields, body: body)
        return (answer.status, answer.headers.map { ($0.name.canonicalName, $0.value) }, answer.body)
    }
}
