import Declaration
import Kernel
import Language
import Markup
import Venues
import Web

/// The versions of a scheme, the newest first, each with what it changed.
struct SchemeHistory {
    let versions: [SchemeVersion]

    @HTMLBuilder func html(_ visit: Visit) -> HTML {
        section(.id("versions"), .class("stack")) {
            h2 { visit.say(Phrase("版本", "Versions")) }
            ol(.class("steps"), .reversed()) {
                for (place, one) in versions.enumerated() {
                    li {
                        p { visit.say(Phrase("第 \(one.version) 版，\(day(one, .zh))", "Version \(one.version), \(day(one, .en))")) }
                        if place + 1 < versions.count { changes(SchemeChange.between(versions[place + 1].body, one.body), visit) }
                    }
                }
            }
        }
    }

    private func day(_ one: SchemeVersion, _ tongue: Tongue) -> String { Dates.plain(one.madeAt.day(in: .china), tongue) }

    private func changes(_ changes: [SchemeChange], _ visit: Visit) -> HTML {
        ul {
            for one in changes {
                li {
                    code { one.path }
                    visit.say(Phrase("：", ": "))
                    words(one.before, visit)
                    " → "
                    words(one.after, visit)
                }
            }
        }
    }

    private func words(_ value: DeclaredValue?, _ visit: Visit) -> String {
        switch value {
        case nil: visit.say(Phrase("（无）", "(none)"))
        case .boolean(let flag): visit.say(flag ? Phrase("是", "yes") : Phrase("否", "no"))
        case .integer(let number): String(number)
        case .text(let text): text
        case .some(let other): other.wording.map { visit.say($0) } ?? visit.say(Phrase("（\(count(other)) 项）", "(\(count(other)) parts)"))
        }
    }

    private func count(_ value: DeclaredValue) -> Int {
        if case .record(let fields) = value { return fields.count }
        return value.elements.count
    }
}
