import Access
import Kernel
import Language
import Venues

/// What must be so of a visit, whoever writes it.
enum VisitRules {
    static func check(_ draft: VisitDraft) throws(Refusal) {
        guard Set(draft.bodies).count == draft.bodies.count else {
            throw Refusal(.invalid, "body-twice", "同一单位写了两次，请删去一处。", "The same body stands there twice; take one off.", field: "bodies")
        }
        guard draft.bodies.count >= 2 else {
            throw Refusal(.invalid, "bodies-few", "调研交流至少有两家单位。请写上另一家。", "A working visit has two bodies at least. Name the other one.", field: "bodies")
        }
        guard draft.bodies.count <= VisitBody.most else {
            throw Refusal(.invalid, "bodies-many", "最多 \(VisitBody.most) 家单位。", "\(VisitBody.most) bodies at most.", field: "bodies")
        }
        guard draft.agenda.count <= AgendaItem.most else {
            throw Refusal(.invalid, "agenda-long", "议程最多 \(AgendaItem.most) 项，每行一项。", "\(AgendaItem.most) items of an agenda at most, one a line.", field: "agenda")
        }
        guard Day.plannedYears.contains(draft.day.year) else {
            let years = Day.plannedYears
            throw Refusal(
                .invalid, "visit-year", "年份应在 \(years.lowerBound) 至 \(years.upperBound) 之间。", "Give a year from \(years.lowerBound) to \(years.upperBound).", field: "day")
        }
    }

    /// What has not taken place is not recorded.
    static func mayRecord(_ visit: WorkingVisit, today: Day) throws(Refusal) {
        guard visit.day <= today else {
            throw Refusal(
                .invalid, "visit-early", "日期是 \(visit.day.iso)，还没有到。举行之后再提交各方确认。", "It is on \(visit.day.iso), which is yet to come. Send it to the bodies once it has taken place.")
        }
    }

    /// Each account speaks for one body of a visit: whoever agreed for one does not agree for another.
    static func mayAgree(_ actor: ID<Account>, for body: VisitBody, among bodies: [VisitBody]) throws(Refusal) {
        guard body.agreedAt == nil else {
            throw Refusal(.conflict, "body-agreed", "“\(body.name(.zh))”已经确认过了。", "“\(body.name(.en))” has agreed already.")
        }
        guard let other = bodies.first(where: { $0.id != body.id && $0.agreedBy == actor && actor.number != 0 }) else { return }
        throw Refusal(
            .conflict, "body-other", "您已代表“\(other.name(.zh))”确认，不能再代表另一方。请由“\(body.name(.zh))”的人员确认。",
            "You have agreed for “\(other.name(.en))” and cannot agree for the other side too. Let the people of “\(body.name(.en))” agree.")
    }

    /// For which body an account speaks: the one for which it did before, else the first of its own.
    static func speaksFor(_ actor: ID<Account>, _ bodies: [VisitBody]) -> ID<Organisation>? {
        (bodies.first { $0.isMine && $0.agreedBy == actor && actor.number != 0 } ?? bodies.first { $0.isMine })?.id
    }

    /// Days on which something is due lie behind the visit.
    static func check(due: Day?, of day: Day) throws(Refusal) {
        guard let due else { return }
        let years = Day.plannedYears
        guard years.contains(due.year) else {
            throw Refusal(
                .invalid, "due-year", "期限的年份应在 \(years.lowerBound) 至 \(years.upperBound) 之间。", "The year by which it is due is to be from \(years.lowerBound) to \(years.upperBound).", field: "due_on")
        }
        guard due < day else { return }
        throw Refusal(.invalid, "due-early", "期限早于调研交流的日期 \(day.iso)。", "That day is before the visit itself, \(day.iso).", field: "due_on")
    }
}
