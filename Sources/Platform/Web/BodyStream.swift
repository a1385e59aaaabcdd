import Hummingbird
import Kernel
import NIOCore

/// A body that is made while it is sent: a piece at a time, at the pace of whoever receives it.
///
/// `produce` runs once the head of the answer is on its way, so that it may only fail for reasons that nobody could know before; the
/// receiver then sees that the body is not whole. It holds no transaction while it sends. A receiver that is too slow
/// (`StreamPatience`) is cut off.
package struct BodyStream: Sendable {
    /// How many bytes there will be, where that is known.
    package let length: Int?
    let produce: @Sendable (BodySink) async throws -> Void
    /// What `produce` makes, where it is a part of a file.
    var file: FilePart?
    /// How slow whoever receives it may be; nil: as for any answer.
    var patience: StreamPatience?

    package init(length: Int? = nil, produce: @escaping @Sendable (BodySink) async throws -> Void) {
        (self.length, self.produce) = (length, produce)
    }
}

/// Takes the pieces of a body; each call returns when the receiver has room for more.
package struct BodySink {
    let write: ([UInt8]) async throws -> Void

    package func send(_ bytes: [UInt8]) async throws {
        try Task.checkCancellation()
        if !bytes.isEmpty { try await write(bytes) }
    }
}

extension BodyStream {
    /// The body for the server. Where its pieces are not taken in time the connection is closed, and what waits on it fails.
    func responseBody(closing channel: any Channel, patience: StreamPatience? = nil) -> ResponseBody {
        let socket = file.flatMap { SocketFile($0, to: channel) }
        return ResponseBody(contentLength: length) { [produce, file, own = self.patience] writer in
            let watch = StreamWatch(patience ?? own ?? file?.patience ?? StreamPatience())
            let copy = writer
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await watch.close(channel) }
                if let socket {
                    try await socket.send(watch)
                    group.cancelAll()
                    return
                }
                var writer = copy
                try await produce(
                    BodySink { bytes in
                        watch.begin()
                        try await writer.write(ByteBuffer(bytes: bytes))
                        watch.end(bytes.count)
                    })
                group.cancelAll()
            }
            try await writer.finish(nil)
        }
    }
}
