import Campaigns
import Kernel
import Language
import Participation
import Rooms
import Storage

/// What a reference to a figure in a text stands for: the same statements, the same address as everywhere else.
enum TextFigure {
    static func answer(_ house: House, _ tx: Transaction, _ reference: FigureReference) throws -> FigureInText {
        guard let campaign = try tx.campaign(key: reference.campaign), let term = FigureTerm.named(reference.indicator, in: house),
            !SummedIndicators.never.contains(term.key), term != FigureTerm.visitors
        else { throw Refusal.noFigure(reference) }
        guard reference.isLocked else {
            let question = FigureQuestion(campaign.id)
            var answer = try tx.withoutSmallGroups(try tx.figures(question), question)
            if term.key == FigureTerm.counties.key { answer.counties = try tx.countiesReached(question) }
            return try text(answer, term, campaign, at: tx.now, isLocked: false)
        }
        guard let lock = try tx.figureLock(campaign.id) else {
            throw Refusal(
                .invalid, "figure-not-locked", "“\(campaign.name.phrase.zh)”的数字还没有锁定，\(reference.text) 没有锁定值。请去掉 @locked，或先锁定。",
                "The figures of “\(campaign.name.phrase.en)” are not locked, so \(reference.text) has no value. Leave out @locked, or lock them first.")
        }
        return try text(lock.values, term, campaign, at: lock.at, isLocked: true)
    }

    private static func text(_ values: FigureAnswer, _ term: FigureTerm, _ campaign: Campaign, at instant: Instant, isLocked: Bool) throws(Refusal) -> FigureInText {
        if values.hidden[term.key] != nil || SmallGroups.told(values.value(of: term) ?? 0, ofMinors: SmallGroups.isOfMinors(term.key, atMinors: false)) == .few {
            throw Refusal(
                .conflict, "figure-small-group", "“\(term.title.zh)”不足 \(SmallGroups.least)，属于未成年人小组，不能在文中公布。",
                "“\(term.title.en)” is fewer than \(SmallGroups.least), a small group of minors, and is not told in texts.")
        }
        return FigureInText(
            title: term.title, unit: term.unit, value: values.value(of: term), day: instant.day(in: campaign.zone), isLocked: isLocked,
            path: isLocked ? "/figures/\(campaign.key)" : "/figures/\(campaign.key)/\(term.key)")
    }
}

extension FigureAnswer {
    /// The one number of that name; nil where nobody has stated it.
    func value(of term: FigureTerm) -> Int64? {
        term.key == FigureTerm.counties.key ? counties : plainCounts.first { $0.indicator == term.key }?.value ?? indicators[term.key]?.total
    }
}
