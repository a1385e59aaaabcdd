import CCurl

/// One POST of JSON, signed; the answer's status and its first bytes. No redirect is followed, no proxy asked, no answer of any length read.
struct HTTPPost: Sendable {
    let address: String
    let headers: [String]
    let body: String
    /// To which machines it may connect; asked with the very address to which the socket is then opened.
    let mayConnect: @Sendable (NetworkAddress) -> Bool
    /// `https`, or `http,https`.
    let schemes: String
    /// Seconds for everything.
    var patience = 20

    enum Reply: Sendable, Hashable {
        /// The other side answered with this status.
        case status(Int, String)
        /// Nothing was handed over.
        case notReached(String)
        /// All was handed over and nobody answered.
        case noAnswer(String)
        /// The name leads to a machine that we may not call.
        case forbidden(NetworkAddress)
    }

    func send() async -> Reply { await CurlExchange.run { exchange() } }

    private func exchange() -> Reply {
        guard let exchange = try? CurlExchange(address, upload: Array(body.utf8), mayConnect: mayConnect) else { return .notReached("libcurl could not be set up") }
        exchange.set(CURLOPT_PROTOCOLS_STR, schemes)
        exchange.set(CURLOPT_FOLLOWLOCATION, 0)
        exchange.set(CURLOPT_CONNECTTIMEOUT, min(10, patience))
        exchange.set(CURLOPT_TIMEOUT, patience)
        exchange.set(CURLOPT_POST, 1)
        exchange.set(CURLOPT_POSTFIELDSIZE, body.utf8.count)
        exchange.set(CURLOPT_USERAGENT, "kepu")
        exchange.set(CURLOPT_HTTPHEADER, ["Content-Type: application/json", "Expect:"] + headers)
        let end = exchange.perform()
        // A long answer is cut off; its status is what counts.
        if end.status >= 200, end.isGood || end.isCut { return .status(end.status, String(decoding: end.answer.prefix(300), as: UTF8.self)) }
        if let refused = end.refused, !end.isAllSent { return .forbidden(refused) }
        return end.isAllSent ? .noAnswer(end.problem) : .notReached(end.problem)
    }
}
