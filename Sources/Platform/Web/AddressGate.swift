import HTTPTypes
import Hummingbird
import Kernel

/// An address longer than any question of ours is refused before anything of it is read.
struct AddressGate: RouterMiddleware {
    /// The longest address, in bytes.
    static let longest = 8192
    let handler: RequestHandler

    func handle(
        _ request: Request, context: KepuContext, next: (Request, KepuContext) async throws -> Response
    ) async throws -> Response {
        let length = request.head.path?.utf8.count ?? 0
        guard length > Self.longest else { return try await next(request, context) }
        let path = request.uri.path
        let short = Request(
            head: HTTPRequest(
                method: request.method, scheme: nil, authority: nil, path: path.utf8.count > 200 ? "/" : path, headerFields: request.headers),
            body: request.body)
        let answer = await handler.refuse(short, context: context, Self.tooLong, status: 414)
        return request.method == .head ? answer.createHeadResponse() : answer
    }

    private static let tooLong = Refusal(
        .invalid, "address-too-long", "网址超过 \(longest) 字节的上限。请减少筛选条件。",
        "The address is longer than \(longest) bytes. Ask with fewer filters.")
}
