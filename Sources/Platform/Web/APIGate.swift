import HTTPTypes
import Hummingbird
import Kernel

/// What every address below `/api/` has in common: pages of other sites may read it. They cannot change anything: the header with a token
/// is not allowed to them.
struct APIGate: RouterMiddleware {
    let methods: KnownMethods

    func handle(
        _ request: Request, context: KepuContext, next: (Request, KepuContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path.hasPrefix("/api/") else { return try await next(request, context) }
        var response: Response
        if request.method == .options {
            let known = methods.at(request.uri.path)
            response = Response(status: .noContent, headers: [.allow: ((known.isEmpty ? ["GET", "HEAD"] : known) + ["OPTIONS"]).joined(separator: ", ")])
            response.headers[.accessControlAllowMethods] = "GET, HEAD"
            response.headers[.accessControlAllowHeaders] = "If-None-Match, Accept-Language"
            response.headers[.accessControlMaxAge] = "86400"
        } else {
            response = try await next(request, context)
        }
        response.headers[.accessControlAllowOrigin] = "*"
        response.headers[.accessControlExposeHeaders] = "ETag, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"
        return response
    }
}
