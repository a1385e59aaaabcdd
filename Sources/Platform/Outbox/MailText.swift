import Foundation
import Kernel

/// A letter as a mail, byte by byte: UTF-8, one part of plain text. The same letter gives the same bytes at every try.
struct MailText {
    let bytes: [UInt8]

    init(_ letter: OutgoingLetter, from server: MailServer) {
        var text = MailHeader.line("Date", Self.date(letter.toldAt))
        text += MailHeader.line("From", MailHeader.mailbox(server.name, server.from))
        text += MailHeader.line("To", "<\(letter.address)>")
        text += MailHeader.line("Subject", MailHeader.words(letter.subject))
        text += MailHeader.line("Message-ID", "<\(letter.key)@\(server.domain)>")
        text += MailHeader.line("Auto-Submitted", "auto-generated")
        if letter.isDigest, let wishes = letter.wishes { text += MailHeader.line("List-Unsubscribe", "<\(wishes)>") }
        text += MailHeader.line("Content-Language", letter.language.tag)
        text += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        bytes = Array(text.utf8) + Self.body(letter.text)
    }

    /// Lines end in CR LF inside, too; 76 letters to a line outside.
    private static func body(_ text: String) -> [UInt8] {
        let unified = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\n", with: "\r\n") + "\r\n"
        return Array(Data(unified.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed]).utf8)
            + Array("\r\n".utf8)
    }

    /// `Sat, 16 Sep 2023 09:00:00 +0800`
    static func date(_ moment: Instant) -> String {
        let local = moment.local(in: .china)
        let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][local.day.weekday - 1]
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][local.day.month - 1]
        return "\(weekday), \(local.day.day) \(month) \(local.day.year) \(local.iso.suffix(8)) +0800"
    }
}
