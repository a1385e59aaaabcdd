import CCurl
import Dispatch

/// How an exchange ended.
struct CurlEnd {
    let code: CURLcode
    /// The last status of HTTP or reply of SMTP; 0 where none came.
    let status: Int
    let answer: [UInt8]
    let replies: [UInt8]
    let isAllSent: Bool
    let isCut: Bool
    let refused: NetworkAddress?

    var isGood: Bool { code == CURLE_OK }
    /// libcurl's own words.
    var problem: String { String(cString: curl_easy_strerror(code)) }
}

/// One exchange through libcurl. `perform` blocks: only inside `CurlExchange.run`.
final class CurlExchange {
    private let handle: UnsafeMutableRawPointer
    private let wire: CurlWire
    private var lists: [UnsafeMutablePointer<curl_slist>] = []

    /// Fails where there is no memory left.
    init(_ address: String, upload: [UInt8], limit: Int = 4096, mayConnect: @escaping (NetworkAddress) -> Bool = { _ in true }) throws {
        guard Self.isReady, let handle = curl_easy_init() else { throw CurlMissing() }
        self.handle = handle
        wire = CurlWire(upload: upload, limit: limit, mayConnect: mayConnect)
        set(CURLOPT_URL, address)
        set(CURLOPT_NOSIGNAL, 1)
        // Never by way of what the environment calls a proxy: the addresses to which we connect are checked here.
        set(CURLOPT_PROXY, "")
        set(CURLOPT_FRESH_CONNECT, 1)
        set(CURLOPT_FORBID_REUSE, 1)
        let own = Unmanaged.passUnretained(wire).toOpaque()
        kepu_curl_set_reader(handle) { buffer, size, count, own in
            guard let buffer, let own else { return 0 }
            return Unmanaged<CurlWire>.fromOpaque(own).takeUnretainedValue().read(into: buffer, room: size * count)
        }
        kepu_curl_set_pointer(handle, CURLOPT_READDATA, own)
        kepu_curl_set_writer(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, own in
            guard let bytes, let own else { return 0 }
            return Unmanaged<CurlWire>.fromOpaque(own).takeUnretainedValue().take(bytes, count: size * count)
        }
        kepu_curl_set_pointer(handle, CURLOPT_WRITEDATA, own)
        kepu_curl_set_writer(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, own in
            guard let bytes, let own else { return 0 }
            return Unmanaged<CurlWire>.fromOpaque(own).takeUnretainedValue().takeReply(bytes, count: size * count)
        }
        kepu_curl_set_pointer(handle, CURLOPT_HEADERDATA, own)
        kepu_curl_set_opener(handle) { own, _, address in
            guard let own, let address else { return -1 }
            return Unmanaged<CurlWire>.fromOpaque(own).takeUnretainedValue().open(address)
        }
        kepu_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, own)
    }

    deinit {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
    }

    func set(_ option: CURLoption, _ number: Int) { kepu_curl_set_number(handle, option, number) }
    func set(_ option: CURLoption, _ text: String) { kepu_curl_set_text(handle, option, text) }
    func set(_ option: CURLoption, _ lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { list = curl_slist_append(list, line) ?? list }
        guard let list else { return }
        lists.append(list)
        kepu_curl_set_list(handle, option, list)
    }

    func perform() -> CurlEnd {
        let code = curl_easy_perform(handle)
        var status = 0
        kepu_curl_get_number(handle, CURLINFO_RESPONSE_CODE, &status)
        return CurlEnd(
            code: code, status: status, answer: wire.answer, replies: wire.replies, isAllSent: wire.isAllSent, isCut: wire.isCut,
            refused: wire.refused)
    }

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    private static let queue = DispatchQueue(label: "kepu.outbox", attributes: .concurrent)

    /// On threads of our own, never on those that everything else shares.
    static func run<R: Sendable>(_ work: @escaping @Sendable () -> R) async -> R {
        await withCheckedContinuation { done in queue.async { done.resume(returning: work()) } }
    }
}

/// libcurl could not be set up.
struct CurlMissing: Error, CustomStringConvertible { let description = "libcurl could not be set up" }
