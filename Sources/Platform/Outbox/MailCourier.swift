import CCurl

/// Mail by SMTP through libcurl, a connection for each letter.
struct MailCourier: Courier {
    let server: MailServer
    /// Seconds for a whole letter. A server may take ten minutes to say that it has taken the words (RFC 5321 §4.5.3.2.6): whoever hangs up
    /// sooner sends them twice.
    var patience = 660
    var through: String { server.through }

    func send(_ letter: OutgoingLetter) async -> SendOutcome {
        guard MessageAddress.isMail(letter.address) else { return .refused("this is no address for mail") }
        let mail = MailText(letter, from: server).bytes
        return await CurlExchange.run { exchange(mail, to: letter.address) }
    }

    private func exchange(_ mail: [UInt8], to address: String) -> SendOutcome {
        guard let exchange = try? CurlExchange(url, upload: mail) else { return .later("libcurl could not be set up") }
        exchange.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        exchange.set(CURLOPT_CONNECTTIMEOUT, 20)
        exchange.set(CURLOPT_TIMEOUT, patience)
        // Also for its farewell, which the time for the whole does not bound.
        exchange.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, min(600, patience))
        exchange.set(CURLOPT_UPLOAD, 1)
        exchange.set(CURLOPT_INFILESIZE, mail.count)
        exchange.set(CURLOPT_MAIL_FROM, "<\(server.from)>")
        exchange.set(CURLOPT_MAIL_RCPT, ["<\(address)>"])
        if server.security == .required { exchange.set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)) }
        if let authority = server.authority { exchange.set(CURLOPT_CAINFO, authority) }
        if let user = server.user {
            exchange.set(CURLOPT_USERNAME, user)
            exchange.set(CURLOPT_PASSWORD, server.password ?? "")
        }
        return Self.outcome(exchange.perform())
    }

    /// The path is the name by which we greet.
    private var url: String { (server.security == .implicit ? "smtps://" : "smtp://") + server.through + "/" + server.domain }

    /// What an end means. A reply of the five hundreds to the sender, the address or the words is about this letter, for good; one to the
    /// greeting or to our signing in is about us and may be put right.
    static func outcome(_ end: CurlEnd) -> SendOutcome {
        let reply = lastReply(end.replies, status: end.status)
        if end.isGood { return .taken(reply) }
        let said = [reply, end.problem].filter { !$0.isEmpty }.joined(separator: " · ")
        if (500..<600).contains(end.status), !isAboutUs(end.status), end.code == CURLE_SEND_ERROR || end.isAllSent { return .refused(said) }
        // 354 was the last that we heard: all is there, and whether it was taken nobody knows.
        if end.isAllSent, !(400..<600).contains(end.status) { return .unsure(said) }
        return .later(said)
    }

    /// Replies about our own signing in (RFC 4954 §6), at whatever command they come.
    private static func isAboutUs(_ status: Int) -> Bool { [530, 534, 535, 538].contains(status) }

    /// `250 2.0.0 Ok: queued as 4ZQ`; what is said to our leaving comes later and does not matter.
    private static func lastReply(_ replies: [UInt8], status: Int) -> String {
        let lines = String(decoding: replies, as: UTF8.self).split(whereSeparator: \.isNewline)
        return lines.last { $0.hasPrefix(String(status)) }.map { String($0) } ?? ""
    }
}
