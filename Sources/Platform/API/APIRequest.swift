package import Access
package import Formats
package import Kernel
package import Web

/// One request of a program that has come in: who asks, and what was sent.
package struct APIRequest: Sendable {
    package let visit: Visit
    package let identity: Identity
    /// Null where nothing was sent.
    package let body: Datum
    /// The parameters, read and checked; of a list where it goes on too.
    package let call: APICall
    /// Whether `confirmed=1` stands in the address: whoever asks knows what hangs on it.
    package var isConfirmed: Bool { call.reading.text(APIAct.confirmed.field.name) == "1" }

    /// For the ledger.
    package var actor: Int64 { identity.account.id.number }

    /// A part of the path as an identity; a wrong one is "not found".
    package func id<Noun>(_ name: String, of what: Phrase, _: Noun.Type = Noun.self) throws(Refusal) -> ID<Noun> { try visit.id(name, of: what) }
}

/// What an operation answers.
package struct APIResult: Sendable {
    package let status: Int
    /// Nil: nothing.
    package internal(set) var json: String?
    /// The record's version, as `ETag` has it.
    package var tag: String?
    /// Below `/api/v1`: where the record stands that was made.
    package var path: String?
    /// Of a list: the address at which it goes on.
    var next: String?

    package init(status: Int, json: String?, tag: String? = nil, path: String? = nil) {
        (self.status, self.json, self.tag, self.path) = (status, json, tag, path)
    }

    var answer: Answer {
        var answer = Answer(status: status, mediaType: "application/json", body: json.map { Array($0.utf8) } ?? [])
        answer = answer.header("cache-control", "private, no-cache").header("vary", "Authorization, Accept-Language")
        if let tag { answer = answer.header("etag", tag) }
        if let next { answer = answer.header("link", "<\(next)>; rel=\"next\"") }
        if let path { answer = answer.header("location", APIService.root + path) }
        return answer
    }
}
