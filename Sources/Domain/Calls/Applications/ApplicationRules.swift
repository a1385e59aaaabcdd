import Kernel
import Language

/// What must be so for a step of an application, beside its state and who takes it. All times are the server's.
enum ApplicationRules {
    /// An applicant may submit while the call is open; what was returned, also while corrections are taken.
    static func mayBeSubmitted(_ application: Application, to call: Call, under scheme: Scheme, at now: Instant) throws(Refusal) {
        let phase = call.phase(at: now, daysForCorrection: scheme.recommendation.daysForCorrection)
        if phase == .open { return }
        // Handed in before the close, returned, and brought back in the days for corrections.
        if phase == .correcting, application.state == .returned, application.submittedAt != nil { return }
        throw closed(call, phase)
    }

    static func closed(_ call: Call, _ phase: Call.Phase) -> Refusal {
        let name = call.name.phrase
        switch phase {
        case .announced:
            return Refusal(.conflict, "call-announced", "“\(name.zh)”只作公布，不在此受理申报。", "“\(name.en)” is only announced here; no applications are taken.")
        case .scheduled:
            return Refusal(.conflict, "call-early", "“\(name.zh)”尚未开始申报。请到开始时间后再提交，草稿已保存。", "“\(name.en)” has not opened yet. Submit once it has; your draft is kept.")
        case .cancelled:
            return Refusal(.conflict, "call-cancelled", "“\(name.zh)”已取消。", "“\(name.en)” has been cancelled.")
        case .open, .correcting, .closed, .concluded:
            return Refusal(
                .conflict, "call-closed", "“\(name.zh)”已于截止时间关闭，以服务器时间为准，不能再提交。草稿仍为您保留。",
                "“\(name.en)” closed at its deadline, by the server's clock; nothing can be submitted any more. Your draft is kept.")
        }
    }

    /// Which line of the workflow holds after the submission: with the recommender, or with the office at once.
    static func mayBeChecked(_ application: Application, under scheme: Scheme) throws(Refusal) {
        guard application.state == .submitted, scheme.recommendation.isNeeded else { return }
        throw Refusal(
            .conflict, "not-recommended", "这份申报须先由推荐单位推荐，才能进行形式审查。", "This application needs its recommender's opinion before it is checked.")
    }

    /// What was returned and did not come back, or was submitted and never recommended, ends with the time for it; before that it is not the
    /// office's to end.
    static func mayBeFailed(_ application: Application, under scheme: Scheme, in phase: Call.Phase) throws(Refusal) {
        if phase.takesCorrections {
            if application.state == .returned {
                throw Refusal(
                    .conflict, "correction-open", "补正的时间还没有过，申报单位仍可重新提交；逾期未交的才可作出结论。",
                    "The time for corrections is not over: the applicant may still submit it again. What does not come in time may be failed then.")
            }
            try mayBeChecked(application, under: scheme)
        }
    }

    /// Nothing goes back to an applicant who could not hand it in again.
    static func mayBeReturned(in phase: Call.Phase) throws(Refusal) {
        guard !phase.takesCorrections else { return }
        throw Refusal(
            .conflict, "return-late", "申报和补正的时间都已过，退回后申报单位无法再提交。请直接作出决定。",
            "The time for applications and corrections is over: the applicant could not submit it again. Decide on it as it is.", field: "event")
    }

    /// What was withdrawn is taken up again while the call takes applications, and before experts were asked about it.
    static func mayBeResumed(to call: Call, in phase: Call.Phase, hasSeats: Bool) throws(Refusal) {
        guard phase == .open || phase == .scheduled else { throw closed(call, phase) }
        guard !hasSeats else {
            throw Refusal(
                .conflict, "resume-reviewed", "这份申报在专家评审开始之后撤回，本次征集不能再申报。如有疑问，请联系主办单位。",
                "This application was withdrawn after its review had begun, so it cannot be taken up again in this call. Ask the office if in doubt.")
        }
    }

    /// A recommender has so many for a call, and its own earlier deadline where it set one: that stays over, also in the days for corrections,
    /// but for what it had recommended before and was returned.
    static func mayBeRecommended(
        given: Int, rule: RecommendationRule, phase: Call.Phase, deadline: Instant?, wasRecommended: Bool = false, at now: Instant
    ) throws(Refusal) {
        if let most = rule.most, given >= most {
            throw Refusal(
                .conflict, "quota", "贵单位在本次征集中最多推荐 \(most) 家，名额已用完。如要换成这一家，请认定机关先把贵单位已推荐的另一项退回补正。",
                "Your body may recommend \(most) in this call and has done so. To recommend this one instead, ask the authority to return another of yours first.")
        }
        guard phase.takesCorrections else {
            throw Refusal(.conflict, "recommend-late", "推荐的期限已过。", "The time for recommendations is over.")
        }
        if let deadline, now >= deadline, !wasRecommended {
            let text = deadline.local(in: Notice.zone).text
            throw Refusal(
                .conflict, "recommender-deadline", "贵单位自己的截止时间（\(text)）已过，不能再推荐。",
                "Your own earlier deadline (\(text)) has passed; nothing can be recommended any more.")
        }
    }

    /// Nobody names a body whose own deadline is over: it could not recommend any more.
    static func mayBeNamed(deadline: Instant?, wasRecommended: Bool, at now: Instant) throws(Refusal) {
        guard let deadline, now >= deadline, !wasRecommended else { return }
        let text = deadline.local(in: Notice.zone).text
        throw Refusal(
            .conflict, "recommender-over", "这个推荐单位的截止时间（\(text)）已过，它不能再推荐。请另选推荐单位。",
            "The deadline of this recommender (\(text)) has passed: it can recommend no more. Choose another.", field: "recommender")
    }

    /// Where a recommender looks on site, its opinion says what it saw (domain.md §3.1, the eco-environment base).
    static func mustBeSeenOnSite(_ says: String, _ rule: RecommendationRule) throws(Refusal) {
        guard rule.isOnSite, says.isEmpty else { return }
        throw Refusal(
            .invalid, "on-site", "按办法须实地评估后推荐，请写明评估意见。", "By the measure you look on site before you recommend: write what you saw.", field: "says")
    }

    /// What is missing or too small in an application that is to be submitted, by the keys of its fields.
    static func flaws(in body: ApplicationBody, of fields: [SchemeField], attached: Set<String>) -> [(field: String, says: Phrase)] {
        var flaws: [(field: String, says: Phrase)] = []
        for field in fields {
            let name = field.name.phrase
            if field.kind == .file {
                if field.isRequired, !attached.contains(field.key) {
                    flaws.append((field.key, Phrase("请上传“\(name.zh)”。", "Attach “\(name.en)”.")))
                }
                continue
            }
            guard let answer = body[field.key] else {
                if field.isRequired { flaws.append((field.key, Phrase("请填写“\(name.zh)”。", "“\(name.en)” is needed."))) }
                continue
            }
            if let least = field.atLeast, let number = Int64(answer), number < Int64(least) {
                let unit = field.unit?.phrase ?? Phrase("", "")
                flaws.append(
                    (field.key, Phrase("“\(name.zh)”至少为 \(least)\(unit.zh)，现填 \(number)。", "“\(name.en)” must be at least \(least) \(unit.en); it is \(number).")))
            }
        }
        return flaws
    }
}

extension Call.Phase {
    /// Whether what came in time may still be corrected and recommended.
    var takesCorrections: Bool { self == .open || self == .correcting }
}
