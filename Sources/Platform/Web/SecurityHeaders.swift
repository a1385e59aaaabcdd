import Kernel
import HTTPTypes
import Hummingbird

/// The headers that every answer carries. Nothing is loaded from elsewhere, nothing may frame us.
struct SecurityHeaders: RouterMiddleware {
    let secure: Bool

    func handle(
        _ request: Request, context: KepuContext, next: (Request, KepuContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as any HTTPResponseError {
            response = try error.response(from: request, context: context)
        }
        // An answer that says it itself is a file that somebody handed in, and stricter.
        response.headers[.contentSecurityPolicy] =
            response.headers[.contentSecurityPolicy]
            ?? "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; media-src 'self'; font-src 'self'; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.crossOriginOpenerPolicy] = "same-origin"
        if secure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }
}

extension HTTPField.Name {
    static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .server
    static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy") ?? .server
}
