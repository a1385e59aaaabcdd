import Activities
import Kernel
import Language
import Markup
import Web

/// `/claims/{activity}/{claim}`: where a figure ends, at the record behind it.
struct PublicClaimPage {
    let model: ClaimsView
    let claim: Claim
    let scans: ScanRecords?
    var readings: ReadingFeed?
    /// Whether single scans are shown.
    let singly: Bool
    let visit: Visit

    var answer: Answer {
        let told = model.told(claim, to: visit.identity)
        let title = ClaimWords.indicator(claim) + Phrase("：\(told.text(.zh))", ": \(told.text(.en))")
        let lede = model.title.phrase + Phrase("，\(model.when(.zh))", ", \(model.when(.en))")
        let trail = [
            (path: "/activities", title: Phrase("活动", "Activities")), (path: "/activities/\(claim.activity.text)", title: model.title.phrase),
        ]
        return visit.page(title, lede: lede, trail: trail) {
            ClaimFacts(model: model, claim: claim, visit: visit).html
            if told.value == nil { p(.class("meta")) { visit.say(SmallGroups.note) } }
            // What it is made of would tell it.
            if told.value != nil, let scans { ScanView(records: scans, hidesSmall: model.isForMinors && !model.isDesk(of: visit.identity), zone: model.session?.zone ?? .china, singly: singly, visit: visit).html }
            if told.value != nil, let readings { ReadingView(feed: readings, zone: model.session?.zone ?? .china, visit: visit).html }
            section(.id("beside"), .class("stack")) {
                h2 { visit.say(Phrase("并列的数据", "What else has been said")) }
                ClaimTable(model: model, visit: visit).html
            }
            if model.isDesk(of: visit.identity) {
                p(.class("actions")) {
                    a(.class("button"), .href("/desk/claims/\(claim.activity.text)/\(claim.id.text)")) { visit.say(Phrase("在工作台打开", "Open at the desk")) }
                    a(.class("button", "button-quiet"), .href(.within(model.desk + "/claims"))) { visit.say(Phrase("场次数据", "The session's claims")) }
                }
            }
        }
    }
}
