import Kernel
import Language
import Markup
import Regions
import Web

/// `/desk/organisations/wanted`: naming a unit that is missing, and what waits for those who have a say over its region.
struct WantedUnitPage {
    /// Those that this person answers for.
    let waiting: [WantedUnit]
    /// Those that this person named.
    let own: [WantedUnit]
    /// Units of which one may be meant.
    let units: [Organisation]
    var reading: FormReading
    let visit: Visit
    var problem: Refusal?

    static let path = "/desk/organisations/wanted"

    static let form = Form(
        FormField("name_zh", "单位名称（中文）", "Name in Chinese", .text(max: 200), required: true, autocomplete: "organization"),
        FormField("name_en", "单位名称（英文）", "Name in English", .text(max: 200)),
        FormField("kind", "类型", "Kind", .choice(Organisation.Kind.allCases.map { .init($0.rawValue, $0.title) }), required: true),
        FormField(
            "region", "行政区划代码", "Code of the division", .text(max: 6),
            hint: Phrase("所在地的六位代码，由当地科协核对；全国性单位不填", "Six digits of its seat, whose association checks it; empty for a national body")),
        FormField(
            "note", "怎样核对", "How to know it", .text(max: 300),
            hint: Phrase("网址或科室电话，请勿填写个人姓名", "A web site or an office's telephone, no personal name")))

    static func read(_ visit: Visit) -> FormReading {
        var reading = form.read(visit.posted)
        if let code = reading.textOrNil("region"), visit.regions[code] == nil {
            reading.remark("region", Phrase("没有这个行政区划代码。请填写六位代码。", "There is no division with this code. Give its six digits."))
        }
        return reading
    }

    var answer: Answer {
        visit.desk(
            Phrase("名单中没有的单位", "Units that are missing"),
            lede: Phrase("报来名称，由其所在地的主管核对后加入；处理后会通知您。", "Name it: whoever has a say over its region checks and adds it, and you are told."),
            trail: [("/desk/organisations", Phrase("单位", "Units"))], status: reading.isGood && problem == nil ? 200 : problem?.kind == .conflict ? 409 : 422
        ) {
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            if !waiting.isEmpty {
                section(.class("stack"), .id("waiting")) {
                    h2 { visit.say(Phrase("等您核对", "For you to check")) }
                    ul(.class("session-list"), .role("list")) { for unit in waiting { li { one(unit) } } }
                }
            }
            if !own.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("您报来的，等候处理", "Named by you, waiting")) }
                    ul { for unit in own { li { unit.name(visit.language) } } }
                }
            }
            section(.class("stack"), .id("naming")) {
                h2 { visit.say(Phrase("报一个单位", "Name a unit")) }
                visit.formHTML(reading, action: Self.path, submit: Phrase("报送", "Send"), makes: true)
            }
        }
    }

    @HTMLBuilder private func one(_ unit: WantedUnit) -> HTML {
        let base = "\(Self.path)/\(unit.id.text)"
        div {
            p { strong { unit.name(visit.language) } }
            p(.class("meta")) { visit.say(unit.kind.title) + " " + (visit.regionName(unit.region) ?? "") }
            if !unit.note.isEmpty { p { unit.note } }
        }
        div(.class("actions")) {
            visit.postButton(Phrase("加入名单", "Add it"), posts: base + "/addition")
            if !units.isEmpty { recognition(unit, base) }
        }
    }

    private func recognition(_ unit: WantedUnit, _ base: String) -> HTML {
        let id = "known-\(unit.id.text)"
        return Markup.form(.method(.post), .action(.within(base + "/recognition")), .class("inline-form", "actions")) {
            visit.csrfField
            label(.for(id)) { visit.say(Phrase("就是名单中的", "It is in the list as")) }
            select(.id(id), .name("organisation"), .required()) {
                option(.value("")) { visit.say(Phrase("请选择", "Choose")) }
                for one in Self.alike(units, unit) { option(.value(one.id.text)) { one.name(visit.language) } }
            }
            button(.class("button", "button-quiet"), .type("submit")) { visit.say(Phrase("就是它", "That is it")) }
        }
    }

    /// Those of which one name holds the other first; at most 300.
    private static func alike(_ units: [Organisation], _ wanted: WantedUnit) -> [Organisation] {
        let name = OrganisationLikeness.folded(wanted.name.zh) ?? ""
        let near = units.filter { unit in
            guard let other = OrganisationLikeness.folded(unit.name.zh), !name.isEmpty else { return false }
            return other.contains(name) || name.contains(other)
        }
        let ids = Set(near.map(\.id))
        return Array((near + units.filter { !ids.contains($0.id) }).prefix(300))
    }
}
