import Formats
import Figures
import Kernel
import Language
import Markup
import Participation

/// A goal's number as papers and files say it.
struct GoalWords {
    let progress: GoalProgress
    /// The key of the campaign that it reads.
    let campaign: String
    /// Who stated its own number, where it has one.
    let stater: Phrase
    /// Small groups of minors are told to nobody but the desk.
    var isPublic = true

    private var goal: Goal { progress.goal }

    var name: Phrase { goal.name?.phrase ?? progress.wish.entry(on: progress.begin)?.name ?? Phrase(same: goal.source.indicator) }
    var unit: Phrase { progress.wish.entry(on: progress.begin)?.unit ?? Phrase("", "") }
    var isHidden: Bool { isPublic && progress.isOfFewMinors }

    /// What stands there, own numbers too; nil where it is unknown or not told.
    var value: Int64? { isHidden ? nil : progress.value }

    func number(_ language: Tongue) -> String {
        if isHidden { return SmallGroups.told(progress.value ?? 0, ofMinors: true).words?(language) ?? ToldNumber.withheld.words?(language) ?? "" }
        return progress.value.map { Numerals.count($0, language) } ?? Numerals.unknown(language)
    }

    /// Where the number opens to its records.
    func address(at origin: String) -> String { origin + progress.address(in: campaign).text }

    /// On paper: the name, the number that opens, the target, and an own number with its reason.
    func runs(at origin: String, _ language: Tongue) -> [PDFRun] {
        let target = progress.target.map { Phrase(" / 目标 \(Numerals.count($0.value, .zh))", " of \(Numerals.count($0.value, .en))")(language) } ?? ""
        let unit = unit(language)
        var out = [
            PDFRun(name(language), .small),
            PDFRun(number(language) + target + (unit.isEmpty ? "" : " " + unit), .strong, link: isHidden ? nil : address(at: origin)),
        ]
        if let own = goal.own {
            let counted = isHidden ? Phrase("不公布", "not shown")(language) : progress.counted.map { Numerals.count($0.value, language) } ?? Numerals.unknown(language)
            out.append(
                PDFRun(
                    Phrase(
                        "由\(stater.zh)手填，不是计算值（计算值：\(counted)）。理由：\(own.reason)", "Stated by hand by \(stater.en), not computed (computed: \(counted)). Why: \(own.reason)")(
                        language), .small))
        }
        if goal.reads == .locked, progress.isNotLockedYet { out.append(PDFRun(Phrase("尚未锁定，暂用实时数", "Not locked yet; the live number stands in")(language), .small)) }
        return out
    }
}
