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
            try await stream.responseBody(closing: channel, patience: StreamPatience(piece: 0.2)).write(Stuck(channel: channel))
        }
        #expect(!channel.isActive)
    }
}

/// Receivers that take every piece in time, and still too slowly.
@Suite struct StreamPatienceTests {
    @Test(.timeLimit(.minutes(1)), arguments: [StreamPatience(piece: 0.2, slowest: 1_000), StreamPatience(piece: 0.2, whole: 0.5, slowest: 0)])
    func whoTakesALittleAtATimeIsCutOff(_ patience: StreamPatience) async throws {
        let channel = NIOAsyncTestingChannel()
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).get()
        let stream = BodyStream { sink in while true { try await sink.send([1]) } }
        await #expect(throws: ChannelError.self) {
            try await stream.responseBody(closing: channel, patience: patience).write(Trickle(channel: channel))
        }
        #expect(!channel.isActive)
    }

    /// What takes time to be made is not held against the receiver.
    @Test(.timeLimit(.minutes(1))) func whoWaitsForUsIsNot() async throws {
        let channel = NIOAsyncTestingChannel()
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).get()
        let stream = BodyStream { sink in
            for _ in 0..<4 {
                try await Task.sleep(for: .milliseconds(200))
                try await sink.send([1])
            }
        }
        let writer = Collecting()
        try await stream.responseBody(closing: channel, patience: StreamPatience(piece: 0.1, whole: 0.3, slowest: 1_000_000)).write(writer)
        #expect(writer.bytes.count == 4 && writer.isFinished && channel.isActive)
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

/// Takes each piece after a while.
private struct Trickle: ResponseBodyWriter {
    let channel: NIOAsyncTestingChannel
    func write(_ buffer: ByteBuffer) async throws {
        try await Task.sleep(for: .milliseconds(50))
        if !channel.isActive { throw ChannelError.ioOnClosedChannel }
    }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
