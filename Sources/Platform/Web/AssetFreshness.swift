import Hummingbird
import HTTPTypes

/// How long browsers keep a file of the public folder: for ever where its address names the version (`?v=`), else an hour; and how far a
/// service worker among them reaches.
struct AssetFreshness: RouterMiddleware {
    func handle(
        _ request: Request, context: KepuContext, next: (Request, KepuContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if response.headers[.cacheControl] == Self.file {
            let isVersioned = request.uri.query?.hasPrefix("v=") == true
            response.headers[.cacheControl] = isVersioned ? "public, max-age=31536000, immutable" : "public, max-age=3600"
        }
        if let reach = Self.workers[request.uri.path] { response.headers[.serviceWorkerAllowed] = reach }
        return response
    }

    /// Service workers and which pages they may take under their care (`Service-Worker-Allowed`).
    private static let workers = ["/js/inspections-worker.js": "/desk/calls/", "/js/door-worker.js": "/door/"]

    /// What `FileMiddleware` says of a file, and nobody else.
    private static let file = "public"
}

extension HTTPField.Name {
    fileprivate static let serviceWorkerAllowed = HTTPField.Name("Service-Worker-Allowed") ?? .server
}
