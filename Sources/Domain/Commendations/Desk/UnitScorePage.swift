import Access
import Campaigns
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// A unit's score: at the desk for the unit itself and for the office, in public once the list is.
struct UnitScorePage: Sendable {
    enum Reader: Sendable { case unit, office, everybody }

    let one: Commendation
    let unit: Organisation
    let score: UnitScore
    let hindrance: Phrase?
    let place: Int?
    let corrections: [ScoreCorrection]
    let reader: Reader

    init(_ one: Commendation, _ unit: Organisation, for reader: Reader, in tx: Transaction) throws {
        (self.one, self.unit, self.reader) = (one, unit, reader)
        hindrance = try tx.hindrance(of: unit, in: one)
        score = try tx.score(of: try tx.scoredUnit(unit), in: one)
        place = one.publishedAt != nil || reader == .office ? try tx.place(of: unit.id.number, in: one) : nil
        corrections = try tx.corrections(since: one, of: unit.id.number)
    }

    static func path(_ one: Commendation, _ unit: ID<Organisation>, for reader: Reader) -> String {
        switch reader {
        case .unit: "/desk/commendations/\(one.key)/\(unit.text)"
        case .office: "/desk/rankings/\(one.key)/\(unit.text)"
        case .everybody: "/commendations/\(one.key)/\(unit.text)"
        }
    }

    func answer(_ visit: Visit) -> Answer {
        let title = Phrase("\(unit.name.phrase.zh)：得分", "\(unit.name.phrase.en): score")
        return switch reader {
        case .unit: visit.desk(title, lede: one.name.phrase, trail: [("/desk/commendations", MyCommendationsPage.title)]) { content(visit) }
        case .office:
            visit.desk(title, lede: one.name.phrase, trail: [("/desk/rankings", RankingListPage.title), ("/desk/rankings/\(one.key)", one.name.phrase)]) { content(visit) }
        case .everybody:
            visit.page(title, lede: one.name.phrase, trail: [("/commendations", Commendations.title), ("/commendations/\(one.key)", one.name.phrase)]) { content(visit) }
        }
    }

    @HTMLBuilder private func content(_ visit: Visit) -> HTML {
        let phase = one.phase(at: visit.now)
        p {
            span(.class("badge", phase == .counting ? "badge-success" : "")) { visit.say(phase.title) }
            " "
            if let closes = one.closesAt, phase == .counting || phase == .scheduled {
                visit.say(Phrase("截止 \(Dates.moment(closes, .china, .zh))", "Closes \(Dates.moment(closes, .china, .en))"))
            }
            if let taken = one.takenAt { visit.say(Phrase("数据取定于 \(Dates.moment(taken, .china, .zh))", "Numbers as taken on \(Dates.moment(taken, .china, .en))")) }
            if let place { visit.say(Phrase(" · 第 \(place) 名", " · place \(place)")) }
        }
        if let hindrance { div(.class("notice", "notice-warning")) { p { visit.say(hindrance) } } }
        if phase == .counting {
            div(.class("notice", "notice-info")) {
                p {
                    visit.say(Phrase("这是此刻的得分：补报、更正活动和场次的数据，这里立即跟着变，到截止为止。", "This is the score at this moment: what you report or put right counts here at once, until the deadline."))
                    " "
                    visit.say(ScoreWords.toCome)
                    " "
                    if reader == .unit { a(.href("/desk/reports")) { visit.say(Phrase("去填报场次数据", "Report figures of sessions")) } }
                }
            }
        }
        ScoreView(one: one, score: score, phase: phase, base: Self.path(one, unit.id, for: reader), visit: visit).html
        if one.takenAt != nil { ScoreCorrectionView(corrections: corrections, rule: one.rule, visit: visit).html }
        p { a(.href("/rules/\(one.key)")) { visit.say(Phrase("公布的规则和算例", "The published rule, with an example")) } }
    }
}
