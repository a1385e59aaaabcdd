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
        if request.uri.path == Self.worker { response.headers[.serviceWorkerAllowed] = "/desk/calls/" }
        return response
    }

    /// The service worker of inspections, which may take pages of calls under its care (`Service-Worker-Allowed`).
    private static let worker = "/js/inspections-worker.js"

    /// What `FileMiddleware` says of a file, and nobody else.
    private static let file = "public"
}

extension HTTPField.Name {
    fileprivate static let serviceWorkerAllowed = HTTPField.Name("Service-Worker-Allowed") ?? .server
}
