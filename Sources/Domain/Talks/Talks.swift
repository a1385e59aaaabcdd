import Access
import Activities
import Kernel
package import Rooms
import Storage
import Web
import Workflow

/// The room of talks: units order, the office dispatches, experts accept, the host confirms; what took place is an activity like any other.
package enum Talks {
    static let see = Permission("talks.see", "查看报告点单", "See requests for talks", roles: [.administrator, .organiser, .moderator, .host, .expert])
    static let ask = Permission("talks.ask", "点报告、排期、确认", "Ask for talks, schedule and confirm them", roles: [.administrator, .organiser, .host])
    static let dispatch = Permission("talks.dispatch", "派单、归档、审核讲者", "Dispatch talks, record them, vet speakers", roles: [.administrator, .organiser, .moderator])
    static let answer = Permission("talks.answer", "接单、婉拒、填写可讲时间", "Accept or decline talks, say when one is free", roles: [.expert])
    static let pool = Permission("talks.pool", "查看讲者", "See speakers", roles: [.administrator, .organiser, .moderator, .expert])

    package static let module: Module = {
        var module = Module("talks", "科普报告", "Talks")
        module.migrations = TalksSchema.migrations
        module.permissions = [see, ask, dispatch, answer, pool]
        module.workflows = [.init("talk", TalkRequest.workflow)]
        module.jobs = [TalkJob.job]
        module.desk = [
            DeskItem("/desk/talks", "报告点单", "Talks", permission: see, in: .resources, order: 67), DeskItem("/desk/talks/speakers", "讲者", "Speakers", permission: pool, in: .resources, order: 68),
        ]
        module.queues = TalkQueues.all
        module.api = { _ in TalkOfferAPI.resources }
        module.operations = { _ in TalkActs.operations }
        module.messages = TalkLetter.kinds
        module.personalData = TalksPersonalData.all
        module.resealings = [TalkContact.resealing]
        module.mergings = [TalkMerging.merging]
        module.guards = TalkGuards.all
        module.demo = [DemoTalks.part]
        module.sections = [PoolSection.section]
        module.dependants = PoolSection.dependants
        module.panels = [TalkPanel.resource, TalkPanel.activity, PoolSection.panel]
        (module.ledgerWords, module.ledgerNouns) = (TalksLedger.words, TalksLedger.nouns)
        module.routes = { _ in TalkRoutes.routes + SpeakerRoutes.routes + ServiceRoutes.routes + [TravelRulePage.route] }
        return module
    }()
}
