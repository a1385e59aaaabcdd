import Kernel
import Language
import Markup
import Web

/// One's own units: whose profile is still empty, and which may be one and the same.
struct OrganisationListPage {
    let units: [(unit: Organisation, profile: OrganisationProfile)]
    let visit: Visit

    /// More than these are not shown on one page; they are found by name.
    private static let most = 200

    var answer: Answer {
        let words = (visit.query["q"] ?? "").lowercased()
        let found = units.filter { words.isEmpty || SearchText.of($0.unit.name).contains(words) }
        return visit.desk(
            Phrase("单位", "Units"), lede: Phrase("单位资料只填一次，新建活动时自动带出。", "A unit's profile is filled in once; new activities begin with it.")
        ) {
            pairs
            p(.class("actions")) { a(.href(.within(WantedUnitPage.path))) { visit.say(Phrase("名单中没有的单位", "Units that are missing")) } }
            Markup.form(.class("filter-form"), .method(.get), .action("/desk/organisations"), .role("search")) {
                div(.class("field")) {
                    label(.for("filter-q")) { visit.say(Phrase("名称", "Name")) }
                    input(.id("filter-q"), .type("search"), .name("q"), .value(visit.query["q"] ?? ""), .maxlength(100))
                }
                div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("查找", "Search")) } }
            }
            ul(.class("session-list"), .role("list")) { for one in found.prefix(Self.most) { li { line(one.unit, one.profile) } } }
            if found.count > Self.most {
                p { visit.say(Phrase("另有 \(found.count - Self.most) 个，请按名称查找。", "\(found.count - Self.most) more: search by name.")) }
            }
        }
    }

    private func line(_ unit: Organisation, _ profile: OrganisationProfile) -> HTML {
        div {
            p { strong { a(.href("/desk/organisations/\(unit.id)")) { visit.html(unit.name) } } }
            p(.class("meta")) {
                visit.say(unit.kind.title) + " " + (visit.regionName(unit.region) ?? "")
                if profile == OrganisationProfile() { visit.say(Phrase("　资料未填", " · profile not filled in")) }
            }
        }
    }

    @HTMLBuilder private var pairs: HTML {
        let found = OrganisationLikeness.pairs(units)
        if !found.isEmpty {
            section(.class("notice", "notice-warning", "stack"), .id("alike")) {
                h2 { visit.say(Phrase("可能是同一单位", "These may be one and the same")) }
                ul { for pair in found.prefix(20) { li { self.pair(pair) } } }
            }
        }
    }

    @HTMLBuilder private func pair(_ pair: OrganisationLikeness) -> HTML {
        if let one = units.first(where: { $0.unit.id == pair.one })?.unit, let other = units.first(where: { $0.unit.id == pair.other })?.unit {
            let reasons = pair.reasons.map(\.phrase)
            a(.href(.within("/desk/organisations/\(other.id.text)/merging", query: Query([("into", one.id.text)])))) {
                one.name(visit.language) + " · " + other.name(visit.language)
            }
            visit.say(Phrase("（\(reasons.map(\.zh).joined(separator: "，"))）", " (\(reasons.map(\.en).joined(separator: ", ")))"))
        }
    }
}

/// The profile of one unit; of one that was merged, what it was and where it is now.
struct OrganisationFormPage {
    let unit: Organisation
    /// The unit that took its place.
    let kept: Organisation?
    let reading: FormReading
    let visit: Visit
    var status = 200

    var answer: Answer {
        visit.desk(unit.name.phrase, trail: [("/desk/organisations", Phrase("单位", "Units"))], status: status) {
            if let kept {
                div(.class("notice", "notice-warning")) {
                    p {
                        visit.say(Phrase("这个单位已并入：", "This unit was merged into: "))
                        a(.href("/desk/organisations/\(kept.id)")) { visit.html(kept.name) }
                    }
                }
                dl(.class("facts")) {
                    for field in reading.form.fields where !reading.text(field.name).isEmpty && !field.label.zh.isEmpty {
                        div {
                            dt { visit.say(field.label) }
                            dd { shown(field) }
                        }
                    }
                }
            } else {
                p(.class("actions")) {
                    a(.href("/organisations/\(unit.id)")) { visit.say(Phrase("查看公开页面", "The public page")) }
                    a(.href("/desk/organisations/\(unit.id)/merging")) { visit.say(Phrase("与另一单位合并", "Merge with another unit")) }
                }
                visit.formHTML(reading, action: "/desk/organisations/\(unit.id.text)", submit: Phrase("保存", "Save"))
            }
        }
    }

    private func shown(_ field: FormField) -> String {
        let value = reading.text(field.name)
        guard case .choice(let choices) = field.kind, let choice = choices.first(where: { $0.value == value }) else { return value }
        return visit.say(choice.title)
    }
}

/// Which of two units stays.
struct OrganisationMergingPage {
    let unit: Organisation
    /// The units over which this person has power too.
    let others: [Organisation]
    let into: ID<Organisation>?
    let visit: Visit

    var answer: Answer {
        let base = "/desk/organisations/\(unit.id.text)"
        let field = FormField("into", "并入", "Into", .choice(others.map { .init($0.id.text, $0.name.phrase) }), required: true)
        return visit.desk(
            Phrase("合并：", "Merge: ") + unit.name.phrase, trail: [("/desk/organisations", Phrase("单位", "Units")), (base, unit.name.phrase)]
        ) {
            div(.class("notice", "notice-warning")) {
                p {
                    visit.say(
                        Phrase(
                            "“\(unit.name(.zh))”的场馆、活动、协议、下属单位和角色都会归到所选单位；它的旧网址会转过去，历史记录保留。合并不能撤销。",
                            "Venues, activities, agreements, units below and roles of “\(unit.name(.en))” become those of the unit chosen; its old address leads there, its history stays. This cannot be undone."))
                }
            }
            if others.isEmpty {
                p { visit.say(Phrase("没有您负责的其他单位。请由同时负责两个单位的人合并。", "No other unit is in your care. Somebody who has power over both can merge them.")) }
            } else {
                visit.formHTML(
                    Form(field).filled(["into": into?.text ?? ""]), action: base + "/merging", submit: Phrase("合并，不能撤销", "Merge; this cannot be undone"), danger: true)
            }
        }
    }
}
