import Access
import Kernel
import Web

/// What programs with a token may do, in the description.
extension OpenAPIDocument {
    static func securitySchemes(_ tongue: Tongue) -> String {
        let says = Phrase(
            "在“我的账号 · 令牌”（/desk/me/tokens）创建的令牌：kepu_…。它写明可以做什么（权限），并且不超过其主人此刻的权限。",
            "A token made at My account, Tokens (/desk/me/tokens): kepu_…. It says what may be done with it (permissions), and never more than its owner may at the moment.")
        let token = [
            ("type", JSONText.quote("http")), ("scheme", JSONText.quote("bearer")), ("bearerFormat", JSONText.quote("kepu")),
            ("description", JSONText.quote(says(tongue))),
        ]
        return JSONText.object([("token", JSONText.object(token))])
    }

    func operation(_ one: APIOperation, _ tongue: Tongue) -> String {
        let examples = examples[one.name] ?? []
        let parameters = (one.parameters + (one.isPaged ? Self.paging : [])).map { parameter in
            let shown = parameter.isInPath ? examples.first?.values.first { $0.name == parameter.field.name }?.value : nil
            return APIParameter(parameter.field, isOpen: parameter.isOpen, isInPath: parameter.isInPath, example: shown ?? parameter.example).json(tongue)
        }
        let security = one.permissions.map { JSONText.object([("token", JSONText.list([JSONText.quote($0.name)]))]) }
        var members = [
            ("operationId", JSONText.quote(one.name)), ("summary", quote(one.title, tongue)),
            ("parameters", JSONText.list(parameters + headers(one, tongue))), ("security", JSONText.list(security)),
        ]
        if !one.says.en.isEmpty { members.append(("description", quote(one.says, tongue))) }
        if let body = one.body {
            let example = examples.first?.body.map { [("example", $0)] } ?? []
            let content = one.mediaTypes.map { ($0, JSONText.object([("schema", body.schema.json(tongue))] + example)) }
            members.append(("requestBody", JSONText.object([("required", "true"), ("content", JSONText.object(content))])))
        }
        members.append(("responses", responses(one, tongue)))
        let requests = examples.map { example in
            let sent = example.body.map { [("body", $0)] } ?? []
            return JSONText.object([("summary", quote(example.says, tongue)), ("request", JSONText.quote(address(one.path, example)))] + sent)
        }
        members.append(("x-examples", JSONText.list(requests)))
        return JSONText.object(members)
    }

    private func headers(_ one: APIOperation, _ tongue: Tongue) -> [String] {
        guard one.method != .get else { return [] }
        let key = header(
            IdempotencyKey.header, isRequired: one.method == .post, longest: IdempotencyKey.longest,
            Phrase(
                "自己生成的词，每次操作不同；24 小时内用同一个词重发，得到同样的回答，不会做两遍",
                "A word of your own, another for each thing you do; sent again with the same within 24 hours, the same is answered and nothing done twice"), tongue)
        guard one.isConditional else { return [key] }
        let condition = header(
            "If-Match", isRequired: true, longest: nil,
            Phrase("所见记录的 ETag；记录已变则回答 412 和现状", "The ETag of the record as you saw it; where it has changed, the answer is 412 with the record as it is"), tongue)
        return [key, condition]
    }

    private func header(_ name: String, isRequired: Bool, longest: Int?, _ says: Phrase, _ tongue: Tongue) -> String {
        JSONText.object([
            ("name", JSONText.quote(name)), ("in", JSONText.quote("header")), ("required", isRequired ? "true" : "false"), ("description", quote(says, tongue)),
            ("schema", APISchema.text(pattern: "^[!-~]+$", longest: longest).json(tongue)),
        ])
    }

    private func responses(_ one: APIOperation, _ tongue: Tongue) -> String {
        var good = [("description", quote(Phrase("好", "Well"), tongue)), ("headers", JSONText.object(given(one, tongue)))]
        if let schema = one.schema { good.append(("content", content("application/json", schema, tongue))) }
        var all = [(String(one.status), JSONText.object(good))]
        if one.method == .get { all.append(("304", JSONText.object([("description", quote(Phrase("没有变化", "Not changed"), tongue))]))) }
        if one.isConditional {
            let says = Phrase("记录已变，没有任何更改；内容是它的现状", "The record has changed; nothing was done. This is the record as it is")
            let etag = [("ETag", JSONText.object([("schema", APISchema.text().json(tongue))]))]
            var stale = [("description", quote(says, tongue)), ("headers", JSONText.object(etag))]
            if let schema = one.stale { stale.append(("content", content("application/json", schema, tongue))) }
            all.append(("412", JSONText.object(stale)))
        }
        var problems = Self.problems + Self.entering
        if one.method != .get { problems += Self.acting }
        if one.isConditional { problems += Self.conditional }
        all += problems.sorted { $0.0 < $1.0 }.map { status, says in
            let members = [("description", quote(says, tongue)), ("content", content("application/problem+json", Self.problem, tongue))]
            return (String(status), JSONText.object(members))
        }
        return JSONText.object(all)
    }

    private func given(_ one: APIOperation, _ tongue: Tongue) -> [(String, String)] {
        let text = JSONText.object([("schema", APISchema.text().json(tongue))])
        var all: [(String, String)] = []
        if one.schema != nil { all.append(("ETag", text)) }
        if one.isPaged { all.append(("Link", text)) }
        if one.status == 201 { all.append(("Location", text)) }
        if one.method != .get { all.append(("Idempotency-Replayed", JSONText.object([("schema", APISchema.text(values: ["true"]).json(tongue))]))) }
        return all
    }

    private static let entering: [(Int, Phrase)] = [
        (401, Phrase("没有令牌，或令牌无效、已过期、已撤销", "No token, or one that is none, too old or taken back")),
        (403, Phrase("令牌没有这项权限，或其主人在此范围内没有", "The token does not carry the permission, or its owner does not hold it here")),
    ]
    private static let acting: [(Int, Phrase)] = [
        (409, Phrase("现状不允许；或带同一 Idempotency-Key 的请求正在处理", "Not possible as things are; or the request with this Idempotency-Key is still being worked on")),
        (413, Phrase("内容过大", "What was sent is too large")),
        (415, Phrase("内容不是 JSON", "What was sent is no JSON")),
        (422, Phrase("内容有误；errors 逐一指明", "The body is wrong; “errors” says where")),
    ]
    private static let conditional: [(Int, Phrase)] = [(428, Phrase("没有请求头 If-Match", "The header If-Match is missing"))]
}
