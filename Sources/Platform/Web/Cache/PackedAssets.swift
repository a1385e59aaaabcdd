import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Style sheets and scripts compressed once and kept in memory: on a cheap phone's network a third of the bytes. A file that changes is packed anew.
/// Whoever takes no gzip, or asks for a part of a file, is answered from the folder.
struct PackedAssets: RouterMiddleware {
    private struct Asset: Sendable {
        let size: Int
        let changed: Date
        let tag: String
        let bytes: ByteBuffer
    }

    private final class Shelf: Sendable { let assets = Mutex<[String: Asset]>([:]) }

    private static let types = ["css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"]

    private let folder: String
    private let shelf = Shelf()

    init(_ folder: String) { self.folder = folder }

    func handle(_ request: Request, context: KepuContext, next: (Request, KepuContext) async throws -> Response) async throws -> Response {
        let path = request.uri.path
        guard request.method == .get || request.method == .head, request.headers[.range] == nil, request.headers[.acceptEncoding]?.contains("gzip") == true,
            let type = path.split(separator: ".").last.flatMap({ Self.types[String($0)] }), !path.contains(".."), !path.contains("%"), let asset = asset(path)
        else { return try await next(request, context) }
        // AssetFreshness says how long browsers keep it.
        var headers: HTTPFields = [.eTag: asset.tag, .cacheControl: "public", .vary: "accept-encoding"]
        if request.headers[.ifNoneMatch] == asset.tag { return Response(status: .notModified, headers: headers) }
        (headers[.contentType], headers[.contentEncoding]) = (type, "gzip")
        headers[.contentLength] = String(asset.bytes.readableBytes)
        return Response(status: .ok, headers: headers, body: request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: asset.bytes))
    }

    /// Nil where there is no such file, or packing it saves nothing.
    private func asset(_ path: String) -> Asset? {
        let file = folder + path
        guard let about = try? FileManager.default.attributesOfItem(atPath: file), about[.type] as? FileAttributeType == .typeRegular, let size = about[.size] as? Int,
            size <= 1 << 20, let changed = about[.modificationDate] as? Date
        else { return nil }
        if let kept = shelf.assets.withLock({ $0[path] }), kept.size == size, kept.changed == changed { return kept }
        guard let plain = FileManager.default.contents(atPath: file), let packed = Gzip.bytes(ByteBuffer(bytes: plain), level: 9) else { return nil }
        let asset = Asset(size: size, changed: changed, tag: EntityTag.strong(Array(packed.readableBytesView)), bytes: packed)
        shelf.assets.withLock { $0[path] = asset }
        return asset
    }
}
