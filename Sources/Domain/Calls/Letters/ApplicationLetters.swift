import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What an application's people are told when it takes a step.
enum ApplicationLetters {
    /// To the unit that applied; nil for a step that it took itself.
    static func toApplicant(_ event: ApplicationEvent, on call: Phrase, says: String, at path: String) -> CallLetter? {
        let subject: Phrase
        let body: Phrase
        switch event {
        case .giveBack:
            subject = Phrase("请补正：\(call.zh)", "Returned to you: \(call.en)")
            body = Phrase("您单位对“\(call.zh)”的申报被退回补正，意见写在各项旁。改好后请重新提交。", "Your application to “\(call.en)” was returned with remarks beside its answers. Mend it and submit it again.")
        case .recommend:
            subject = Phrase("已推荐：\(call.zh)", "Recommended: \(call.en)")
            body = Phrase("您单位对“\(call.zh)”的申报已获推荐，等待形式审查。", "Your application to “\(call.en)” is recommended; the formal review is next.")
        case .decline:
            subject = Phrase("未获推荐：\(call.zh)", "Not recommended: \(call.en)")
            body = Phrase("推荐单位没有推荐您单位对“\(call.zh)”的申报。", "Your application to “\(call.en)” was not recommended.")
        case .pass:
            subject = Phrase("通过形式审查：\(call.zh)", "Passed the formal review: \(call.en)")
            body = Phrase("您单位对“\(call.zh)”的申报通过了形式审查，进入评审。", "Your application to “\(call.en)” passed the formal review and goes to the experts.")
        case .fail:
            subject = Phrase("未通过形式审查：\(call.zh)", "Failed the formal review: \(call.en)")
            body = Phrase("您单位对“\(call.zh)”的申报未通过形式审查。", "Your application to “\(call.en)” failed the formal review.")
        case .propose:
            subject = Phrase("拟认定：\(call.zh)", "Proposed: \(call.en)")
            body = Phrase("您单位对“\(call.zh)”的申报列为拟认定，将进行公示。", "Your application to “\(call.en)” is proposed and will be made public.")
        case .setAside:
            subject = Phrase("未列入：\(call.zh)", "Not proposed: \(call.en)")
            body = Phrase("您单位对“\(call.zh)”的申报没有列入拟认定名单。", "Your application to “\(call.en)” is not on the proposed list.")
        case .strike:
            subject = Phrase("不予认定：\(call.zh)", "Struck: \(call.en)")
            body = Phrase("因公示期间的异议成立，您单位对“\(call.zh)”的申报不予认定。", "After an objection was upheld, your application to “\(call.en)” is not recognised.")
        case .submit, .withdraw, .resume, .recognise: return nil
        }
        return CallLetter(CallLetter.application, subject, body + CallLetter.why(says), at: path)
    }

    static func toRecommender(_ holder: Phrase, on call: Phrase, at path: String) -> CallLetter {
        CallLetter(
            CallLetter.recommendation, Phrase("等待推荐：\(holder.zh)", "To recommend: \(holder.en)"),
            Phrase("“\(holder.zh)”向“\(call.zh)”提交了申报，请核对并推荐、退回补正或不予推荐。", "“\(holder.en)” submitted an application to “\(call.en)”: check it, then recommend it, return it or decline."),
            at: path)
    }

    static func toOffice(_ holder: Phrase, on call: Phrase, at path: String) -> CallLetter {
        CallLetter(
            CallLetter.office, Phrase("等待形式审查：\(holder.zh)", "To be checked: \(holder.en)"),
            Phrase("“\(holder.zh)”对“\(call.zh)”的申报等待形式审查。", "The application of “\(holder.en)” to “\(call.en)” waits for the formal review."), at: path)
    }
}

extension Transaction {
    /// Tells whoever is next, and the unit itself, in the transaction of the step.
    func tellPeople(of application: Application, _ step: ApplicationStep, _ call: Call, _ scheme: SchemeRecord, by actor: Int64) throws {
        let (name, id) = (call.name.phrase, application.id.text)
        func holder() throws -> Phrase { try holderName(application.organisationID, application.venueID) }
        try tellAll(.host, of: application.organisationID, except: actor) {
            ApplicationLetters.toApplicant(step.event, on: name, says: step.says, at: "/desk/applications/\(id)")
        }
        let needsRecommender = scheme.scheme.recommendation.isNeeded
        if step.event == .submit, needsRecommender, let recommender = step.recommender ?? application.recommenderID {
            try tellAll(.recommender, of: recommender, except: actor) {
                ApplicationLetters.toRecommender(try holder(), on: name, at: "/desk/recommendations/\(id)")
            }
        }
        if step.event == .recommend || step.event == .submit && !needsRecommender {
            try tellAll(.organiser, of: scheme.authorityID, except: actor) {
                ApplicationLetters.toOffice(try holder(), on: name, at: "/desk/calls/\(call.key)/applications/\(id)")
            }
        }
    }
}
