import Files
import NIOCore
import NIOHTTP1

/// Sends a part of a file to a connection by the kernel (`sendfile`): none of its bytes is copied into the program.
///
/// Some pieces are always on their way, so that the connection never waits for the program; each is waited for on its own, so that it is seen when
/// a receiver takes nothing. It writes past the server's own writer, to the encoder: the head of the answer was written before, its end is afterwards.
struct SocketFile {
    let part: FilePart
    let channel: any Channel

    /// How many pieces are on their way at once.
    private static let ahead = 4
    /// How much the disk is asked for beforehand.
    private static let window: Int64 = 4 << 20

    /// Nil where the body goes elsewhere than to a socket: answers in process.
    init?(_ part: FilePart, to channel: any Channel) {
        guard channel.localAddress != nil else { return nil }
        (self.part, self.channel) = (part, channel)
    }

    func send(_ watch: StreamWatch) async throws {
        let handle = NIOFileHandle(_deprecatedTakingOwnershipOfDescriptor: part.reader.descriptor)
        var (place, asked, underWay) = (part.range.lowerBound, part.range.lowerBound, CircularBuffer<(done: EventLoopFuture<Void>, count: Int)>())
        do {
            while place < part.range.upperBound || !underWay.isEmpty {
                while underWay.count < Self.ahead, place < part.range.upperBound {
                    if place >= asked {
                        try await part.reader.expect(place..<min(part.range.upperBound, place + 2 * Self.window))
                        asked = place + Self.window
                    }
                    let end = min(part.range.upperBound, place + BodyStream.pieceOfFile)
                    underWay.append((write(FileRegion(fileHandle: handle, readerIndex: Int(place), endIndex: Int(end))), Int(end - place)))
                    place = end
                }
                let oldest = underWay.removeFirst()
                watch.begin()
                try await oldest.done.get()
                watch.end(oldest.count)
                try Task.checkCancellation()
            }
        } catch {
            // Until the last piece has ended, one way or the other, the kernel may still read from the file.
            channel.close(promise: nil)
            for piece in underWay { _ = try? await piece.done.get() }
            _ = try? handle.takeDescriptorOwnership()
            throw error
        }
        _ = try? handle.takeDescriptorOwnership()
    }

    private func write(_ region: FileRegion) -> EventLoopFuture<Void> {
        let channel = channel
        return channel.eventLoop.flatSubmit {
            do {
                let context = try channel.pipeline.syncOperations.context(handlerType: ParserAnswer.self)
                return context.writeAndFlush(NIOAny(HTTPServerResponsePart.body(.fileRegion(region))))
            } catch {
                return channel.eventLoop.makeFailedFuture(error)
            }
        }
    }
}
