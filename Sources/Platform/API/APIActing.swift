import Access
import Formats
import Kernel
import Storage
import Web

/// One request to an operation: read and checked, then done in one transaction with the answer that is kept for it.
struct APIActing: Sendable {
    let operation: APIOperation
    let running: RunningKeys
    let cursor: APICursor

    /// Bytes of a body.
    static let bodyLimit = 256 << 10

    func answer(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let call = try await APIQuestion(operation).call(visit, cursor: cursor)
        let request = APIRequest(visit: visit, identity: identity, body: try body(visit), call: call)
        if operation.method == .get {
            let result = try await visit.database.read { [operation] tx in try operation.run(request, nil, tx) }
            return read(result, visit)
        }
        let key = try IdempotencyKey(visit, method: operation.method, account: identity.account.id.number)
        guard key != nil || operation.method != .post else { throw IdempotencyKey.missing }
        let condition = IfMatch(visit.header("if-match"))
        guard condition != nil || !operation.isConditional else { throw Self.conditionMissing }
        guard let key else { return try await changed(request, condition, nil).answer }
        return try await running.alone(key) { try await changed(request, condition, key) }.answer
    }

    private struct Changed: Sendable {
        let result: APIResult
        let isReplayed: Bool
        var answer: Answer { isReplayed ? result.answer.header("idempotency-replayed", "true") : result.answer }
    }

    /// In one transaction: what was answered before, or the change and its answer.
    private func changed(_ request: APIRequest, _ condition: IfMatch?, _ key: IdempotencyKey?) async throws -> Changed {
        do {
            return try await request.visit.database.write { [operation] tx in
                if let key, let kept = try tx.keptAnswer(key) { return Changed(result: kept, isReplayed: true) }
                let result = try operation.run(request, condition, tx)
                if let key { try tx.keep(result, under: key) }
                return Changed(result: result, isReplayed: false)
            }
        } catch let stale as APIStale {
            return Changed(result: stale.current, isReplayed: false)
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            if refusal.kind == .conflict, let condition, let current = try await stale(request, condition) { return Changed(result: current, isReplayed: false) }
            throw named(refusal)
        }
    }

    /// The record as it is, where a rule refused because somebody else was quicker by a moment.
    private func stale(_ request: APIRequest, _ condition: IfMatch) async throws -> APIResult? {
        do {
            try await request.visit.database.read { [operation] tx in try operation.check(request, condition, tx) }
            return nil
        } catch let stale as APIStale { return stale.current }
    }

    /// A rule's refusal with the place in the body that it concerns.
    private func named(_ refusal: Refusal) -> APIRefusal {
        guard let field = refusal.field, !field.isEmpty else { return APIRefusal(refusal.status, refusal) }
        if operation.asksBack, field == "confirmed" {
            var asked = refusal
            asked.phrase = refusal.phrase + Phrase("程序：请在网址上加 confirmed=1。", " Programs: add confirmed=1 to the address.")
            return APIRefusal(refusal.status, asked)
        }
        guard let body = operation.body else { return APIRefusal(refusal.status, refusal) }
        var bare = refusal
        bare.field = nil
        return APIRefusal(refusal.status, bare, flaws: [APIFlaw(body.pointer(field), refusal.phrase)])
    }

    /// 304 where the reader has this version already.
    private func read(_ result: APIResult, _ visit: Visit) -> Answer {
        var answer = result.answer
        let tag = result.tag ?? EntityTag.strong(answer.body)
        if result.tag == nil { answer = answer.header("etag", tag) }
        if visit.hasAlready(tag) { (answer.status, answer.body) = (304, []) }
        return answer
    }

    private func body(_ visit: Visit) throws -> Datum {
        guard operation.body != nil else {
            guard visit.posted.body.isEmpty else {
                throw APIRefusal(400, Refusal(.invalid, "body-unwanted", "这个地址不接受内容，请只发请求头。", "Nothing is to be sent to this address but its headers."))
            }
            return .null
        }
        let type = (visit.header("content-type") ?? "").split(separator: ";").first.map { $0.lowercased().filter { $0 != " " } } ?? ""
        guard operation.mediaTypes.contains(type) else {
            let names = operation.mediaTypes.joined(separator: ", ")
            let refusal = Refusal(
                .invalid, "media-type", "内容类型应为 \(names)（请求头 Content-Type）。", "What is sent is to be \(names); say so in the header Content-Type.", field: "Content-Type")
            throw APIRefusal(415, refusal, headers: [(operation.method == .patch ? "accept-patch" : "accept-post", names)])
        }
        do { return try JSONDocument.read(visit.posted.body, limits: Self.limits) } catch {
            let isLarge = [.tooLarge, .expands].contains(error.code)
            throw APIRefusal(isLarge ? 413 : 400, Refusal(isLarge ? .tooLarge : .invalid, "body-unreadable", Self.unreadable(error.message)))
        }
    }

    private static func unreadable(_ why: Phrase) -> Phrase {
        Phrase("无法读取发来的 JSON，没有任何更改。\(why.zh)", "The JSON that was sent cannot be read; nothing was changed. \(why.en)")
    }

    private static let limits: RecordFile.Limits = {
        var limits = RecordFile.Limits()
        (limits.recordBytes, limits.depth, limits.textBytes, limits.values) = (bodyLimit, 16, bodyLimit, 20_000)
        return limits
    }()

    private static let conditionMissing = APIRefusal(
        428,
        Refusal(
            .invalid, "if-match-missing", "请先读取这条记录，并在请求头 If-Match 里写上它的 ETag：这样不会盖掉别人刚做的更改。",
            "Read the record first and send its ETag in the header If-Match, so that what somebody else has just changed is not undone.", field: "If-Match"))
}

extension APIOperation {
    var mediaTypes: [String] { method == .patch ? ["application/merge-patch+json", "application/json"] : ["application/json"] }
}
