import Access
import Kernel
import Language
import Markup
import Resources
import Storage
import Venues
import Web

/// `/desk/rounds/{key}/declare`: for which unit.
struct DeclarationStart: Sendable {
    let round: Round
    let phase: Round.Phase
    let units: [Organisation]
    let form: Form
    var reading: FormReading

    init(_ round: Round, for identity: Identity, in tx: Transaction) throws {
        self.round = round
        phase = round.phase(at: tx.now)
        units = try tx.units(within: identity.scopes(of: Rounds.declare), most: 300)
        form = Form(FormField("unit", "申报单位", "Unit", .choice(units.map { .init($0.id.text, $0.name.phrase) }), required: true))
        reading = form.filled(units.count == 1 ? ["unit": units[0].id.text] : [:])
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("申报：\(round.name.zh)", "Declare: \(round.name.phrase.en)"), trail: [("/desk/declarations", Phrase("申报实体资源", "Declare for shared sets"))],
            status: reading.isGood ? 200 : 422
        ) {
            if phase != .open, phase != .scheduled {
                div(.class("notice", "notice-warning")) { p { visit.say(RoundRules.closed(round, phase).phrase) } }
            } else if units.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("您的账号没有可代表申报的单位", "Your account stands for no unit")) }
                    p { visit.say(Phrase("请让管理员授予您对本单位的“承办单位”角色。", "Ask an administrator for the role “Host unit” over your unit.")) }
                }
            } else {
                visit.formHTML(reading, action: "/desk/rounds/\(round.key)/declare", submit: Phrase("开始填写", "Begin"), makes: true)
            }
        }
    }
}
