import Kernel
import Language
import Markup
import Venues
import Web

/// What the documents announce, told apart from what is counted.
struct AnnouncedView {
    let figures: [AnnouncedFigure]

    func html(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("来源公布的数字", "Announced by the source")) }
            p(.class("meta")) {
                visit.say(
                    Phrase(
                        "这些是文件中写明的数字，照录并注明出处；未经本平台统计，也不计入任何合计。",
                        "These are the numbers that the documents give, with where they stand; they are not counted here and enter no total."))
            }
            ul(.class("figure-grid")) { for figure in figures { li { tile(figure, visit) } } }
        }
    }

    private func tile(_ figure: AnnouncedFigure, _ visit: Visit) -> HTML {
        let short = Numerals.short(figure.value, visit.language)
        let exact = Numerals.count(figure.value, visit.language)
        return article(.class("figure-tile")) {
            h3(.class("figure-name")) { visit.html(figure.label) }
            p(.class("figure-number")) {
                element("data", .value("\(figure.value)"), .data("announced", figure.key)) {
                    visit.say(figure.bound.pattern).replacing("#", with: short)
                }
                " "
                span(.class("figure-unit")) { visit.html(figure.unit) }
            }
            p(.class("meta")) {
                if short != exact { exact + (visit.language == .zh ? "；" : "; ") }
                visit.say(Phrase("来源公布，", "announced, "))
                figure.asOf.words(visit.language)
            }
            visit.provenanceHTML(figure.provenance, repaired: figure.repaired?.says)
        }
    }
}
