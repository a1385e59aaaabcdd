import Foundation
import TestKit
import Web

/// What a server answered, whole.
struct Reply: Sendable {
    let status: Int
    let location: String?
    let page: PageSeen
}

/// A browser without scripts over real sockets, which knows what it was answered and what it was not.
final class Client {
    private let port: UInt16
    private(set) var cookies: [String: String]

    init(port: UInt16, cookies: [String: String] = ["kepu_language": "en"]) { (self.port, self.cookies) = (port, cookies) }

    /// Nil when no whole answer came: the server was killed, or is not there.
    func get(_ path: String) -> Reply? { exchange("GET", path, nil) }

    func post(_ path: String, _ fields: [(String, String)]) -> Reply? { exchange("POST", path, Query(fields).encoded) }

    /// Fills the form of a page and sends it.
    func submit(_ page: PageSeen, _ action: String, _ values: [String: String]) throws -> Reply? {
        guard let form = page.form(to: action) else { throw TortureProblem("no form to \(action) on \(page.path) (\(page.status)): \(page.text.prefix(300))") }
        var fields = form.values.filter { values[$0.name] == nil }.map { ($0.name, $0.value) }
        fields += values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return post(action, fields)
    }

    func signIn(_ login: String, _ password: String) throws {
        guard let page = get("/sign-in")?.page, let reply = try submit(page, "/sign-in", ["login": login, "password": password]),
            reply.status == 303
        else { throw TortureProblem("\(login) cannot sign in") }
    }

    /// Sends bytes as they are, as a program with a token.
    func deliver(_ path: String, _ bytes: [UInt8], token: String) -> Reply? {
        let head = "POST \(path) HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\nauthorization: Bearer \(token)\r\naccept: application/json\r\n"
        let kind = path.contains("/pieces") ? "application/octet-stream" : "application/x-www-form-urlencoded"
        return exchange(path, Array("\(head)content-type: \(kind)\r\ncontent-length: \(bytes.count)\r\n\r\n".utf8) + bytes)
    }

    private func exchange(_ method: String, _ path: String, _ body: String?) -> Reply? {
        let jar = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        var head = "\(method) \(path) HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncookie: \(jar)\r\n"
        if let body { head += "content-type: application/x-www-form-urlencoded\r\ncontent-length: \(body.utf8.count)\r\n" }
        return exchange(path, Array((head + "\r\n" + (body ?? "")).utf8))
    }

    private func exchange(_ path: String, _ request: [UInt8]) -> Reply? {
        guard let answer = Self.talk(port, request) else { return nil }
        guard let end = answer.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: answer[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let (name, value) = (line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
            if name == "set-cookie" { keep(value) } else { headers[name] = value }
        }
        let bytes = answer[end.upperBound...]
        if let length = headers["content-length"].flatMap({ Int($0) }), bytes.count < length { return nil }
        let page = PageSeen(status: status, path: path, headers: headers, html: String(decoding: bytes, as: UTF8.self))
        return Reply(status: status, location: headers["location"], page: page)
    }

    private func keep(_ cookie: String) {
        guard let pair = cookie.split(separator: ";").first, let equals = pair.firstIndex(of: "=") else { return }
        let value = String(pair[pair.index(after: equals)...])
        cookies[String(pair[..<equals])] = cookie.contains("Max-Age=0") ? nil : value
    }

    /// Sends everything, then reads until the other side closes.
    private static func talk(_ port: UInt16, _ request: [UInt8]) -> [UInt8]? {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { return nil }
        defer { close(socket) }
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard connected == 0 else { return nil }
        var sent = 0
        while sent < request.count {
            let part = request[sent...].withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard part > 0 else { return nil }
            sent += part
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let got = recv(socket, &buffer, buffer.count, 0)
            if got == 0 { return answer }
            guard got > 0 else { return nil }
            answer += buffer[..<got]
        }
    }
}
