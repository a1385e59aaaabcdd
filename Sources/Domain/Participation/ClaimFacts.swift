import Kernel
import Markup
import Rooms
import Web

/// What one claim says of itself: unit, method, state, time, evidence.
struct ClaimFacts {
    let model: ClaimsView
    let claim: Claim
    let visit: Visit
    var isDesk = false

    var html: HTML {
        dl(.class("facts")) {
            visit.fact(Phrase("数值", "Value")) { ClaimWords.value(claim, in: model, visit, figure: "claim-value") }
            if let indicator = Indicators.named(claim.indicator) {
                visit.fact(Phrase("含义", "Meaning")) { HTML(text: visit.say(indicator.definition)) }
            }
            visit.fact(Phrase("方式", "How")) { ClaimWords.method(claim, visit) }
            visit.fact(Phrase("状态", "State")) { ClaimWords.state(claim, visit) }
            visit.fact(Phrase("是否计入", "Counted")) { ClaimWords.counted(claim, in: model, visit) }
            visit.fact(Phrase("场次", "Session")) { HTML(text: model.when(visit.language)) }
            visit.fact(Phrase("时间", "When")) { ClaimWords.moment(claim.madeAt, model, visit) }
            if let corrected = claim.supersedes {
                visit.fact(Phrase("更正", "Corrects")) {
                    a(.href(isDesk ? "/desk/claims/\(claim.activity.text)/\(corrected.text)" : "/claims/\(claim.activity.text)/\(corrected.text)")) {
                        visit.say(Phrase("原来的数据", "the earlier claim"))
                    }
                }
            }
            if let sample = model.samples[claim.id], claim.value == sample.estimate, model.told(claim, to: visit.identity).value != nil { visit.fact(Phrase("抽样", "Sample")) { HTML(text: visit.say(sample.words)) } }
            if let late = ClaimWords.lateness(claim, model, visit) { visit.fact(Phrase("期限", "Deadline")) { late } }
            visit.fact(Phrase("证据", "Evidence")) {
                ClaimWords.evidence(claim, model.evidence[claim.id], isOpen: isDesk || model.evidence[claim.id]?.isPublic == true, visit)
            }
            if isDesk { people }
            if let result = model.results[claim.id] { beside(result) }
        }
    }

    /// What came with it on the form of results: a few words, photographs.
    @HTMLBuilder private func beside(_ result: ResultFacts) -> HTML {
        if isDesk { visit.fact(Phrase("活动小结", "In a few words"), result.summary) }
        if isDesk || result.showsPhotos, !result.photos.isEmpty {
            visit.fact(Phrase("照片", "Photographs")) {
                ul(.class("tags")) {
                    for (place, photo) in result.photos.enumerated() {
                        li {
                            a(.class("tag"), .href("/evidence/\(claim.activity.text)/\(claim.id.text)/photos/\(photo.text)")) {
                                visit.say(Phrase("照片 \(place + 1)", "Photograph \(place + 1)"))
                            }
                        }
                    }
                }
            }
        }
    }

    @HTMLBuilder private var people: HTML {
        if claim.madeBy != 0 { visit.fact(Phrase("由谁", "By whom")) { HTML(text: model.names[claim.madeBy] ?? "–") } }
        if !claim.reason.isEmpty { visit.fact(Phrase("说明", "Says")) { HTML(text: claim.reason) } }
        if let decider = claim.decidedBy, !claim.isCorrection {
            visit.fact(Phrase("核验", "Decided by")) {
                (model.names[decider] ?? "–") + " "
                if let at = claim.decidedAt { ClaimWords.moment(at, model, visit) }
            }
        }
        if !claim.decision.isEmpty { visit.fact(Phrase("理由", "Reason")) { HTML(text: claim.decision) } }
    }
}
