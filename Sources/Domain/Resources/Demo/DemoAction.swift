import Campaigns
import Declaration
import Kernel
import Rooms
import Storage

/// The demonstration's joint action that is on: the four ways of taking part in it. Its kit is what `DemoResources` offers for it.
enum DemoAction {
    /// Entered by the first part of the demonstration.
    static let campaign = "demo-bases"

    static let part = DemoPart(order: 44, Phrase("示例：联合行动的四种参与方式", "Demonstration: the four ways to take part in a joint action")) { house, database in
        guard try await database.read({ tx in
            guard let action = try tx.campaign(key: campaign) else { return false }
            return try tx.ways(of: action.id).isEmpty
        }) else { return }
        let declarations = Declarations(sections: house.sections, dependants: house.dependants, checks: DeclarationChecks(isRegion: { !$0.isEmpty }))
        do {
            _ = try await declarations.apply([(name: "demo-action.yaml", bytes: Array(text.utf8))], to: database)
        } catch let problems as DeclarationProblems {
            throw Refusal(.invalid, "demo-action", Phrase(problems.text(.zh), problems.text(.en)))
        }
    }

    private static let text = """
        kepu: 1
        ways:
          - key: demo-physical
            name: {zh: "实体资源", en: "Physical resources"}
            campaign: \(campaign)
            kind: physical
            way: {zh: "申报展品，按公布的标准配发", en: "Declare for exhibits, which are shared out by a published rule"}
            steps:
              - {key: declared, name: {zh: "申报：资源、套数和场地", en: "Declare what you need, how many, and the site"}}
              - {key: allocated, name: {zh: "截止后统一配发，公布得分、名次和原因", en: "All are allocated after the close, with score, rank and why"}}
              - {key: lent, name: {zh: "约定日期，交接，用后送还", en: "Agree on the days, receive, send back"}}
          - key: demo-digital
            name: {zh: "数字资源", en: "Digital resources"}
            campaign: \(campaign)
            kind: digital
            way: {zh: "下载展板、课件和折页，可以打印", en: "Download panels, lessons and leaflets to print"}
            rules:
              - {key: no-visit, text: {zh: "下载次数不计入参与人次。", en: "A download is no visit."}}
          - key: demo-pack
            name: {zh: "综合资源包", en: "Packs"}
            campaign: \(campaign)
            kind: pack
            way: {zh: "一次下载全套资源，没有网络也能打开", en: "Everything in one download that opens without a network"}
          - key: demo-own
            name: {zh: "自行开发活动", en: "Activities of one's own"}
            campaign: \(campaign)
            kind: own
            way: {zh: "用行动的资源开展活动，或提交已有的活动", en: "Begin an activity with the kit, or submit one that you have"}

        """
}
