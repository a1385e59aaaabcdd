import CCurl
import Foundation

/// What libcurl hands to and takes from one exchange: the bytes that go out, those that come back, and the addresses that it may connect to.
final class CurlWire {
    let upload: [UInt8]
    /// The most of the answer that is kept; behind it the exchange is cut off.
    let limit: Int
    let mayConnect: (NetworkAddress) -> Bool
    private(set) var sent = 0
    /// Whether libcurl has been given everything.
    private(set) var isAllSent = false
    private(set) var answer: [UInt8] = []
    /// Headers of HTTP, replies of SMTP.
    private(set) var replies: [UInt8] = []
    private(set) var isCut = false
    /// The address to which it did not connect.
    private(set) var refused: NetworkAddress?

    init(upload: [UInt8], limit: Int, mayConnect: @escaping (NetworkAddress) -> Bool) {
        (self.upload, self.limit, self.mayConnect) = (upload, limit, mayConnect)
    }

    func read(into buffer: UnsafeMutablePointer<CChar>, room: Int) -> Int {
        let count = min(room, upload.count - sent)
        upload.withUnsafeBytes { bytes in
            if count > 0, let base = bytes.baseAddress { UnsafeMutableRawPointer(buffer).copyMemory(from: base + sent, byteCount: count) }
        }
        sent += count
        if sent == upload.count { isAllSent = true }
        return count
    }

    /// Less than `count` ends the exchange.
    func take(_ bytes: UnsafeMutablePointer<CChar>, count: Int) -> Int {
        guard answer.count + count <= limit else {
            isCut = true
            return 0
        }
        answer.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return count
    }

    func takeReply(_ bytes: UnsafeMutablePointer<CChar>, count: Int) -> Int {
        // The last replies are those that matter.
        replies.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        if replies.count > 16_384 { replies.removeFirst(replies.count - 8192) }
        return count
    }

    /// The socket for an address that was just resolved: the very one to which libcurl then connects.
    func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        guard let place = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return -1 }
        let bytes = UnsafeRawBufferPointer(start: UnsafeRawPointer(address) + place, count: Int(address.pointee.addrlen))
        guard let there = NetworkAddress(socketAddress: bytes, family: address.pointee.family), mayConnect(there) else {
            refused = NetworkAddress(socketAddress: bytes, family: address.pointee.family)
            return -1
        }
        return socket(address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
    }
}
