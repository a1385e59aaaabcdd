import Hummingbird
import HTTPTypes

/// How long browsers keep a file of the public folder: for ever where its address names the version (`?v=`), else an hour.
struct AssetFreshness: RouterMiddleware {
    func handle(
        _ request: Request, context: KepuContext, next: (Request, KepuContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if response.headers[.cacheControl] == Self.file {
            let isVersioned = request.uri.query?.hasPrefix("v=") == true
            response.headers[.cacheControl] = isVersioned ? "public, max-age=31536000, immutable" : "public, max-age=3600"
        }
        return response
    }

    /// What `FileMiddleware` says of a file, and nobody else.
    private static let file = "public"
}
