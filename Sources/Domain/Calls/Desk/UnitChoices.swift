import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// The units among which somebody chooses one in a form: all of them while they are few, else those whose names hold what was asked for, and
/// always those that are chosen already.
struct UnitChoices: Sendable {
    /// More than this nobody looks through.
    static let most = 300

    let asked: String
    let choices: [FormField.Choice]
    /// Whether there are more than stand here.
    let isCut: Bool

    init(asked: String?, keeping kept: [ID<Organisation>] = [], in tx: Transaction) throws {
        let asked = String((asked ?? "").prefix(60)).trimmed
        let escaped = asked.lowercased().map { "%_!".contains($0) ? "!\($0)" : String($0) }.joined()
        let pattern = "%\(escaped)%"
        let condition: SQL =
            asked.isEmpty ? "1 = 1" : "(LOWER(name_zh) LIKE \(pattern) ESCAPE '!' OR LOWER(COALESCE(name_en, '')) LIKE \(pattern) ESCAPE '!')"
        var found = try tx.rows("SELECT id, name_zh, name_en FROM view_venues_organisation WHERE \(sql: condition) ORDER BY name_zh, id LIMIT \(Self.most + 1)") {
            (try $0.id("id", Organisation.self), try $0.wording("name"))
        }
        isCut = found.count > Self.most
        if isCut { found.removeLast() }
        let missing = Set(kept).subtracting(found.map(\.0))
        if !missing.isEmpty {
            found += try tx.rows("SELECT id, name_zh, name_en FROM view_venues_organisation WHERE id IN (\(list: Array(missing))) ORDER BY name_zh, id") {
                (try $0.id("id", Organisation.self), try $0.wording("name"))
            }
        }
        self.asked = asked
        choices = found.map { FormField.Choice($0.0.text, $0.1.phrase) }
    }

    /// Above the form: which units it offers, where they are too many for a list.
    @HTMLBuilder func html(_ visit: Visit, at path: String) -> HTML {
        if isCut || !asked.isEmpty {
            form(.method(.get), .action(.within(path)), .class("filter-form"), .role("search")) {
                div(.class("field")) {
                    label(.for("unit-q")) { visit.say(Phrase("查找单位", "Find the unit")) }
                    p(.class("hint")) {
                        isCut
                            ? visit.say(Phrase("单位较多，下面只列出 \(Self.most) 个。请输入名称的一部分。", "There are many: \(Self.most) stand below. Write a part of the name."))
                            : visit.say(Phrase("下面列出名称含“\(asked)”的单位，共 \(choices.count) 个。", "Below stand units whose name holds “\(asked)”: \(choices.count)."))
                    }
                    input(.type("search"), .id("unit-q"), .name("q"), .value(asked), .maxlength(60))
                }
                p(.class("actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("查找", "Find")) } }
            }
        }
    }
}
