import CZlib
import NIOCore

/// Bytes as gzip (RFC 1952).
package enum Gzip {
    /// Nil where that saves nothing.
    static func bytes(_ plain: ByteBuffer, level: Int32 = 6) -> ByteBuffer? {
        guard plain.readableBytes > 512, let packed = bytes(Array(plain.readableBytesView), level: level), packed.count < plain.readableBytes else { return nil }
        return ByteBuffer(bytes: packed)
    }

    /// Whatever it saves; nil where the library cannot.
    package static func bytes(_ plain: [UInt8], level: Int32 = 6) -> [UInt8]? {
        var stream = z_stream()
        // 16 more than the window's size asks for gzip's head instead of zlib's.
        guard deflateInit2_(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        let room = Int(deflateBound(&stream, UInt(plain.count)))
        var source = plain
        var target = [UInt8](repeating: 0, count: room)
        let size: Int? = source.withUnsafeMutableBufferPointer { from in
            target.withUnsafeMutableBufferPointer { to in
                stream.next_in = from.baseAddress
                stream.avail_in = UInt32(from.count)
                stream.next_out = to.baseAddress
                stream.avail_out = UInt32(to.count)
                return deflate(&stream, Z_FINISH) == Z_STREAM_END ? room - Int(stream.avail_out) : nil
            }
        }
        return size.map { Array(target.prefix($0)) }
    }
}
