import Access
import Campaigns
import Kernel
import Language
import Markup
import Participation
import Storage
import Venues
import Web

/// One line of a unit's score, opened: the records that its number is made of, or what the unit stated and how it was judged.
struct ScoreLinePage: Sendable {
    let one: Commendation
    let unit: Organisation
    let indicator: ScoreIndicator
    let reader: UnitScorePage.Reader
    let campaignKey: String
    let records: [LineRecord]
    let total: Int
    let material: Material?
    var reading: FormReading

    init(_ one: Commendation, _ unit: Organisation, _ key: String, for reader: UnitScorePage.Reader, _ visit: Visit, in tx: Transaction) throws {
        guard let indicator = one.rule.indicator(key) else { throw Refusal.notFound(Phrase("该指标", "indicator")) }
        (self.one, self.unit, self.indicator, self.reader) = (one, unit, indicator, reader)
        switch indicator.measure {
        case .material:
            (campaignKey, records, total) = ("", [], 0)
            material = try tx.materials(of: one, unit: unit.id.number)[unit.id.number]?[key]
        case .figure(let source, let code, _):
            material = nil
            let campaign = try source.within.map { try tx.campaignID(declared: $0) } ?? one.campaignID
            campaignKey = try tx.campaign(campaign)?.key ?? ""
            let scored = try tx.scoredUnit(unit)
            if let only = scored.key(in: source) {
                let level = source.slice == .own ? nil : try tx.regionLevel(of: only)
                let reading = AmountReading(term: one.rule.term, campaign: campaign, slice: source.slice, codes: [code], only: only)
                (records, total) = try tx.lineRecords(reading, level: level, code: code, page: visit.pageNumber)
            } else {
                (records, total) = ([], 0)
            }
            try visit.requirePage(of: total, by: Transaction.rankingPageSize)
        }
        reading = Self.form(reader, indicator).filled(
            reader == .office ? ["points": material?.points.map { ScorePoints.text($0) } ?? "", "says": material?.reason ?? ""] : ["says": material?.says ?? ""])
    }

    static func form(_ reader: UnitScorePage.Reader, _ indicator: ScoreIndicator) -> Form {
        guard reader == .office else {
            return Form(
                FormField(
                    "says", "材料", "What you state", .longText(max: Material.longest), required: true,
                    hint: (indicator.evidence?.phrase ?? Phrase("写明做了什么，依据在哪里可以看到。", "Say what was done, and where that can be seen."))
                        + Phrase("受到表扬的单位，材料和评分随名单公开。", " Of units that are commended, this and the points become public with the list.")))
        }
        return Form(
            FormField("points", "得分", "Points", .text(max: 9), required: true, hint: Phrase("0 至 \(ScorePoints.text(indicator.points))，最多两位小数。", "0 to \(ScorePoints.text(indicator.points)), two decimals at most.")),
            FormField("says", "理由", "Reason", .longText(max: Material.longest), required: true, hint: Phrase("单位会看到；名单公布后所有人都能看到。", "The unit reads it; once the list is public, everybody.")))
    }

    var path: String { UnitScorePage.path(one, unit.id, for: reader) + "/" + indicator.key }

    func answer(_ visit: Visit) -> Answer {
        let title = Phrase("\(indicator.name.phrase.zh)：\(unit.name.phrase.zh)", "\(indicator.name.phrase.en): \(unit.name.phrase.en)")
        let back = (UnitScorePage.path(one, unit.id, for: reader), Phrase("得分", "Score"))
        if reader == .everybody {
            return visit.page(title, lede: one.name.phrase, trail: [("/commendations", Commendations.title), ("/commendations/\(one.key)", one.name.phrase), back]) { content(visit) }
        }
        let lists = reader == .office ? ("/desk/rankings", RankingListPage.title) : ("/desk/commendations", MyCommendationsPage.title)
        return visit.desk(title, lede: one.name.phrase, trail: [lists, back], status: reading.isGood ? 200 : 422) { content(visit) }
    }

    @HTMLBuilder private func content(_ visit: Visit) -> HTML {
        p(.class("meta")) { visit.say(ScoreWords.scale(of: indicator, under: one.rule)) }
        if case .figure(_, let code, _) = indicator.measure {
            if let entry = ScoredFigures.entry(code, on: one.rule.term.lowerBound) { p { visit.say(entry.definition) } }
            if one.phase(at: visit.now) == .counting { p(.class("meta")) { visit.say(ScoreWords.toCome) } }
            if one.takenAt != nil {
                div(.class("notice", "notice-info")) { p { visit.say(Phrase("这里是现在的记录；得分按截止时取定的数据，之后的更正列在得分页上。", "These are the records of today; the score rests on the numbers taken at the deadline, and corrections since are listed on its page.")) } }
            }
            if records.isEmpty {
                div(.class("empty-state")) { p { visit.say(Phrase("期内还没有记录。", "There is no record of the term yet.")) } }
            } else {
                table(code, visit)
                visit.pager(page: visit.pageNumber, total: total, size: Transaction.rankingPageSize)
            }
        } else {
            statement(visit)
        }
    }

