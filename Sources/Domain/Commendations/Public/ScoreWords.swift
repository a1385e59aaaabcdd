import Kernel
import Language
import Participation

/// Lines, amounts and scales in words.
enum ScoreWords {
    static let toCome = Phrase("场次结束后才计入：还没有举行完的场次和它们的数据暂不计入。", "A session counts once it is over: those still to come, and their numbers, do not count yet.")

    static func amount(_ amount: ScoreAmount, of indicator: ScoreIndicator, under rule: CommendationRule) -> Phrase {
        switch amount {
        case .known(let value, _):
            let unit = unit(of: indicator, under: rule)
            return Phrase("\(Numerals.count(value, .zh)) \(unit.zh)", "\(Numerals.count(value, .en)) \(unit.en)")
        case .unknown: return Numerals.unknown
        case .notHeld: return Phrase("-（期内还没有已结束的场次）", "- (no session of the term is over)")
        case .judged(let points): return Phrase("评定 \(ScorePoints.text(points)) 分", "judged: \(ScorePoints.text(points))")
        case .stated: return Phrase("已提交，待评定", "stated, to be judged")
        case .notStated: return Phrase("未提交", "nothing stated")
        }
    }

    /// What is missing for a better score; nil where nothing is.
    static func missing(_ line: ScoreLine, in phase: Commendation.Phase) -> Phrase? {
        switch line.amount {
        case .known(_, let missing), .unknown(let missing):
            guard missing > 0 else { return nil }
            return Phrase("有 \(missing) 场已结束，还没有人填报这一项", "\(Plural.en(Int(missing), "session is", "sessions are")) over without it being stated")
        case .notStated where phase == .counting: return Phrase("截止前可以提交材料", "may be stated until the deadline")
        default: return nil
        }
    }

    static func unit(of indicator: ScoreIndicator, under rule: CommendationRule) -> Phrase {
        guard case .figure(_, let code, _) = indicator.measure else { return Phrase("", "") }
        return ScoredFigures.entry(code, on: rule.term.lowerBound)?.unit ?? Phrase("", "")
    }

    /// From what it follows.
    static func source(of indicator: ScoreIndicator, under rule: CommendationRule, names: [String: Phrase]) -> Phrase {
        guard case .figure(let source, let code, _) = indicator.measure else {
            return Phrase("由单位提交材料，办理单位评定", "stated by the unit, judged by the office")
        }
        let name = ScoredFigures.entry(code, on: rule.term.lowerBound)?.name ?? Phrase(same: code)
        let whose = source.slice == .own ? Phrase("本单位主办的活动：", "what the unit organises: ") : Phrase("本地区的活动：", "what takes place in its region: ")
        guard let within = source.within else { return whose + name }
        let joint = names[within] ?? Phrase(same: within)
        return whose + name + Phrase("（只计列入“\(joint.zh)”的）", " (only of “\(joint.en)”)")
    }

    static func scale(of indicator: ScoreIndicator, under rule: CommendationRule) -> Phrase {
        guard case .figure(_, _, let scale) = indicator.measure else { return Phrase("0 至 \(ScorePoints.text(indicator.points)) 分，写明理由", "from 0 to \(ScorePoints.text(indicator.points)), with the reason") }
        let unit = unit(of: indicator, under: rule)
        func zh(_ number: Int64) -> String { "\(Numerals.count(number, .zh)) \(unit.zh)" }
        func en(_ number: Int64) -> String { "\(Numerals.count(number, .en)) \(unit.en)" }
        switch scale {
        case .linear(let from, let to):
            return Phrase("\(zh(from))不得分，\(zh(to))起得满分，其间按比例", "nothing at \(en(from)), the full mark from \(en(to)), in proportion between")
        case .steps(let steps):
            return Phrase(
                steps.map { "\(zh($0.atLeast))起得 \(ScorePoints.text($0.points)) 分" }.joined(separator: "，"),
                steps.map { "\(ScorePoints.text($0.points)) from \(en($0.atLeast))" }.joined(separator: ", "))
        case .each(let lot, let points):
            return Phrase("每满\(zh(lot))得 \(ScorePoints.text(points)) 分，最多 \(ScorePoints.text(indicator.points)) 分", "\(ScorePoints.text(points)) for each full \(en(lot)), \(ScorePoints.text(indicator.points)) at most")
        }
    }

    /// How the list comes about, in sentences made from the rule.
    static func how(_ rule: CommendationRule) -> [Phrase] {
        var out = [
            Phrase(
                "计入 \(Dates.plain(rule.term.lowerBound, .zh))至 \(Dates.plain(rule.term.upperBound, .zh))的场次；活动在本届项目中发布才计入，取消的不计。",
                "Sessions from \(Dates.plain(rule.term.lowerBound, .en)) to \(Dates.plain(rule.term.upperBound, .en)) count, of activities that are published in the edition; cancelled ones do not."),
            Phrase("得分向下取到百分之一分；每行最多得满分。", "Points are rounded down to hundredths; no line gives more than its full mark."),
            Phrase("没有人填报的写“未知”，不是 0，也不得分；补报后随时计入，到截止为止。", "What nobody has stated is unknown, which is not 0, and gives no points; stated later it counts, until the deadline."),
            Phrase("截止时数据一次取定，之后的更正不改得分，列在名单下面。", "At the deadline the numbers are taken once; later corrections change no score and are listed under the list."),
        ]
        if let places = rule.places {
            let least = rule.least > 0 ? Phrase("，且不少于 \(ScorePoints.text(rule.least)) 分", ", with \(ScorePoints.text(rule.least)) points at least") : Phrase("", "")
            out.append(Phrase("按总分从高到低，前 \(places) 家\(least.zh)。", "The first \(places) by score are commended\(least.en)."))
        }
        let ties = rule.ties.compactMap { rule.indicator($0)?.name.phrase }
        let (zh, en) = (ties.map(\.zh).joined(separator: "、"), ties.map(\.en).joined(separator: ", "))
        out.append(
            Phrase(
                "总分相同的\(zh.isEmpty ? "" : "依次比较：\(zh)；仍相同的")按“办法标识/单位标识”的 FNV-1a 数值从小到大排，谁都可以核算。",
                "Equal scores are parted \(en.isEmpty ? "" : "by \(en), then ")by the FNV-1a number of “rule/unit”, the smaller first, which anybody can compute."))
        return out
    }
}
