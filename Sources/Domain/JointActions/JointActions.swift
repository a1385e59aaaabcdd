import Access
import Activities
import Campaigns
import Kernel
package import Rooms
import Storage
import Venues
import Web

/// The room of joint actions: units take part in the ways that an action declares, use its kit, and receive its flag.
package enum JointActions {
    static let join = Permission("jointactions.join", "代表单位参加联合行动", "Join joint actions for a unit", roles: [.administrator, .host])
    static let award = Permission("jointactions.award", "授旗", "Award flags of a joint action", roles: [.administrator, .organiser])

    package static let module: Module = {
        var module = Module("jointactions", "联合行动", "Joint actions")
        module.migrations = JointSchema.migrations
        module.permissions = [join, award]
        module.mergings = [JoiningMerging.merging]
        module.dependants = JoiningDependants.all
        module.personalData = [JoiningPersonalData.joined]
        module.panels = [ParticipantsPanel.panel, FlagPanel.panel, BegunPanel.panel]
        module.api = { _ in ParticipantAPI.resources }
        module.operations = { _ in JoiningActs.operations }
        module.demo = [DemoJoining.part]
        (module.ledgerWords, module.ledgerNouns) = (JointLedger.words, [])
        module.routes = { _ in TakingPartRoutes.routes + ParticipantRoutes.routes + FlagRoutes.routes + KitRoutes.routes }
        return module
    }()
}

/// What the ledger's entries of this room say; all are about the action.
enum JointLedger {
    static let words = [
        LedgerWord("jointactions.joined", "有单位参加", "a unit joined"), LedgerWord("jointactions.ways-changed", "单位更改了参与方式", "a unit changed its ways of taking part in"),
        LedgerWord("jointactions.left", "有单位退出", "a unit left"), LedgerWord("jointactions.flag-awarded", "向单位授旗", "a unit received the flag of"),
        LedgerWord("jointactions.flag-withdrawn", "更正授旗", "a flag was taken off the list of"), LedgerWord("jointactions.started", "用资源起草了活动", "begun from the kit"),
    ]
}
