import Kernel
import Markup
import Web

/// Rules in words, one a line.
enum RulesView {
    static func html(_ rules: RulesInForce, _ visit: Visit) -> HTML {
        dl(.class("facts")) {
            for sentence in rules.sentences {
                dt { visit.say(sentence.about) }
                dd { visit.say(sentence.says) }
            }
        }
    }
}
