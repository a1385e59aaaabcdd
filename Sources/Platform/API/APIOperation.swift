package import Access
package import Kernel
package import Storage
package import Web

/// Something that a program with a token may do, declared once: from this its route, its checks and its description are made.
package struct APIOperation: Sendable {
    package let method: Route.Method
    /// Below `/api/v1`: `/activities/{id}/entry`.
    package let path: String
    /// Unique among all: `changeActivity`.
    package let name: String
    package let title: Phrase
    package let says: Phrase
    /// A token with one of these comes in; what it may do to the record itself is asked with the record.
    package let permissions: [Permission]
    let parameters: [APIParameter]
    let body: APIBodySchema?
    let status: Int
    /// Nil: nothing is answered.
    let schema: APISchema?
    /// Whether `If-Match` must say which version is meant.
    let isConditional: Bool
    /// What a 412 answers: the record as it is.
    let stale: APISchema?
    package let examples: [APIActExample]
    /// Whether `limit` and `cursor` are understood too.
    private(set) var isPaged = false
    let run: @Sendable (APIRequest, IfMatch?, Transaction) throws -> APIResult
    /// Throws the record as it is where `If-Match` names it no longer.
    let check: @Sendable (APIRequest, IfMatch, Transaction) throws -> Void

    /// Whether `confirmed=1` is understood.
    var asksBack: Bool { parameters.contains { $0.field.name == APIAct.confirmed.field.name } }
}

/// What is sent.
package struct APIBodySchema: Sendable {
    package let schema: APISchema
    /// Field names of refusals, as pointers into the body.
    let pointer: @Sendable (String) -> String

    package init(_ schema: APISchema, pointer: @escaping @Sendable (String) -> String = { $0.isEmpty ? "" : APIFlaw.step($0) }) {
        (self.schema, self.pointer) = (schema, pointer)
    }

    /// A form's object.
    package init(_ schema: APISchema, form: APIForm) { self.init(schema) { form.pointer($0) } }
}

/// What all operations say of themselves.
package struct APIAct: Sendable {
    package let path: String
    package let name: String
    package let title: Phrase
    package var says: Phrase
    package let permissions: [Permission]
    package var parameters: [APIParameter]
    package var examples: [APIActExample]

    package init(
        _ path: String, name: String, _ title: Phrase, says: Phrase = Phrase("", ""), _ permissions: [Permission], _ parameters: [APIParameter] = [],
        examples: [APIActExample] = []
    ) {
        (self.path, self.name, self.title, self.says) = (path, name, title, says)
        (self.permissions, self.parameters, self.examples) = (permissions, parameters, examples)
    }

    /// For what a guard may ask back about: bookings that hang on it.
    package static let confirmed = APIParameter(
        FormField(
            "confirmed", "已知悉后果", "What hangs on it is known", .checkbox,
            hint: Phrase("被拒并指明 confirmed 时，写 1 再发一次", "1, where a refusal names this parameter and it is meant all the same")))
}

/// A request that shows how an operation is used.
package struct APIActExample: Sendable {
    package let says: Phrase
    /// The parts of the path, and the body; nil where this site has no record to show it with.
    package let values: @Sendable (Transaction) throws -> (path: [(name: String, value: String)], body: String?)?

    package init(_ says: Phrase, values: @escaping @Sendable (Transaction) throws -> (path: [(name: String, value: String)], body: String?)?) {
        (self.says, self.values) = (says, values)
    }
}

extension APIOperation {
    private init(
        _ method: Route.Method, _ act: APIAct, body: APIBodySchema?, status: Int = 200, schema: APISchema?, on record: APISchema? = nil,
        check: @escaping @Sendable (APIRequest, IfMatch, Transaction) throws -> Void = { _, _, _ in }, run: @escaping @Sendable (APIRequest, IfMatch?, Transaction) throws -> APIResult
    ) {
        (self.method, path, name, title, says) = (method, act.path, act.name, act.title, act.says)
        (permissions, parameters, examples) = (act.permissions, act.parameters, act.examples)
        (self.body, self.status, self.schema, self.run) = (body, status, schema, run)
        (stale, isConditional, self.check) = (record, record != nil, check)
    }

    /// GET: the record as it is now.
    package static func read<Model>(_ act: APIAct, _ record: APIRecord<Model>) -> APIOperation {
        APIOperation(.get, act, body: nil, schema: record.object.schema) { request, _, tx in record.result(try record.find(request, tx)) }
    }

