import Access
import Kernel
package import Storage
package import Web

/// How much of the API one address may use.
package struct APIPolicy: Sendable {
    /// Requests a minute; 0: no limit.
    package var perMinute = 120
    /// Whether requests from the machine itself are not counted.
    package var freesLoopback = false

    package init() {}

    /// Whom a request is counted against; nil: nobody.
    func address(_ visit: Visit) -> String? {
        if freesLoopback, visit.remote == "127.0.0.1" || visit.remote == "::1" { return nil }
        return visit.remote
    }
}

/// The routes of the API, made of what the rooms declare.
package struct APIService: Sendable {
    let resources: [APIResource]
    let operations: [APIOperation]
    let running = RunningKeys()
    let cursor: APICursor
    let policy: APIPolicy
    let limiter: RateLimiter

    package static let root = "/api/v1"

    /// - Parameters:
    ///   - operations: what programs with a token may do.
    ///   - changes: what the rooms tell of the ledger's public entries.
    package init(
        _ resources: [APIResource], operations: [APIOperation] = [], changes: [APIChanges], policy: APIPolicy = APIPolicy(), database: Database
    ) async throws {
        let key = try await database.write { try $0.secret("api-cursor") }
        self.resources = resources + [APIChanges.resource(changes)]
        self.operations = operations
        self.policy = policy
        cursor = APICursor(key: key)
        limiter = RateLimiter(perMinute: max(1, policy.perMinute))
    }

    package var routes: [Route] {
        let document = Route.get("/api/openapi.json", .anyone, filters: []) { visit in
            try await limited(visit) {
                let examples = try await examples(visit)
                let document = OpenAPIDocument(resources: resources, operations: operations, examples: examples, origin: visit.origin)
                return Self.tagged(.json(document.json(visit.language)).header("cache-control", "public, max-age=60"), visit)
            }
        }
        let reading = resources.map { resource in
            Route.get(Self.root + resource.path, .anyone) { visit in try await limited(visit) { Self.tagged(try await answer(resource, visit), visit) } }
        }
        let acting = operations.map { operation in
            Route.program(operation.method, Self.root + operation.path, operation.permissions, bodyLimit: APIActing.bodyLimit) { visit in
                try await limited(visit) { try await APIActing(operation: operation, running: running, cursor: cursor).answer(visit) }
            }
        }
        return [document] + reading + acting
    }

    private func answer(_ resource: APIResource, _ visit: Visit) async throws -> Answer {
        let call = try await APIQuestion(resource).call(visit, cursor: cursor)
        let body = try await resource.body(call)
        var answer = Answer.json(body.json)
        let freshness = resource.freshness > 0 ? "public, max-age=\(resource.freshness)" : "no-cache"
        answer = answer.header("cache-control", freshness)
        if let next = body.next { answer = answer.header("link", "<\(next)>; rel=\"next\"") }
        return answer
    }

    /// Counts the request, then answers it; every answer, a refusal too, says what is left.
    private func limited(_ visit: Visit, _ answer: () async throws -> Answer) async throws -> Answer {
        var verdict: RateLimiter.Verdict?
        if policy.perMinute > 0, let address = policy.address(visit) { verdict = limiter.take(address, at: visit.now) }
        var result: Answer
        if let verdict, !verdict.isAllowed {
            result = Refusal.tooManyRequests(verdict.limit, wait: verdict.wait).problem(status: 429, visit.language)
                .header("retry-after", String(verdict.wait)).header("cache-control", "no-store")
        } else {
            do { result = try await answer() } catch let refusal as APIRefusal {
                result = refusal.answer(visit.language).header("cache-control", "no-store")
            } catch let refusal as Refusal {
                result = refusal.problem(status: refusal.kind == .invalid ? 400 : refusal.status, visit.language).header("cache-control", "no-store")
                if refusal.kind == .unavailable { result = result.header("retry-after", "30") }
            }
        }
        guard let verdict else { return result }
        return result.header("ratelimit-limit", String(verdict.limit)).header("ratelimit-remaining", String(verdict.remaining))
            .header("ratelimit-reset", String(verdict.reset))
    }

    /// With a strong ETag over the bytes; 304 without them where the reader has them already.
    private static func tagged(_ answer: Answer, _ visit: Visit) -> Answer {
        let tag = EntityTag.strong(answer.body)
        var answer = answer.header("etag", tag)
        if visit.hasAlready(tag) { (answer.status, answer.body) = (304, []) }
        return answer
    }

    /// The requests of the examples, by the name of the resource or operation.
    private func examples(_ visit: Visit) async throws -> [String: [OpenAPIDocument.Example]] {
        try await visit.database.read { [resources, operations] tx in
            var all: [String: [OpenAPIDocument.Example]] = [:]
            for resource in resources {
                all[resource.name] = try resource.examples.compactMap { example in
                    guard let values = try example.values(tx) else { return nil }
                    return OpenAPIDocument.Example(says: example.says, values: values)
                }
            }
            for operation in operations {
                all[operation.name] = try operation.examples.compactMap { example in
                    guard let (path, body) = try example.values(tx) else { return nil }
                    return OpenAPIDocument.Example(says: example.says, values: path, body: body)
                }
            }
            return all
        }
    }
}
