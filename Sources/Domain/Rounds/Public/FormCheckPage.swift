import Kernel
import Language
import Markup
import Storage
import Web

/// `/rounds/{key}/forms/{mark}`: whether a printed declaration is of the text that counts. It tells nothing of who declared.
struct FormCheckPage: Sendable {
    let round: Round
    let counts: Bool

    /// - mark: `7-91ac…`: the declaration's number, and the beginning of its digest.
    init(_ round: Round, mark: String, in tx: Transaction) throws {
        self.round = round
        let parts = mark.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let number = Int64(parts[0]) else {
            counts = false
            return
        }
        let found = try tx.row("SELECT * FROM rounds_declaration WHERE round_id = \(round.id) AND number = \(number) AND state <> 'withdrawn' ORDER BY id LIMIT 1", RoundDeclaration.init)
        counts = found?.digest.prefix(16) == parts[1]
    }

    func answer(_ visit: Visit) -> Answer {
        visit.page(Phrase("查验申报表", "Check a printed form"), lede: round.name.phrase, trail: [("/rounds", Phrase("实体资源申报", "Shared sets")), ("/rounds/\(round.key)", round.name.phrase)]) {
            div(.class("notice", counts ? "" : "notice-warning")) {
                p {
                    counts
                        ? visit.say(Phrase("这份打印件与系统中现行的版本一致。", "This printed form is of the version that counts."))
                        : visit.say(Phrase("这份打印件与系统中现行的版本不一致：之后有过改动，或编号不对。", "This printed form is not of the version that counts: it was changed since, or the number is wrong."))
                }
            }
        }
    }
}
