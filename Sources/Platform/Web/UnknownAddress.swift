import HTTPTypes
import Hummingbird
import Kernel

/// An address that no route and no file knows gets a page, not a bare 404; one that is known by another method, a 405.
struct UnknownAddress: RouterMiddleware {
    let handler: RequestHandler
    let methods: KnownMethods

    func handle(
        _ request: Request, context: KepuContext, next: (Request, KepuContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound || error.status == .badRequest {
            let known = methods.at(request.uri.path)
            guard !known.isEmpty, !known.contains(request.method.rawValue) else {
                let page = await handler.refuse(request, context: context, .notFound(.init("这个页面", "page at this address")))
                return request.method == .head ? page.createHeadResponse() : page
            }
            var page = await handler.refuse(request, context: context, Self.notThatMethod, status: 405)
            page.headers[.allow] = known.joined(separator: ", ")
            return request.method == .head ? page.createHeadResponse() : page
        }
    }

    private static let notThatMethod = Refusal(
        .invalid, "method-not-allowed", "这个网址不能这样访问，没有任何更改。请从页面上的链接或按钮进入。",
        "This address cannot be used in that way; nothing was changed. Come by a link or a button on a page.")
}
