import Kernel
import Language
import Markup
import Packs
import Web

/// What a unit knows of a pack before it fetches anything, as terms and facts: the same at the desk and for the public.
enum PackFacts {
    /// Bits a second of the two lines for which times are given.
    static let lines: [(name: Phrase, bits: Int64)] = [(Phrase("10 兆宽带", "10 Mbit/s"), 10_000_000), (Phrase("1 兆线路", "1 Mbit/s"), 1_000_000)]

    static func html(bytes: Int64, files: Int, licences: [Licence], ages: ClosedRange<Int>?, _ visit: Visit) -> HTML {
        dl(.class("facts")) {
            dt { visit.say(Phrase("大小", "Size")) }
            dd { ByteSize.text(bytes) + visit.say(Phrase("，\(files) 个文件", ", \(files) \(files == 1 ? "file" : "files")")) }
            dt { visit.say(Phrase("预计下载时间", "Time to fetch")) }
            dd { visit.say(times(bytes)) }
            if let ages {
                dt { visit.say(Phrase("年龄", "Ages")) }
                dd { visit.say(ResourceView.ages(ages)) }
            }
            dt { visit.say(Phrase("许可", "Licences")) }
            dd {
                for licence in licences {
                    p {
                        visit.say(licence.name)
                        span(.class("meta")) { visit.say(Phrase("：\(licence.terms.zh)", ": \(licence.terms.en)")) }
                    }
                }
            }
        }
    }

    /// `10 兆宽带约 3 分钟，1 兆线路约 28 分钟`
    static func times(_ bytes: Int64) -> Phrase {
        let said = lines.map { line in (line.name, Pack.timePhrase(Pack.seconds(for: bytes, bitsPerSecond: line.bits))) }
        return Phrase(said.map { $0.0.zh + $0.1.zh }.joined(separator: "，"), said.map { "\($0.1.en) at \($0.0.en)" }.joined(separator: ", "))
    }
}
