import Kernel
import Language
import Rooms
import Storage

/// The figures of a text as they are at this moment, by the references that stand in it.
struct NewsFigures: Sendable {
    private(set) var known: [FigureReference: FigureInText] = [:]
    /// What is wrong with the others.
    private(set) var unknown: [FigureReference: Refusal] = [:]

    init() {}

    init(of text: Wording, _ house: House, in tx: Transaction) throws {
        let references = NewsText(text.zh).figures + NewsText(text.en ?? "").figures
        for reference in Set(references) {
            do {
                known[reference] = try house.figure(reference, in: tx)
            } catch let refusal as Refusal where refusal.kind == .invalid { unknown[reference] = refusal }
        }
    }

    /// What is to be said of a text whose references nobody can follow; nil where all is well.
    func remark(on text: String) -> Phrase? {
        let read = NewsText(text)
        if let wrong = read.unreadable.first {
            return Phrase(
                "“\(wrong)”读不出是哪个数字。请写作 {{figure:活动项目的key/指标}}，如 {{figure:day-2023/visits}}。",
                "“\(wrong)” cannot be read as a figure. Write {{figure:CAMPAIGN/INDICATOR}}, such as {{figure:day-2023/visits}}.")
        }
        return read.figures.compactMap { unknown[$0]?.phrase }.first
    }
}

extension FigureInText {
    /// `144 人次`, `144 visits`; words where nobody has stated it.
    func words(_ tongue: Tongue) -> String {
        guard let value else { return Phrase("\(title.zh)尚无数据", "\(title.en.lowercased()): not known yet")(tongue) }
        return Numerals.count(value, tongue) + " " + unit(tongue)
    }

    /// Of which day it is, and whether it is the one that was published.
    var standing: Phrase {
        let (zh, en) = (Dates.plain(day, .zh), Dates.plain(day, .en))
        return isLocked ? Phrase("（\(zh)锁定）", " (as locked on \(en))") : Phrase("（截至\(zh)的统计）", " (as counted on \(en))")
    }
}