    /// GET: something that has no version of its own.
    package static func read<Model>(
        _ act: APIAct, of object: APIObject<Model>, find: @escaping @Sendable (APIRequest, Transaction) throws -> Model
    ) -> APIOperation {
        APIOperation(.get, act, body: nil, schema: object.schema) { request, _, tx in APIResult(status: 200, json: object.json(try find(request, tx))) }
    }

    /// GET: many records, a page at a time. `request.call` says where it goes on, and how many are asked for.
    package static func list<Model>(
        _ act: APIAct, of object: APIObject<Model>, find: @escaping @Sendable (APIRequest, Transaction) throws -> APIPage<Model>
    ) -> APIOperation {
        let frame = APIPage<Model>.frame(of: object)
        var list = APIOperation(.get, act, body: nil, schema: frame.schema) { request, _, tx in
            let page = try find(request, tx)
            var result = APIResult(status: 200, json: nil)
            result.next = page.next.map { request.call.next(after: $0) }
            result.json = frame.json((page, result.next))
            return result
        }
        list.isPaged = true
        return list
    }

    /// POST: makes a record, and tells it with the address at which it stands.
    package static func make<Model>(
        _ act: APIAct, _ body: APIBodySchema, _ record: APIRecord<Model>,
        run: @escaping @Sendable (APIRequest, Transaction) throws -> (model: Model, path: String)
    ) -> APIOperation {
        APIOperation(.post, act, body: body, status: 201, schema: record.object.schema) { request, _, tx in
            let made = try run(request, tx)
            return record.result(made.model, status: 201, path: made.path)
        }
    }

    /// PATCH: a JSON Merge Patch of the record that `If-Match` names; answers it as it is then.
    package static func change<Model>(
        _ act: APIAct, _ body: APIBodySchema, _ record: APIRecord<Model>, run: @escaping @Sendable (APIRequest, Model, Transaction) throws -> Void
    ) -> APIOperation {
        conditional(.patch, act, body, record, run)
    }

    /// POST on the record that `If-Match` names, such as a decision; answers it as it is then.
    package static func act<Model>(
        _ act: APIAct, _ body: APIBodySchema, _ record: APIRecord<Model>, run: @escaping @Sendable (APIRequest, Model, Transaction) throws -> Void
    ) -> APIOperation {
        conditional(.post, act, body, record, run)
    }

    /// DELETE of the record that `If-Match` names, where it stays to be seen as taken back; answers it as it is then.
    package static func takeBack<Model>(
        _ act: APIAct, _ record: APIRecord<Model>, run: @escaping @Sendable (APIRequest, Model, Transaction) throws -> Void
    ) -> APIOperation {
        conditional(.delete, act, nil, record, run)
    }

    /// DELETE of the record that `If-Match` names: as if it had never been.
    package static func remove<Model>(
        _ act: APIAct, _ record: APIRecord<Model>, run: @escaping @Sendable (APIRequest, Model, Transaction) throws -> Void
    ) -> APIOperation {
        APIOperation(.delete, act, body: nil, status: 204, schema: nil, on: record.object.schema, check: { _ = try record.seen($0, as: $1, $2) }) { request, condition, tx in
            try run(request, try record.seen(request, as: condition, tx), tx)
            return APIResult(status: 204, json: nil)
        }
    }

    /// POST: many at once, each with its own outcome.
    package static func many<Model>(
        _ act: APIAct, _ body: APIBodySchema, of object: APIObject<Model>, run: @escaping @Sendable (APIRequest, Transaction) throws -> Model
    ) -> APIOperation {
        APIOperation(.post, act, body: body, schema: object.schema) { request, _, tx in
            APIResult(status: 200, json: object.json(try run(request, tx)))
        }
    }

    private static func conditional<Model>(
        _ method: Route.Method, _ act: APIAct, _ body: APIBodySchema?, _ record: APIRecord<Model>,
        _ run: @escaping @Sendable (APIRequest, Model, Transaction) throws -> Void
    ) -> APIOperation {
        APIOperation(
            method, act, body: body, schema: record.object.schema, on: record.object.schema, check: { _ = try record.seen($0, as: $1, $2) }
        ) { request, condition, tx in
            try run(request, try record.seen(request, as: condition, tx), tx)
            return record.result(try record.find(request, tx))
        }
    }
}
