package import Kernel
package import Storage
package import Web

/// One address of the API, declared once: from this its route, its checks and its description are made.
package struct APIResource: Sendable {
    /// Below `/api/v1`: `/activities/{id}`.
    package let path: String
    /// Unique among all: `listActivities`.
    package let name: String
    package let title: Phrase
    /// What one should know before asking.
    package let says: Phrase
    package let parameters: [APIParameter]
    /// Whether `limit` and `cursor` are understood too.
    package let isPaged: Bool
    package let schema: APISchema
    /// Seconds for which an answer may be kept.
    package let freshness: Int
    /// Requests that work on this site, from its own records: parts of the path and parameters. Executed by the tests.
    package let examples: [APIExample]
    /// The form that reads the parameters, where its choices are records.
    let form: @Sendable (Visit) async throws -> Form
    let body: @Sendable (APICall) async throws -> APIBody

    private init(
        _ path: String, _ name: String, _ title: Phrase, _ says: Phrase, _ parameters: [APIParameter], isPaged: Bool, schema: APISchema,
        freshness: Int, examples: [APIExample], form: (@Sendable (Visit) async throws -> Form)?,
        body: @escaping @Sendable (APICall) async throws -> APIBody
    ) {
        (self.path, self.name, self.title, self.says, self.parameters) = (path, name, title, says, parameters)
        (self.isPaged, self.schema, self.freshness, self.examples, self.body) = (isPaged, schema, freshness, examples, body)
        self.form = form ?? { _ in APIParameter.form(parameters) }
    }

    /// One record.
    package static func item<Model>(
        _ path: String, name: String, _ title: Phrase, says: Phrase = Phrase("", ""), _ parameters: [APIParameter] = [], of object: APIObject<Model>,
        freshness: Int = 30, examples: [APIExample] = [], find: @escaping @Sendable (APICall) async throws -> Model
    ) -> APIResource {
        APIResource(
            path, name, title, says, parameters, isPaged: false, schema: object.schema, freshness: freshness, examples: examples, form: nil
        ) { call in APIBody(json: object.json(try await find(call))) }
    }

    /// Many records, a page at a time.
    package static func list<Model>(
        _ path: String, name: String, _ title: Phrase, says: Phrase = Phrase("", ""), _ parameters: [APIParameter] = [], of object: APIObject<Model>,
        freshness: Int = 30, examples: [APIExample] = [], form: (@Sendable (Visit) async throws -> Form)? = nil,
        find: @escaping @Sendable (APICall) async throws -> APIPage<Model>
    ) -> APIResource {
        let frame = APIPage<Model>.frame(of: object)
        return APIResource(
            path, name, title, says, parameters, isPaged: true, schema: frame.schema, freshness: freshness, examples: examples, form: form
        ) { call in
            let page = try await find(call)
            let next = page.next.map { call.next(after: $0) }
            return APIBody(json: frame.json((page, next)), next: next)
        }
    }
}

/// What is answered, and where it goes on.
struct APIBody: Sendable {
    let json: String
    var next: String?
}

/// A request that shows how a resource is used.
package struct APIExample: Sendable {
    package let says: Phrase
    /// The parts of the path and the parameters; nil where this site has no record to show it with.
    package let values: @Sendable (Transaction) throws -> [(name: String, value: String)]?

    package init(_ says: Phrase, values: @escaping @Sendable (Transaction) throws -> [(name: String, value: String)]?) {
        (self.says, self.values) = (says, values)
    }

    /// One that works on any site.
    package init(_ zh: String, _ en: String, _ values: (name: String, value: String)...) {
        says = Phrase(zh, en)
        self.values = { _ in values }
    }
}
