import CZlib
import NIOCore

/// Bytes as gzip (RFC 1952); nil where that saves nothing.
enum Gzip {
    static func bytes(_ plain: ByteBuffer, level: Int32 = 6) -> ByteBuffer? {
        guard plain.readableBytes > 512 else { return nil }
        var stream = z_stream()
        // 16 more than the window's size asks for gzip's head instead of zlib's.
        guard deflateInit2_(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        let room = Int(deflateBound(&stream, UInt(plain.readableBytes)))
        var source = Array(plain.readableBytesView)
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
        guard let size, size < plain.readableBytes else { return nil }
        return ByteBuffer(bytes: target.prefix(size))
    }
}
