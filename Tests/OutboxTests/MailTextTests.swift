import Foundation
import Kernel
@testable import Outbox
import TestKit
import Testing

@Suite struct MailTextTests {
    static let server: MailServer = {
        do { return try MailServer("smtp://127.0.0.1:2525?from=kepu@kepu.example&tls=never") } catch { preconditionFailure("\(error)") }
    }()

    static func letter(_ subject: String = "已发布：观星之夜", body: String = "第一行\n第二行", language: Tongue = .zh, isDigest: Bool = false) -> OutgoingLetter {
        OutgoingLetter(
            id: ID(7), channel: .mail, address: "host@example.org", language: language, subject: subject, body: body,
            link: "https://kepu.example/desk/activities/1", wishes: "https://kepu.example/desk/me/messages", toldAt: instant("2026-05-16T01:15:00Z"),
            isDigest: isDigest)
    }

    static func lines(_ letter: OutgoingLetter) -> [String] {
        String(decoding: MailText(letter, from: server).bytes, as: UTF8.self).components(separatedBy: "\r\n")
    }

    @Test func theHeaders() {
        let lines = Self.lines(Self.letter())
        #expect(
            lines.prefix { !$0.isEmpty } == [
                "Date: Sat, 16 May 2026 09:15:00 +0800", "From: =?utf-8?B?56eR5pmuIEtlcHU=?= <kepu@kepu.example>", "To: <host@example.org>",
                "Subject: =?utf-8?B?5bey5Y+R5biD77ya6KeC5pif5LmL5aSc?=", "Message-ID: <0000000000007.mail@kepu.example>", "Auto-Submitted: auto-generated",
                "Content-Language: zh-Hans", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            ])
        #expect(Self.lines(Self.letter(isDigest: true)).contains("List-Unsubscribe: <https://kepu.example/desk/me/messages>"))
    }

    @Test func theBodyIsWholeAndShortLined() throws {
        let lines = Self.lines(Self.letter(body: String(repeating: "长长的一行", count: 100)))
        #expect(lines.allSatisfy { $0.utf8.count <= 76 && $0.utf8.allSatisfy { $0 < 128 } })
        let encoded = lines.drop { !$0.isEmpty }.joined()
        let text = String(decoding: try #require(Data(base64Encoded: encoded)), as: UTF8.self)
        #expect(text.hasPrefix(String(repeating: "长长的一行", count: 100) + "\r\n\r\n查看：https://kepu.example/desk/activities/1\r\n\r\n-- \r\n"))
    }

    /// A repeat is the same, byte by byte.
    @Test func aRepeatIsTheSame() { #expect(MailText(Self.letter(), from: Self.server).bytes == MailText(Self.letter(), from: Self.server).bytes) }

    /// No subject, however made, begins a header of its own.
    @Test(arguments: ["a\r\nBcc: all@example.org", "a\nBcc: x@y", "a\r\n\tx", "\0a\u{7F}", "=?utf-8?Q?x?=", "“引号” and \"quotes\""]) func nothingIsInjected(_ subject: String) {
        let lines = Self.lines(Self.letter(subject)).prefix { !$0.isEmpty }
        #expect(lines.filter { !$0.hasPrefix(" ") }.count == 10 && !lines.contains { $0.hasPrefix("Bcc") })
    }

    /// Words beyond ASCII: each encoded word at most 75 letters, whole characters in each, together the subject again.
    @Test func longSubjectsAreFolded() throws {
        let subject = String(repeating: "全国科普日🔭é", count: 30)
        let words = MailHeader.words(subject).components(separatedBy: "\r\n ")
        #expect(words.count > 5 && words.allSatisfy { $0.utf8.count <= 75 })
        let pieces = try words.map { word in
            let inner = try #require(Data(base64Encoded: String(word.dropFirst("=?utf-8?B?".count).dropLast(2))))
            return try #require(String(validating: Array(inner), as: UTF8.self))
        }
        #expect(pieces.joined() == subject)
        #expect(MailHeader.words("Published: Stargazing") == "Published: Stargazing")
    }

    @Test func theSetting() throws {
        let whole = try MailServer("smtps://kepu%40example.org:p%40ss:w@mail.example.org?from=kepu@example.org&name=Kepu")
        #expect(whole.host == "mail.example.org" && whole.port == 465 && whole.security == .implicit && whole.user == "kepu@example.org")
        #expect(whole.password == "p@ss:w" && whole.name == "Kepu" && whole.through == "mail.example.org:465")
        let plain = try MailServer("smtp://mail.example.org?from=kepu@example.org")
        #expect(plain.port == 587 && plain.security == .required && plain.user == nil)
        for wrong in [
            "", "mail.example.org", "http://mail.example.org?from=a@b.c", "smtp://mail.example.org", "smtp://mail.example.org?from=nobody",
            "smtp://mail.example.org?from=a@b.c&tls=perhaps", "smtps://mail.example.org?from=a@b.c&tls=never", "smtp://mail.example.org?from=a@b.c&form=x",
            "smtp://?from=a@b.c", "smtp://mail.example.org/path?from=a@b.c",
        ] {
            #expect(throws: Refusal.self, "\(wrong)") { try MailServer(wrong) }
        }
    }

    @Test func whatIsAnAddress() {
        for good in ["a@b", "first.last+tag@example.org"] { #expect(MessageAddress.isMail(good)) }
        for bad in ["", "a", "a@", "@b", "a@b@c", "a b@c", "<a@b>", "a@b>\r\nRCPT TO:<x@y>", "名@b", "\"a\"@b", "a,b@c"] { #expect(!MessageAddress.isMail(bad), "\(bad)") }
        #expect(MessageAddress.isPhone("+8613800000000") && MessageAddress.isPhone("13800000000") && !MessageAddress.isPhone("+86 138") && !MessageAddress.isPhone("++861380000"))
    }
}
