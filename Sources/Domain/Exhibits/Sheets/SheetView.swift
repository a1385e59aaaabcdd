import Kernel
import Language
import Markup
import Resources
import Venues
import Web

/// A sheet as people read it.
struct SheetView {
    let sheet: ExhibitSheet
    let members: [SetMember]
    let visit: Visit

    @HTMLBuilder var html: HTML {
        let facts = numbers + words
        if !facts.isEmpty {
            dl(.class("facts")) {
                for fact in facts {
                    dt { visit.say(fact.title) }
                    dd { fact.value }
                }
            }
        }
        if !members.isEmpty {
            h3 { visit.say(Phrase("套内展品", "In the set")) }
            ul {
                for member in members {
                    li { a(.href("/resources/\(ID<Resource>(member.exhibitID))")) { visit.html(member.name) } + HTML { " × \(member.number)" } }
                }
            }
        }
        if let need {
            h3 { visit.say(Phrase("场地须有", "The site must offer")) }
            p { need }
        }
        long(Phrase("操作步骤", "How to operate it"), sheet.operation)
        long(Phrase("讲解词", "Commentary"), sheet.commentary)
        long(Phrase("注意事项", "Cautions"), sheet.cautions)
    }

    private typealias Fact = (title: Phrase, value: HTML)

    private func text(_ phrase: Phrase) -> HTML { HTML { visit.say(phrase) } }

    private var numbers: [Fact] {
        var facts: [Fact] = []
        let sides = [sheet.length, sheet.width, sheet.height]
        if sides.contains(where: { $0 != nil }) {
            facts.append(
                (
                    Phrase("长×宽×高", "L × W × H"),
                    HTML { sides.map { $0.map { String($0) } ?? "—" }.joined(separator: " × ") + visit.say(Phrase(" 毫米", " mm")) }
                ))
        }
        if let mass = sheet.mass {
            facts.append(
                (Phrase("重量", "Mass"), text(Phrase("\(Amount.decimal(Int64(mass), digits: 3)) 千克", "\(Amount.decimal(Int64(mass), digits: 3)) kg"))))
        }
        if let power = sheet.power {
            let volts = sheet.voltage.map { Phrase("，\($0) 伏", ", \($0) V") } ?? Phrase(same: "")
            facts.append(
                (Phrase("供电", "Power"), text(power == 0 ? Phrase("不用电", "None needed") : Phrase("\(power) 瓦\(volts.zh)", "\(power) W\(volts.en)"))))
        }
        if let structure = sheet.structure { facts.append((Phrase("结构类型", "Structure"), text(structure.title))) }
        if !sheet.vehicles.isEmpty {
            facts.append(
                (Phrase("适用车型", "Fits vehicles"), HTML { sheet.vehicles.map { visit.say($0.title) }.joined(separator: visit.say(Phrase("、", ", "))) })
            )
        }
        if let price = sheet.price {
            facts.append(
                (Phrase("参考价", "Reference price"), text(Phrase("\(Amount.decimal(price, digits: 2)) 元", "¥\(Amount.decimal(price, digits: 2))"))))
        }
        return facts
    }

    private var words: [Fact] {
        let all = [
            (Phrase("科学原理", "Principle"), sheet.principle), (Phrase("组成", "Composition"), sheet.composition),
            (Phrase("技术要求", "Technical requirement"), sheet.technical),
        ]
        return all.filter { !$0.1.zh.isEmpty }.map { ($0.0, visit.html($0.1)) }
    }

    private var need: String? {
        let need = sheet.need
        if need.isEmpty { return nil }
        var parts: [Phrase] = []
        if let area = need.area { parts.append(Phrase("面积 \(area) 平方米", "\(area) m²")) }
        if need.doorWidth != nil || need.doorHeight != nil {
            let (width, height) = (need.doorWidth.map { String($0) } ?? "—", need.doorHeight.map { String($0) } ?? "—")
            parts.append(Phrase("门宽×高 \(width) × \(height) 毫米", "a door of \(width) × \(height) mm"))
        }
        if let floor = need.floor { parts.append(Phrase("地面承重 \(floor) 千克/平方米", "a floor for \(floor) kg/m²")) }
        if let power = need.power { parts.append(Phrase("供电 \(power) 瓦", "\(power) W of power")) }
        if need.indoor { parts.append(Phrase("室内", "a place indoors")) }
        if need.network { parts.append(Phrase("网络", "a network")) }
        return parts.map { visit.say($0) }.joined(separator: visit.say(Phrase("，", ", "))) + visit.say(Phrase("。", "."))
    }

    @HTMLBuilder private func long(_ title: Phrase, _ words: Wording) -> HTML {
        if !words.zh.isEmpty {
            details {
                summary { visit.say(title) }
                for line in words(visit.language).split(separator: "\n") { p { String(line) } }
            }
        }
    }
}
