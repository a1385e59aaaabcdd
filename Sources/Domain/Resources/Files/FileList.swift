import Files
import Kernel
import Language
import Markup
import Web

/// The files of a version, on its public page and at the desk.
struct FileList {
    let resource: ID<Resource>
    let files: [HeldFile]
    let visit: Visit

    var totalBytes: Int64 { files.reduce(0) { $0 + $1.shelved.byteCount } }

    /// - removes: with a button beside each that takes it out of the draft.
    func html(removes: Bool = false) -> HTML {
        ul(.class("session-list"), .role("list")) {
            for one in files {
                li {
                    span(.class("badge")) { visit.say(one.shelved.kind.title) }
                    div {
                        p {
                            a(.href("/resources/\(resource)/files/\(one.file.id)")) { one.file.label.isEmpty ? one.file.name : one.file.label }
                            span(.class("meta")) { " · " + ByteSize.text(one.shelved.byteCount) }
                        }
                        if !one.file.label.isEmpty { p(.class("meta")) { one.file.name } }
                        if removes {
                            visit.postButton(
                                Phrase("移出", "Take it out"), posts: "/desk/resources/\(resource.text)/files/\(one.file.id.text)/removal", style: "button-quiet")
                        }
                    }
                }
            }
        }
    }
}

/// How much a file holds, and how long it takes.
enum ByteSize {
    /// `3.4 MB`, in steps of 1,000.
    static func text(_ bytes: Int64) -> String {
        if bytes < 1000 { return "\(bytes) B" }
        var (value, unit) = (Double(bytes) / 1000, "kB")
        for next in ["MB", "GB", "TB"] where value >= 1000 { (value, unit) = (value / 1000, next) }
        let tenths = (value * 10).rounded() / 10
        return value >= 100 || tenths == tenths.rounded() ? "\(Int(tenths.rounded())) \(unit)" : "\(tenths) \(unit)"
    }

    /// How long a line takes for it that carries so many bits a second.
    static func duration(_ bytes: Int64, bitsPerSecond: Int64) -> Phrase {
        let seconds = max(1, bytes * 8 / max(1, bitsPerSecond))
        if seconds < 90 { return Phrase("约 \(seconds) 秒", "about \(seconds) s") }
        let minutes = (seconds + 30) / 60
        if minutes < 90 { return Phrase("约 \(minutes) 分钟", "about \(minutes) min") }
        let hours = (minutes + 30) / 60
        return Phrase("约 \(hours) 小时", "about \(hours) h")
    }
}