    private func table(_ code: String, _ visit: Visit) -> HTML {
        let isClaimed = ScoredFigures.claimed.contains(code)
        let head = isClaimed ? ScoredFigures.entry(code, on: one.rule.term.lowerBound)?.name ?? Phrase(same: code) : records.first?.kind == .activity ? Phrase("场次", "Sessions") : Phrase("活动", "Activities")
        let missing = Phrase("没有填报的场次", "Sessions without it")
        return div(.class("table-wrap"), .role("region"), .aria("label", visit.say(indicator.name.phrase)), .tabindex(0)) {
            Markup.table(.class("table")) {
                caption { visit.say(Phrase("共 \(total) 项", "\(total) in all")) }
                thead {
                    tr {
                        th(.scope("col")) { visit.say(Phrase("记录", "Record")) }
                        th(.scope("col"), .class("number")) { visit.say(head) }
                        if isClaimed { th(.scope("col"), .class("number")) { visit.say(missing) } }
                    }
                }
                tbody {
                    for record in records {
                        tr {
                            th(.scope("row")) { name(record, code, isClaimed, visit) }
                            td(.data("label", visit.say(head)), .class("number")) {
                                if let amount = record.amount {
                                    element("data", .value("\(amount)"), .data("line", code)) { Numerals.count(amount, visit.language) }
                                } else {
                                    span(.class("meta")) { visit.say(Numerals.unknown) }
                                }
                            }
                            if isClaimed { td(.data("label", visit.say(missing)), .class("number")) { record.missing > 0 ? Numerals.count(record.missing, visit.language) : "–" } }
                        }
                    }
                }
            }
        }
    }

    private func name(_ record: LineRecord, _ code: String, _ isClaimed: Bool, _ visit: Visit) -> HTML {
        let id = record.id.map { Crockford.text($0) } ?? ""
        let address: String? =
            switch record.kind {
            case .activity: isClaimed ? "/figures/\(campaignKey)/\(code)/\(id)" : "/activities/\(id)"
            case .venue: "/venues/\(id)"
            case .organiser: "/organisations/\(id)"
            case .county, .theme: nil
            }
        guard let address else { return visit.html(record.name) }
        return a(.href(.within(address))) { visit.html(record.name) }
    }

    /// Whether something may be stated or judged here now.
    private func takesForm(_ visit: Visit) -> Bool {
        switch reader {
        case .unit: one.phase(at: visit.now) == .counting
        case .office: material != nil && one.publishedAt == nil
        case .everybody: false
        }
    }

    @HTMLBuilder private func statement(_ visit: Visit) -> HTML {
        // What was refused is said too where there is no form any more.
        if !takesForm(visit) { visit.formSummary(reading) }
        section(.class("stack")) {
            h2 { visit.say(Phrase("提交的材料", "What was stated")) }
            if let material {
                p(.class("prose")) { material.says }
                p(.class("meta")) { Dates.moment(material.statedAt, .china, visit.language) }
                if let points = material.points {
                    p {
                        strong { visit.say(Phrase("评定 \(ScorePoints.text(points)) / \(ScorePoints.text(indicator.points)) 分", "Judged: \(ScorePoints.text(points)) of \(ScorePoints.text(indicator.points))")) }
                        visit.say(Phrase("。理由：", ". Reason: ")) + material.reason
                    }
                } else {
                    p { visit.say(Phrase("还没有评定：现在不得分，也不是 0。", "Not judged yet: it gives nothing so far, which is not 0.")) }
                }
            } else {
                p { visit.say(Phrase("没有提交，不得分。", "Nothing was stated: it gives nothing.")) }
            }
        }
        if reader == .unit, takesForm(visit) {
            section(.class("form-section")) {
                h2 { visit.say(material == nil ? Phrase("提交", "State it") : Phrase("修改（会重新评定）", "State it otherwise (it is judged anew)")) }
                visit.formHTML(reading, action: path, submit: Phrase("提交", "Hand in"))
            }
        }
        if reader == .office, takesForm(visit) {
            section(.class("form-section")) {
                h2 { visit.say(Phrase("评定", "Judge")) }
                visit.formHTML(reading, action: path, submit: Phrase("保存评分", "Keep the points"))
            }
        }
    }
}

extension Transaction {
    /// `province`, `prefecture`, `county` of a code as a number.
    func regionLevel(of code: Int64) throws -> String? {
        try row("SELECT r.level FROM view_region r WHERE r.code = \(String(code))") { try $0.text("level") }
    }
}
