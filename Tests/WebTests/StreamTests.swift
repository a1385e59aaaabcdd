import HTTPTypes
import Hummingbird
import NIOCore
import NIOEmbedded
import Testing

@testable import Web

/// Bodies that are made while they are sent.
@Suite struct StreamTests {
    @Test func piecesComeInOrder() async throws {
        let stream = BodyStream { sink in
            for number in 0..<100 { try await sink.send(Array("\(number),".utf8)) }
        }
        let writer = Collecting()
        try await stream.responseBody(closing: NIOAsyncTestingChannel()).write(writer)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == (0..<100).map { "\($0)," }.joined())
    }

    @Test func whatFailsHalfWayIsNotWhole() async throws {
        struct Broken: Error {}
        let stream = BodyStream { sink in
            try await sink.send([1])
            throw Broken()
        }
        let writer = Collecting()
        await #expect(throws: Broken.self) { try await stream.responseBody(closing: NIOAsyncTestingChannel()).write(writer) }
        #expect(!writer.isFinished)
    }

    @Test(.timeLimit(.minutes(1))) func whoTakesNothingIsCutOff() async throws {
        let channel = NIOAsyncTestingChannel()
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).get()
        let stream = BodyStream { sink in try await sink.send([1, 2, 3]) }
        await #expect(throws: ChannelError.self) {
            try await stream.responseBody(closing: channel, patience: 0.2).write(Stuck(channel: channel))
        }
        #expect(!channel.isActive)
    }
}

private final class Collecting: ResponseBodyWriter {
    var bytes: [UInt8] = []
    var isFinished = false
    func write(_ buffer: ByteBuffer) async throws { bytes.append(contentsOf: buffer.readableBytesView) }
    func finish(_ trailingHeaders: HTTPFields?) async throws { isFinished = true }
}

/// Takes no byte until its connection is closed.
private struct Stuck: ResponseBodyWriter {
    let channel: NIOAsyncTestingChannel
    func write(_ buffer: ByteBuffer) async throws {
        while channel.isActive { try await Task.sleep(for: .milliseconds(10)) }
        throw ChannelError.ioOnClosedChannel
    }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
