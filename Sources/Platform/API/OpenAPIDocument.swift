import Kernel
import Web

/// The API described for machines (OpenAPI 3.1), written from the declarations that the program runs on.
struct OpenAPIDocument {
    struct Example: Sendable {
        let says: Phrase
        let values: [(name: String, value: String)]
        /// What is sent, where something is.
        var body: String?
    }

    let resources: [APIResource]
    let operations: [APIOperation]
    let examples: [String: [Example]]
    let origin: String

    func json(_ tongue: Tongue) -> String {
        var schemas: [String: APISchema] = [:]
        for resource in resources { resource.schema.collect(into: &schemas) }
        for operation in operations {
            operation.schema?.collect(into: &schemas)
            operation.body?.schema.collect(into: &schemas)
        }
        Self.problem.collect(into: &schemas)
        let written = schemas.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json(tongue)) }
        let info = [
            ("title", quote(Phrase("科普：公开数据", "Kepu: public data"), tongue)), ("version", JSONText.quote("1.0.0")),
            ("description", quote(Self.says, tongue)),
        ]
        return JSONText.object([
            ("openapi", JSONText.quote("3.1.0")), ("info", JSONText.object(info)),
            ("servers", JSONText.list([JSONText.object([("url", JSONText.quote(origin + APIService.root))])])),
            ("paths", paths(tongue)),
            ("components", JSONText.object([("schemas", JSONText.object(written)), ("securitySchemes", Self.securitySchemes(tongue))])),
        ])
    }

    private static let says = Phrase(
        "读取公开的内容不需要密钥；更改以及查看未公开的内容须持令牌（docs/api.md）。标识是字符串。时间为 UTC，附所在时区；日期为当地日期。名称和文字有中文与英文，英文可能为 null。出错时按 RFC 9457 回答，并指明参数。",
        "What is public is read without a key; changing anything, and seeing what is not public, takes a token (docs/api.md). Identities are strings. Moments are in UTC with the zone of the place beside them; days are local. Names and texts are in Chinese and English, of which the English may be null. Errors are told as RFC 9457 and name the parameter.")

    /// Each address with its methods.
    private func paths(_ tongue: Tongue) -> String {
        var order: [String] = [], methods: [String: [(String, String)]] = [:]
        func add(_ path: String, _ method: String, _ json: String) {
            if methods[path] == nil { order.append(path) }
            methods[path, default: []].append((method, json))
        }
        for resource in resources { add(resource.path, "get", operation(resource, tongue)) }
        for one in operations { add(one.path, one.method.rawValue.lowercased(), operation(one, tongue)) }
        return JSONText.object(order.map { ($0, JSONText.object(methods[$0] ?? [])) })
    }

    private func operation(_ resource: APIResource, _ tongue: Tongue) -> String {
        let examples = examples[resource.name] ?? []
        var parameters = resource.parameters
        if resource.isPaged { parameters += Self.paging }
        let written = parameters.map { parameter in
            let shown = parameter.example ?? (parameter.isInPath ? examples.first?.values.first { $0.name == parameter.field.name }?.value : nil)
            return APIParameter(parameter.field, isOpen: parameter.isOpen, isInPath: parameter.isInPath, example: shown).json(tongue)
        }
        var members = [
            ("operationId", JSONText.quote(resource.name)), ("summary", quote(resource.title, tongue)),
            ("parameters", JSONText.list(written)), ("responses", responses(resource, tongue)),
        ]
        if !resource.says.en.isEmpty { members.append(("description", quote(resource.says, tongue))) }
        let requests = examples.map { example in
            JSONText.object([("summary", quote(example.says, tongue)), ("request", JSONText.quote(address(resource.path, example)))])
        }
        members.append(("x-examples", JSONText.list(requests)))
        return JSONText.object(members)
    }

    /// The path with its parts filled in, and the parameters.
    func address(_ of: String, _ example: Example) -> String {
        var path = APIService.root + of
        var query = Query()
        for (name, value) in example.values {
            if path.contains("{\(name)}") { path = path.replacing("{\(name)}", with: Query.encode(value)) } else { query.pairs.append((name, value)) }
        }
        return query.pairs.isEmpty ? path : path + "?" + query.encoded
    }

    private func responses(_ resource: APIResource, _ tongue: Tongue) -> String {
        let text = JSONText.object([("type", JSONText.quote("string"))])
        var headers = [("ETag", JSONText.object([("schema", text)]))]
        if resource.isPaged { headers.append(("Link", JSONText.object([("schema", text)]))) }
        for name in ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"] {
            headers.append((name, JSONText.object([("schema", APISchema.integer().json(tongue))])))
        }
        let good = JSONText.object([
            ("description", quote(Phrase("好", "Well"), tongue)), ("headers", JSONText.object(headers)),
            ("content", content("application/json", resource.schema, tongue)),
        ])
        var all = [("200", good), ("304", JSONText.object([("description", quote(Phrase("没有变化", "Not changed"), tongue))]))]
        all += Self.problems.map { status, says in
            let members = [("description", quote(says, tongue)), ("content", content("application/problem+json", Self.problem, tongue))]
            return (String(status), JSONText.object(members))
        }
        return JSONText.object(all)
    }

    func content(_ mediaType: String, _ schema: APISchema, _ tongue: Tongue) -> String {
        JSONText.object([(mediaType, JSONText.object([("schema", schema.json(tongue))]))])
    }

    func quote(_ phrase: Phrase, _ tongue: Tongue) -> String { JSONText.quote(phrase(tongue)) }

    static let problems: [(Int, Phrase)] = [
        (400, Phrase("参数有误；parameter 指明是哪一个", "A parameter is wrong; “parameter” says which")),
        (404, Phrase("没有这条记录", "There is no such record")),
        (405, Phrase("不能用这种方法访问；Allow 列出可用的方法", "Not by this method; Allow names those that are taken")),
        (414, Phrase("网址过长", "The address is too long")),
        (429, Phrase("请求过多；Retry-After 说明几秒后再试", "Too many requests; Retry-After says in how many seconds")),
        (503, Phrase("暂时无法回答；Retry-After 说明几秒后再试", "Not to be had just now; Retry-After says in how many seconds")),
    ]

    /// What `Refusal.problem` writes; `parameter` stands where a parameter or a header is wrong, `errors` where the body is.
    static let problem = APISchema.named(
        "Problem",
        .object([
            .init("type", Phrase("总是 about:blank", "Always about:blank"), .text()), .init("title", Phrase("哪一类错误", "The kind of error"), .text()),
            .init("status", Phrase("HTTP 状态码", "The status code"), .integer()),
            .init("code", Phrase("供程序识别的短词", "A short fixed word for programs"), .text()),
            .init("detail", Phrase("说明错在哪里、该怎么办", "What is wrong and what to do"), .text()),
            .init("parameter", Phrase("有误的参数或请求头", "The parameter or header that is wrong"), .text(), isRequired: false),
            .init("errors", Phrase("内容中每一处错误", "Each thing that is wrong with the body"), .list(flaw), isRequired: false),
        ]))

    private static let flaw = APISchema.object([
        .init("pointer", Phrase("错误的位置（JSON 指针，RFC 6901）", "Where it is: a JSON pointer (RFC 6901)"), .text()),
        .init("detail", Phrase("错在哪里、该怎么办", "What is wrong and what to do"), .text()),
    ])

    static let paging = [
        APIParameter(
            FormField("limit", "每页条数", "How many items a page has", .integer(1...APILimits.most), hint: Phrase("默认 50", "50 if left out")), example: "2"),
        APIParameter(
            FormField("cursor", "从何处继续", "Where to go on", .text(max: 600), hint: Phrase("只用 next 给出的值", "only as “next” gives it")), isOpen: true),
    ]
}
